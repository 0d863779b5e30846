import { Block, Resource, TerraformJson } from '../terraform-json';

/** An id that only AWS knows. */
export interface AskedId {
  /** As an example shows it. */
  readonly example: string;
  readonly form: RegExp;
  /** The command of AWS that prints it, less where that is. */
  readonly command: (resource: Resource, sources: Sources) => string;
  /** What Terraform imports by, where that is more than what is asked for. */
  readonly importId?: (given: string, block: Block) => string;
}

/** What tells the instances of `for_each` apart. */
export interface InstanceKey {
  /** What people call it. */
  readonly title: string;
  readonly example: string;
  readonly form: RegExp;
}

/** How Terraform imports resources of a type. */
export interface ImportKind {
  /** What people call it. */
  readonly title: (resource: Resource, sources: Sources) => string;
  /** The id, where it follows from the configuration. */
  readonly known?: (block: Block) => string;
  readonly asked?: AskedId;
  /** Where Terraform may find out how many there are. */
  readonly key?: InstanceKey;
  /** The arguments that name what it cannot be without. */
  readonly belongsTo?: readonly string[];
  /** Whether it is made anew under a name of ours, before the imported one goes. */
  readonly isReplaced?: boolean;
}

/** Where a command finds the ids of what it is about. */
export interface Sources {
  readonly json: TerraformJson;
  /** An id that was given, or that stands in an argument; otherwise what stands for it. */
  readonly idIn: (expression: unknown, placeholder: string) => string;
}

/** Lambda's own names, with the placeholder of a function that only Terraform knows. */
const NAMELESS = 'FUNCTION-NAME';

/** Endpoints are made for each VPC that is looked up. */
const VPC: InstanceKey = {
  title: 'the id of the VPC',
  example: 'vpc-0a1b2c3d4e5f60718',
  form: /^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/,
};

/** Rules are made for each two groups and the port between them. */
const CONNECTION: InstanceKey = {
  title: 'what terraform plan puts in the brackets',
  example: 'sg-0a1b2c3d4e5f60718 sg-0a1b2c3d4e5f60719 3306',
  form: / \d+$/,
};

const USERS_OF_GROUP = [
  'aws_vpc_endpoint',
  'aws_serverlessapplicationrepository_cloudformation_stack',
  'aws_lambda_function',
];

