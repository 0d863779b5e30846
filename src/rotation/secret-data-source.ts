import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { Fn, TerraformResourceLifecycle } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { isFullSecretArn, isSecretArn, secretNameOf } from '../arn/secret-arn';
import { DataSourceKey } from './data-source-key';
import { lifecycleFor } from './hcl';
import { secretNotAFullArn } from './problems';
import { expressionOf, isToken } from './tokens';
import { waitLike } from './waiting';

/** As Terraform finds it in a value that it alone knows. */
const FULL_ARN = '^arn:[^:]+:secretsmanager:[^:]+:[0-9]{12}:secret:.+-[0-9A-Za-z]{6}$';

/** What is an ARN, or an id that is one, by the reference. */
const ARN_BY_NAME = /\.(arn|id)\}$/;

/**
 * The full ARN of a secret that is given by its name or ARN. A token is taken for an ARN. A known ARN is looked up all the same,
 * because Terraform then tells of a secret that is being deleted, or that it may not see, before anything is made.
 */
export function fullSecretArn(scope: Construct, id: string, secret: string): string {
  if (isToken(secret)) return secret;
  if (!isFullSecretArn(secret)) return lookUp(scope, id, secretNameOf(secret));
  new DataAwsSecretsmanagerSecret(scope, id, { arn: secret });
  return secret;
}

/**
 * Lets Terraform refuse a token that turns out to be no full ARN. The provider reads the ARN back, so that each apply would turn the
 * rotation off and on again.
 */
export function requireFullArn(scope: Construct, secret: string): TerraformResourceLifecycle | undefined {
  if (!isToken(secret) || ARN_BY_NAME.test(expressionOf(scope, secret))) return undefined;
  const { message } = secretNotAFullArn();
  return lifecycleFor(scope, {
    precondition: [{ condition: Fn.can(Fn.regex(FULL_ARN, secret)), errorMessage: message }],
  });
}

/** The ARN of a secret that is only named in a policy: a known part of an ARN is enough. */
export function secretArnForPolicy(scope: Construct, id: string, secret: string): string {
  return isToken(secret) || isSecretArn(secret) ? secret : lookUp(scope, id, secret);
}

/** Makes a look-up, if there is one, wait for what a construct waits for. */
export function lookUpAfter(scope: Construct, id: string, other: IConstruct): void {
  const key = scope.node.tryFindChild(nameId(id));
  if (key) waitLike(key, other);
}

function nameId(id: string): string {
  return `${id}Name`;
}

function lookUp(scope: Construct, id: string, name: string): string {
  const key = new DataSourceKey(scope, nameId(id), { value: name });
  return new DataAwsSecretsmanagerSecret(scope, id, { name: key.value }).arn;
}
