import { Problem, throwProblems } from '../../problem';
import { parseArn } from '../../arn/arn';
import { inputProblems, partitionProblemsOf, requiredProblems } from '../../arn/inputs';
import { accountOf } from '../../arn/other-account';
import { accountProblems } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyEffect, PolicyStatement } from '../policy-statement';
import { allowPrincipals, otherAccounts, otherThan } from './principals';

/** Who may do what with a secret. */
export interface SecretPolicyProps {
  /**
   * The ARN of the secret's rotation function.
   *
   * @default - rotation is not limited to a function
   */
  readonly functionArn?: string;

  /**
   * The id of the secret's account.
   *
   * @default - that of the function
   */
  readonly accountId?: string;

  /**
   * The ARNs of those who read the secret. Who belongs to another account reads it only with a customer managed key, whose
   * policy names the reader too.
   *
   * @default - none but whom their own policies allow it
   */
  readonly readerArns?: string[];

  /**
   * The ARNs of those who may delete the secret, and who alone may change this policy.
   *
   * @default - nobody deletes it while the policy says so, and whoever may otherwise change the policy may
   */
  readonly administratorArns?: string[];
}

const PATH = 'RotationPolicies.secret';

/** What has to be done elsewhere for readers of other accounts. */
export const OTHER_ACCOUNTS_READ =
  'whoever belongs to another account reads it only if a customer managed key encrypts it, whose policy names the reader too, and if a policy of that account allows both';

/** The accounts of the readers that are not the secret's, as far as that is known. */
export function readersOfOtherAccounts({
  accountId,
  functionArn = '',
  readerArns = [],
}: SecretPolicyProps): string[] {
  return otherAccounts(readerArns, accountId ?? accountOf(functionArn));
}

/** The policy of a secret. */
export function secretPolicy(props: SecretPolicyProps): PolicyDocument {
  throwProblems(PATH, problemsOf(props));
  const { functionArn, readerArns, administratorArns } = props;
  return new PolicyDocument([
    ...(readerArns === undefined ? [] : allowReading(props, readerArns)),
    denyDeletion(administratorArns),
    ...(administratorArns === undefined ? [] : [denyChanges(administratorArns)]),
    ...(functionArn === undefined ? [] : [denyOtherFunctions(functionArn)]),
  ]);
}

function problemsOf(props: SecretPolicyProps): Problem[] {
  const { accountId, functionArn, readerArns, administratorArns } = props;
  return [
    ...(accountId === undefined ? [] : accountProblems(accountId)),
    ...inputProblems('functionArn', 'functionArn', functionArn === undefined ? [] : [functionArn]),
    ...(readerArns === undefined ? [] : requiredProblems('readerArns', 'principalArn', readerArns)),
    ...(administratorArns === undefined
      ? []
      : requiredProblems('administratorArns', 'principalArn', administratorArns)),
    ...partitionProblems(props),
  ];
}

function partitionProblems({
  functionArn = '',
  readerArns = [],
  administratorArns = [],
}: SecretPolicyProps): Problem[] {
  const [first] = [functionArn, ...readerArns, ...administratorArns].flatMap((arn) => parseArn(arn) ?? []);
  const { partition = '*' } = first ?? {};
  return [
    ...partitionProblemsOf('readerArns', readerArns, partition),
    ...partitionProblemsOf('administratorArns', administratorArns, partition),
  ];
}

function allowReading(props: SecretPolicyProps, readerArns: readonly string[]): PolicyStatement[] {
  const others = readersOfOtherAccounts(props).length === 0 ? '' : `; ${OTHER_ACCOUNTS_READ}`;
  return allowPrincipals(readerArns, {
    sid: 'ReadersRead',
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    resources: ['*'],
    reason: `the applications that log in with the secret${others}`,
  });
}

function denyDeletion(administratorArns?: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'NobodyDeletes',
    effect: PolicyEffect.DENY,
    principals: [PolicyPrincipal.anyone()],
    actions: ['secretsmanager:DeleteSecret'],
    resources: ['*'],
    conditions: administratorArns && otherThan(administratorArns),
    reason:
      'a deleted secret locks every application out of the database; whoever may change this policy can take the statement out',
  });
}

/** Without administrators nobody at all could ever change the policy again. */
function denyChanges(administratorArns: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyAdministratorsChangePolicy',
    effect: PolicyEffect.DENY,
    principals: [PolicyPrincipal.anyone()],
    actions: ['secretsmanager:DeleteResourcePolicy', 'secretsmanager:PutResourcePolicy'],
    resources: ['*'],
    conditions: otherThan(administratorArns),
    reason: 'who changes or removes this policy undoes it; Terraform has to run as an administrator for that',
  });
}

/** Who rotates the secret now names no function, and may go on: only another function is denied. */
function denyOtherFunctions(functionArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'NoOtherFunctionRotates',
    effect: PolicyEffect.DENY,
    principals: [PolicyPrincipal.anyone()],
    actions: ['secretsmanager:RotateSecret'],
    resources: ['*'],
    conditions: {
      ArnNotEquals: { 'secretsmanager:RotationLambdaARN': functionArn },
      Null: { 'secretsmanager:RotationLambdaARN': 'false' },
    },
    reason: 'whoever names the function sees the password; rotating with the one that is set stays allowed',
  });
}
