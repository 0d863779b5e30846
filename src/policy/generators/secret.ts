import { Problem, throwProblems } from '../../problem';
import { parseArn } from '../../arn/arn';
import { inputProblems, partitionProblemsOf, requiredProblems } from '../../arn/inputs';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyEffect, PolicyStatement } from '../policy-statement';

/** Who may do what with a secret. */
export interface SecretPolicyProps {
  /**
   * The ARN of the secret's rotation function.
   *
   * @default - rotation is not limited to a function
   */
  readonly functionArn?: string;

  /**
   * The ARNs of those who read the secret.
   *
   * @default - none but whom their own policies allow it
   */
  readonly readerArns?: string[];

  /**
   * The ARNs of those who may delete the secret.
   *
   * @default - nobody: the statement has to be removed first
   */
  readonly administratorArns?: string[];
}

const PATH = 'RotationPolicies.secret';

/** The policy of a secret. */
export function secretPolicy(props: SecretPolicyProps): PolicyDocument {
  throwProblems(PATH, problemsOf(props));
  const { functionArn, readerArns, administratorArns } = props;
  return new PolicyDocument([
    ...(readerArns === undefined ? [] : [allowReading(readerArns)]),
    denyDeletion(administratorArns),
    ...(functionArn === undefined ? [] : [denyOtherFunctions(functionArn)]),
  ]);
}

function problemsOf(props: SecretPolicyProps): Problem[] {
  const { functionArn, readerArns, administratorArns } = props;
  return [
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

function allowReading(readerArns: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadersRead',
    principals: [PolicyPrincipal.aws(...readerArns)],
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
    resources: ['*'],
    reason: 'the applications that log in with the secret',
  });
}

function denyDeletion(administratorArns?: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'NobodyDeletes',
    effect: PolicyEffect.DENY,
    principals: [PolicyPrincipal.anyone()],
    actions: ['secretsmanager:DeleteSecret'],
    resources: ['*'],
    conditions: administratorArns && { ArnNotEquals: { 'aws:PrincipalArn': [...administratorArns] } },
    reason: 'a deleted secret locks every application out of the database',
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