/** How each type that this package makes is imported. What is not here is Terraform's own affair. */
export const IMPORT_KINDS: Readonly<Record<string, ImportKind>> = {
  aws_serverlessapplicationrepository_cloudformation_stack: {
    title: ({ block }) => `the CloudFormation stack serverlessrepo-${block.name}`,
    known: ({ name }) => name,
  },
  aws_lambda_function: {
    title: ({ block }) => `the function ${block.function_name}`,
    known: ({ function_name: name }) => name,
  },
  aws_secretsmanager_secret_rotation: {
    title: ({ address }) => `the rotation ${address}`,
    known: ({ secret_id: arn }) => arn,
  },
  aws_cloudwatch_log_group: {
    title: ({ block }) => `the log group ${block.name}`,
    known: ({ name }) => name,
  },
  aws_lambda_permission: {
    title: (resource, sources) =>
      `the statement by which Secrets Manager may invoke ${functionOf(resource, 'function_name', sources)}`,
    belongsTo: ['function_name'],
    asked: {
      example: 'SecretsManagerAccess',
      form: /^[A-Za-z0-9_-]{1,100}$/,
      command: (resource, sources) =>
        `aws lambda get-policy --function-name ${functionOf(resource, 'function_name', sources)} --query Policy --output text`,
      importId: (given, { function_name: name }) => `${name}/${given}`,
    },
  },
  aws_iam_role_policy: {
    title: (resource, sources) =>
      `the inline policy ${purposeOf(resource)} in the role ${namedRole(resource) ?? `of ${functionOf(resource, 'role', sources)}`}`,
    belongsTo: ['role'],
    isReplaced: true,
    asked: {
      example: 'ReadMasterSecret',
      form: /^[\w+=,.@-]{1,128}$/,
      command: (resource, sources) =>
        `aws iam list-role-policies --role-name ${namedRole(resource) ?? `"$(basename "$(${roleCommand(functionOf(resource, 'role', sources))} ${sources.json.place})")"`}`,
      importId: (given, { role }) => `${role}:${given}`,
    },
  },
  aws_iam_role: {
    title: (resource, sources) => `the role of ${sources.json.functionNameIn(`\${${resource.address}`)}`,
    asked: {
      example: 'rotate-orders-role',
      form: /^(arn:[a-z-]+:iam::\d{12}:role\/([\w+=,.@-]+\/)*)?[\w+=,.@-]{1,64}$/,
      command: (resource, { json }) => roleCommand(json.functionNameIn(`\${${resource.address}`) ?? NAMELESS),
      importId: (given) => given.split('/').pop()!,
    },
  },
  aws_security_group: {
    key: VPC,
    title: (resource, sources) => `the security group of ${userOf(resource, sources)}`,
    asked: {
      example: 'sg-0a1b2c3d4e5f60718',
      form: /^sg-([0-9a-f]{8}|[0-9a-f]{17})$/,
      command: groupCommand,
    },
  },
  aws_vpc_endpoint: {
    key: VPC,
    title: ({ block }, { idIn }) =>
      `the interface endpoint for ${block.service_name} in ${idIn(block.vpc_id, 'the VPC')}`,
    asked: {
      example: 'vpce-0a1b2c3d4e5f60718',
      form: /^vpce-([0-9a-f]{8}|[0-9a-f]{17})$/,
      command: (resource, sources) => endpointCommand(resource, sources, 'VpcEndpointId'),
    },
  },
  aws_vpc_security_group_ingress_rule: ruleKind('ingress'),
  aws_vpc_security_group_egress_rule: ruleKind('egress'),
};

function ruleKind(direction: 'ingress' | 'egress'): ImportKind {
  return {
    key: CONNECTION,
    title: ({ block }, sources) =>
      `the ${direction} rule of ${groupIn(block.security_group_id, sources)} for ${groupIn(block.referenced_security_group_id ?? block.cidr_ipv4, sources)} on ${portIn(block)}`,
    belongsTo: ['security_group_id', 'referenced_security_group_id'],
    asked: {
      example: 'sgr-0a1b2c3d4e5f60718',
      form: /^sgr-([0-9a-f]{8}|[0-9a-f]{17})$/,
      command: ({ block }, { idIn }) =>
        `aws ec2 describe-security-group-rules --filters Name=group-id,Values=${idIn(block.security_group_id, 'SECURITY-GROUP-ID')} --query "SecurityGroupRules[?${ruleFilter(direction, block)}].[SecurityGroupRuleId,ReferencedGroupInfo.GroupId,CidrIpv4]" --output text`,
    },
  };
}

/** JMESPath has its literals in backticks, which a shell takes for a command. */
function ruleFilter(direction: 'ingress' | 'egress', { from_port: port }: Block): string {
  const isEgress = `IsEgress==\\\`${direction === 'egress'}\\\``;
  return typeof port === 'number' ? `${isEgress} && FromPort==\\\`${port}\\\`` : isEgress;
}

function portIn({ from_port: port }: Block): string {
  return typeof port === 'number' ? `port ${port}` : 'the port of the database';
}

/** A group by its id, or else by what it is for. */
function groupIn(expression: unknown, sources: Sources): string {
  const group = sources.json.resourceIn(expression);
  const isOwn = group?.type === 'aws_security_group';
  return isOwn
    ? IMPORT_KINDS[group.type].title(group, sources)
    : sources.idIn(expression, 'a security group that Terraform looks up');
}

function functionOf({ block }: Resource, argument: string, { json }: Sources): string {
  return json.functionNameIn(block[argument]) ?? NAMELESS;
}

/** The name of a policy's role, where the configuration says it. */
function namedRole({ block: { role } }: Resource): string | undefined {
  return String(role).includes('${') ? undefined : String(role);
}

/** What the policies of a role are for, by the names that they get. */
function purposeOf({ block }: Resource): string {
  return String(block.name_prefix).startsWith('RotationExecution')
    ? 'for rotated secrets'
    : 'for master secrets';
}

function userOf(resource: Resource, sources: Sources): string {
  const [user] = sources.json.usersOf(resource, USERS_OF_GROUP);
  return user.type === 'aws_vpc_endpoint'
    ? IMPORT_KINDS[user.type].title(user, sources)
    : sources.json.functionNameIn(`\${${user.address}`)!;
}

function groupCommand(resource: Resource, sources: Sources): string {
  const [user] = sources.json.usersOf(resource, USERS_OF_GROUP);
  if (user.type === 'aws_vpc_endpoint') return endpointCommand(user, sources, 'Groups[].GroupId');
  const name = sources.json.functionNameIn(`\${${user.address}`)!;
  return `aws lambda get-function-configuration --function-name ${name} --query VpcConfig.SecurityGroupIds`;
}

function endpointCommand({ block }: Resource, { idIn }: Sources, what: string): string {
  return `aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=${idIn(block.vpc_id, 'VPC-ID')} Name=service-name,Values=${block.service_name} --query "VpcEndpoints[].${what}"`;
}

function roleCommand(functionName: string): string {
  return `aws lambda get-function-configuration --function-name ${functionName} --query Role --output text`;
}
