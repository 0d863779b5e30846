import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { Construct } from 'constructs';
import { isFullSecretArn, isSecretArn, secretNameOf } from '../arn/secret-arn';
import { isToken } from './tokens';

/** The full ARN of a secret that is given by its name or ARN: looked up unless it is known. A token is taken for an ARN. */
export function fullSecretArn(scope: Construct, id: string, secret: string): string {
  return isToken(secret) || isFullSecretArn(secret) ? secret : lookUp(scope, id, secretNameOf(secret));
}

/** The ARN of a secret that is only named in a policy: a known part of an ARN is enough. */
export function secretArnForPolicy(scope: Construct, id: string, secret: string): string {
  return isToken(secret) || isSecretArn(secret) ? secret : lookUp(scope, id, secret);
}

function lookUp(scope: Construct, id: string, name: string): string {
  return new DataAwsSecretsmanagerSecret(scope, id, { name }).arn;
}
