import { Problem, throwProblems } from '../../problem';
import { ignoredProblems, inputProblems, placeProblemsOf, requiredProblems } from '../../arn/inputs';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyStatement } from '../policy-statement';
import { masterSecretPolicy } from './master-secret';
import { secretArnsInPolicy } from '../../arn/secret-arn';
import { allSecrets, keyConditions } from './secrets';

/** What the role of a rotation function of one's own is for. */
export interface ExecutionPolicyProps extends PolicyPlaceProps {
  /**
   * The function's name.
   */
  readonly functionName: string;

  /**
   * The ARNs of the secrets that the function rotates.
   *
   * @default - every secret whose rotation names this function
   */
  readonly secretArns?: string[];

  /**
   * The ARNs of the customer managed keys that encrypt the secrets.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which needs no grant
   */
  readonly kmsKeyArns?: string[];

  /**
   * The ARNs of the master secrets.
   *
   * @default - none
   */
  readonly masterSecretArns?: string[];

  /**
   * The ARNs of the customer managed keys that encrypt the master secrets.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which needs no grant
   */
  readonly masterSecretKmsKeyArns?: string[];

  /**
   * Whether the function runs in a VPC.
   *
   * @default - true where subnets or security groups are named
   */
  readonly inVpc?: boolean;

  /**
   * The ids of the subnets in which the function gets its network interfaces.
   *
   * @default - any of the account
   */
  readonly subnetIds?: string[];

  /**
   * The ids of the security groups of the function.
   *
   * @default - any of the account
   */
  readonly securityGroupIds?: string[];
}

const PATH = 'RotationPolicies.execution';

/** The policy of the role of a rotation function. */
export function executionPolicy(props: ExecutionPolicyProps): PolicyDocument {
  throwProblems(PATH, problemsOf(props));
  const place = Place.of(props);
  return new PolicyDocument([
    rotate(props, place),
    makePasswords(),
    ...useKeys(props, place),
    ...readMasterSecrets(props, place),
    writeLogs(props, place),
    ...(isInVpc(props) ? network(props, place) : []),
  ]);
}

/** The trust policy of the role of a rotation function. */
export function executionTrustPolicy(): PolicyDocument {
  return new PolicyDocument([
    new PolicyStatement({
      principals: [PolicyPrincipal.service('lambda.amazonaws.com')],
      actions: ['sts:AssumeRole'],
      reason: 'Lambda runs the function as this role',
    }),
  ]);
}

function problemsOf(props: ExecutionPolicyProps): Problem[] {
  const place = Place.of(props);
  const { masterSecretArns = [] } = props;
  return [
    ...placeProblems(props),
    ...inputProblems('functionName', 'functionName', [props.functionName]),
    ...inputProblems('secretArns', 'secretArn', props.secretArns),
    ...inputProblems('kmsKeyArns', 'keyArn', props.kmsKeyArns),
    ...inputProblems('masterSecretArns', 'secretArn', props.masterSecretArns),
    ...inputProblems('masterSecretKmsKeyArns', 'keyArn', props.masterSecretKmsKeyArns),
    ...inputProblems('subnetIds', 'subnetId', props.subnetIds),
    ...inputProblems('securityGroupIds', 'securityGroupId', props.securityGroupIds),
    ...ignoredProblems(
      'masterSecretKmsKeyArns',
      props.masterSecretKmsKeyArns,
      'masterSecretArns',
      masterSecretArns.length > 0,
    ),
    ...placeProblemsOf('secretArns', props.secretArns, place, true),
    ...placeProblemsOf('kmsKeyArns', props.kmsKeyArns, place),
    ...placeProblemsOf('masterSecretArns', masterSecretArns, place),
    ...placeProblemsOf('masterSecretKmsKeyArns', props.masterSecretKmsKeyArns, place),
    ...(props.secretArns === undefined ? [] : requiredProblems('secretArns', 'secretArn', props.secretArns)),
  ].filter(({ message }, index, all) => all.findIndex((other) => other.message === message) === index);
}

function rotate({ functionName, secretArns }: ExecutionPolicyProps, place: Place): PolicyStatement {
  const functionArn = place.arn('lambda', `function:${functionName}`);
  return new PolicyStatement({
    sid: 'RotateSecrets',
    actions: [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecretVersionStage',
    ],
    resources: secretArns?.flatMap(secretArnsInPolicy) ?? [allSecrets(place)],
    conditions: { StringEquals: { 'secretsmanager:resource/AllowRotationLambdaArn': functionArn } },
    reason: 'the four steps of a rotation, on secrets whose rotation names this function only',
  });
}

function makePasswords(): PolicyStatement {
  return new PolicyStatement({
    sid: 'MakePasswords',
    actions: ['secretsmanager:GetRandomPassword'],
    resources: ['*'],
    reason: 'new passwords come from Secrets Manager; the action has no resource',
  });
}

function useKeys(
  { kmsKeyArns = [], secretArns = [] }: ExecutionPolicyProps,
  place: Place,
): PolicyStatement[] {
  if (kmsKeyArns.length === 0) return [];
  const statement = new PolicyStatement({
    sid: 'UseSecretKeys',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: kmsKeyArns,
    conditions: keyConditions([place.viaService], secretArns),
    reason: 'the keys decrypt the old value and encrypt the new one, through Secrets Manager only',
  });
  return [statement];
}

function readMasterSecrets(props: ExecutionPolicyProps, place: Place): PolicyStatement[] {
  const { masterSecretArns = [], masterSecretKmsKeyArns } = props;
  if (masterSecretArns.length === 0) return [];
  return masterSecretPolicy({
    masterSecretArns,
    kmsKeyArns: masterSecretKmsKeyArns,
    viaService: place.viaService,
  }).statements;
}

function writeLogs({ functionName }: ExecutionPolicyProps, place: Place): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [place.arn('logs', `log-group:/aws/lambda/${functionName}:*`)],
    reason: "the function's own log group, and no other",
  });
}

function isInVpc({ inVpc, subnetIds, securityGroupIds }: ExecutionPolicyProps): boolean {
  return inVpc ?? (subnetIds !== undefined || securityGroupIds !== undefined);
}

function network(props: ExecutionPolicyProps, place: Place): PolicyStatement[] {
  const { subnetIds = ['*'], securityGroupIds = ['*'] } = props;
  const interfaces = place.arn('ec2', 'network-interface/*');
  return [
    new PolicyStatement({
      sid: 'CreateNetworkInterfaces',
      actions: ['ec2:CreateNetworkInterface'],
      resources: [
        interfaces,
        ...subnetIds.map((id) => place.arn('ec2', `subnet/${id}`)),
        ...securityGroupIds.map((id) => place.arn('ec2', `security-group/${id}`)),
      ],
      reason: 'Lambda connects the function to the VPC',
    }),
    new PolicyStatement({
      sid: 'ManageNetworkInterfaces',
      actions: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:DeleteNetworkInterface',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: [interfaces],
      reason: 'Lambda gives the interfaces addresses and removes them when they are idle',
    }),
    new PolicyStatement({
      sid: 'SeeNetwork',
      actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
      resources: ['*'],
      reason: 'Lambda looks at what is there; these actions have no resource',
    }),
  ];
}
