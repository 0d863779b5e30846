import { Problem, throwProblems } from '../../problem';
import { inputProblems, partitionProblemsOf, placeProblemsOf } from '../../arn/inputs';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyStatement } from '../policy-statement';
import { allowPrincipals, otherAccounts } from './principals';
import { keyConditions } from './secrets';

/** Who uses a customer managed key that encrypts secrets. */
export interface KmsKeyPolicyProps extends PolicyPlaceProps {
  /**
   * The ARNs of the secrets that the key encrypts.
   *
   * @default - any secret
   */
  readonly secretArns?: string[];

  /**
   * The ARNs of the rotation functions' roles.
   *
   * @default - none
   */
  readonly functionRoleArns?: string[];

  /**
   * The ARNs of those who read the secrets.
   *
   * @default - none
   */
  readonly readerArns?: string[];

  /**
   * The ARNs of those who create the secrets or write their values.
   *
   * @default - none
   */
  readonly writerArns?: string[];
}

const PATH = 'RotationPolicies.kmsKey';

/**
 * Secrets Manager tries a key for whoever creates a secret with it, in place of the secret that is not there yet. The guide
 * has the word for the version; public constructs limit the secret's ARN by it as well.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const TRIAL = 'RequestToValidateKeyAccess';

const ENCRYPTION = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** What has to be done elsewhere for principals of other accounts. */
export const OTHER_ACCOUNTS_USE_KEY =
  'whoever belongs to another account needs a policy of that account as well, which allows the same actions on this key, and the policy of the secret';

/** The policy of a customer managed key that encrypts secrets. */
export function kmsKeyPolicy(props: KmsKeyPolicyProps): PolicyDocument {
  throwProblems(PATH, [
    ...placeProblems(props),
    ...inputProblems('secretArns', 'secretArn', props.secretArns),
    ...placeProblemsOf('secretArns', props.secretArns, Place.of(props)),
    ...principalProblems(props, 'functionRoleArns'),
    ...principalProblems(props, 'readerArns'),
    ...principalProblems(props, 'writerArns'),
  ]);
  return new PolicyDocument([
    accountDecides(Place.of(props)),
    ...use(
      props,
      'SecretIsWritten',
      props.writerArns,
      ENCRYPTION,
      'who creates the secret encrypts its value, after a trial of the key',
      [TRIAL],
    ),
    ...use(
      props,
      'FunctionRotates',
      props.functionRoleArns,
      ENCRYPTION,
      'the function reads and writes the secret',
    ),
    ...use(
      props,
      'ReadersRead',
      props.readerArns,
      ['kms:Decrypt'],
      'who reads the secret decrypts its value',
    ),
  ]);
}

function principalProblems(
  props: KmsKeyPolicyProps,
  name: 'functionRoleArns' | 'readerArns' | 'writerArns',
): Problem[] {
  return [
    ...inputProblems(name, 'principalArn', props[name]),
    ...partitionProblemsOf(name, props[name], Place.of(props).partition),
  ];
}

function accountDecides(place: Place): PolicyStatement {
  return new PolicyStatement({
    sid: 'AccountDecides',
    principals: [PolicyPrincipal.aws(place.globalArn('iam', 'root'))],
    actions: ['kms:*'],
    resources: ['*'],
    reason: 'without it nobody can change the key any more, not even the account itself',
  });
}

function use(
  props: KmsKeyPolicyProps,
  sid: string,
  principalArns: readonly string[] = [],
  actions: string[],
  reason: string,
  trials: readonly string[] = [],
): PolicyStatement[] {
  const { secretArns = [] } = props;
  return allowPrincipals(principalArns, {
    sid,
    actions,
    resources: ['*'],
    conditions: keyConditions(
      [Place.of(props).viaService],
      secretArns.length === 0 ? [] : [...secretArns, ...trials],
    ),
    reason: `${reason}, through Secrets Manager only${elsewhere(principalArns, props)}`,
  });
}

function elsewhere(principalArns: readonly string[], { accountId }: KmsKeyPolicyProps): string {
  return otherAccounts(principalArns, accountId).length === 0 ? '' : `; ${OTHER_ACCOUNTS_USE_KEY}`;
}
