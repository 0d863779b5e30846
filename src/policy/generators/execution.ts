import { Problem, throwProblems } from '../../problem';
import { ignoredProblems, inputProblems, placeProblemsOf, requiredProblems } from '../../arn/inputs';
import { inputIgnored } from '../../arn/problems';
import { Place, placeProblems, PolicyPlaceProps } from '../../arn/place';
import { PolicyDocument } from '../policy-document';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyEffect, PolicyStatement } from '../policy-statement';
import { databaseProblems, MasterSecretDatabaseProps } from './managed-master-secrets';
import { masterSecretPolicy } from './master-secret';
import { secretArnsInPolicy } from '../../arn/secret-arn';
import { allSecrets, keyConditions } from './secrets';

/** What the role of a rotation function of one's own is for. */
export interface ExecutionPolicyProps extends PolicyPlaceProps, MasterSecretDatabaseProps {
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

const MASTER_SECRETS = [
  'masterSecretArns',
  'managedMasterSecretArns',
  'redshiftManagedMasterSecretArns',
] as const;

const IN_REGION = [
  ...MASTER_SECRETS,
  'kmsKeyArns',
  'masterSecretKmsKeyArns',
  'databaseArns',
  'redshiftClusterArns',
] as const;

/** What Lambda does for a function in a VPC, outside of the function itself. */
const NETWORK_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

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
  return [
    ...placeProblems(props),
    ...formProblems(props),
    ...databaseProblems({ ...props, masterSecretArns: props.masterSecretArns ?? [] }),
    ...elsewhereProblems(props),
    ...(hasMasterSecrets(props) ? [] : withoutMasterSecrets(props)),
    ...(props.secretArns === undefined ? [] : requiredProblems('secretArns', 'secretArn', props.secretArns)),
  ].filter(({ message }, index, all) => all.findIndex((other) => other.message === message) === index);
}

function formProblems(props: ExecutionPolicyProps): Problem[] {
  return [
    ...inputProblems('functionName', 'functionName', [props.functionName]),
    ...inputProblems('secretArns', 'secretArn', props.secretArns),
    ...inputProblems('kmsKeyArns', 'keyArn', props.kmsKeyArns),
    ...MASTER_SECRETS.flatMap((name) => inputProblems(name, 'secretArn', props[name])),
    ...inputProblems('masterSecretKmsKeyArns', 'keyArn', props.masterSecretKmsKeyArns),
    ...inputProblems('subnetIds', 'subnetId', props.subnetIds),
    ...inputProblems('securityGroupIds', 'securityGroupId', props.securityGroupIds),
  ];
}

/** A function reads in its own region, where a master secret and its key may belong to another account. */
function elsewhereProblems(props: ExecutionPolicyProps): Problem[] {
  const place = Place.of(props);
  return [
    ...placeProblemsOf('secretArns', props.secretArns, place, true),
    ...IN_REGION.flatMap((name) => placeProblemsOf(name, props[name], place)),
  ];
}

function hasMasterSecrets(props: ExecutionPolicyProps): boolean {
  return MASTER_SECRETS.some((name) => (props[name] ?? []).length > 0);
}

/** What says nothing where there is no master secret. */
function withoutMasterSecrets(props: ExecutionPolicyProps): Problem[] {
  const { masterSecretKmsKeyArns, databaseArns, describesMasterSecrets } = props;
  return [
    ...ignoredProblems('masterSecretKmsKeyArns', masterSecretKmsKeyArns, 'masterSecretArns', false),
    ...ignoredProblems('databaseArns', databaseArns, 'masterSecretArns', false),
    ...(describesMasterSecrets ? [inputIgnored('describesMasterSecrets', 'masterSecretArns')] : []),
  ];
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

/** A key that decrypts any secret decrypts the master secret too. */
function keysOfMasterSecretsAlone(props: ExecutionPolicyProps): string[] | undefined {
  const { masterSecretKmsKeyArns, kmsKeyArns = [], secretArns = [] } = props;
  const left = masterSecretKmsKeyArns?.filter((key) => secretArns.length > 0 || !kmsKeyArns.includes(key));
  return left?.length === 0 ? undefined : left;
}

function readMasterSecrets(props: ExecutionPolicyProps, place: Place): PolicyStatement[] {
  if (!hasMasterSecrets(props)) return [];
  return masterSecretPolicy({
    ...props,
    masterSecretArns: props.masterSecretArns ?? [],
    kmsKeyArns: keysOfMasterSecretsAlone(props),
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

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
function network(props: ExecutionPolicyProps, place: Place): PolicyStatement[] {
  return [
    createInterfaces(props, place),
    manageInterfaces(place),
    seeNetwork(),
    denyToFunction(props, place),
  ];
}

function createInterfaces(props: ExecutionPolicyProps, place: Place): PolicyStatement {
  const { subnetIds = ['*'], securityGroupIds = ['*'] } = props;
  return new PolicyStatement({
    sid: 'CreateNetworkInterfaces',
    actions: ['ec2:CreateNetworkInterface'],
    resources: [
      place.arn('ec2', 'network-interface/*'),
      ...subnetIds.map((id) => place.arn('ec2', `subnet/${id}`)),
      ...securityGroupIds.map((id) => place.arn('ec2', `security-group/${id}`)),
    ],
    reason: 'Lambda connects the function to the VPC',
  });
}

/** Lambda wants the right to remove an interface on all ids of the account: `network-interface/*` alone it refuses. */
function manageInterfaces(place: Place): PolicyStatement {
  return new PolicyStatement({
    sid: 'ManageNetworkInterfaces',
    actions: ['ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'],
    resources: [place.arn('ec2', '*/*')],
    reason: 'Lambda gives the interfaces addresses and removes them when they are idle',
  });
}

function seeNetwork(): PolicyStatement {
  return new PolicyStatement({
    sid: 'SeeNetwork',
    actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
    resources: ['*'],
    reason: 'Lambda looks at what is there; these actions have no resource',
  });
}

function denyToFunction({ functionName }: ExecutionPolicyProps, place: Place): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyLambdaUsesNetwork',
    effect: PolicyEffect.DENY,
    actions: NETWORK_ACTIONS,
    resources: ['*'],
    conditions: {
      ArnEquals: { 'lambda:SourceFunctionArn': place.arn('lambda', `function:${functionName}`) },
    },
    reason: "the function's own code has no use for what Lambda does with the network outside of it",
  });
}
