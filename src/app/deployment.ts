import { parseArn } from '../arn/arn';
import { partitionOf } from '../catalogue';
import { rolePattern } from '../policy/generators/role-name';

/** What a stack deploys, as far as the policy of who deploys it has to name it. */
export interface Deployment {
  readonly functionNames: string[];
  readonly stackNames: string[];
  readonly applicationArns: string[];
  readonly secrets: string[];
  readonly lookedUpSecrets: string[];
  readonly vpcIds?: string[];
  readonly parameterNames: string[];
  readonly endpointServices: string[];
  readonly resourceTypes: string[];
  readonly roleNames: string[];
  readonly assumedRoleArns: string[];
  readonly ownFunctionNames?: string[];
  readonly ownRoleNames?: string[];
  readonly passedRoleNames?: string[];
  readonly layerArns?: string[];
  readonly codeObjects?: string[];
  readonly imageRepositoryArns?: string[];
  readonly stateObject?: string;
  readonly stateRegion?: string;
  readonly stateKmsKeyArn?: string;
  readonly stateLockTable?: string;
}

/** Terraform's JSON: blocks by type, then by name. */
type Blocks = Readonly<Record<string, Readonly<Record<string, any>>>>;

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';

const OWN_FUNCTION = 'aws_lambda_function';

const PERMISSION = 'aws_lambda_permission';

const ROLE = 'aws_iam_role';

const ROLE_POLICY = 'aws_iam_role_policy';

/** What of a function of one's own asks for more. */
const FUNCTION_PARTS = ['layers', 's3_bucket', 'image_uri', 'vpc_config'];

const ROTATION = 'aws_secretsmanager_secret_rotation';

const SECRET = 'aws_secretsmanager_secret';

/** What Lambda asks of who puts a function into subnets. */
const IN_SUBNETS = 'parameters.vpcSubnetIds';

/** What makes something in a VPC. */
const IN_VPC = ['aws_security_group', 'aws_vpc_endpoint'];

/** What a stack deploys, from its Terraform JSON. */
export function deploymentOf({ resource = {}, data = {}, terraform, provider }: any): Deployment {
  const own = blocks(resource, OWN_FUNCTION);
  const ownRoles = unique(
    blocks(resource, ROLE).map(({ path = '/', name_prefix }) => `${path.slice(1)}${name_prefix}*`),
  );
  const lookedUpSecrets = unique(blocks(data, SECRET).map(({ name, arn }) => String(name ?? arn)));
  return {
    functionNames: functionsOf(resource),
    stackNames: texts(blocks(resource, STACK), 'name'),
    applicationArns: texts(blocks(resource, STACK), 'application_id'),
    secrets: secretsOf(blocks(resource, ROTATION), data),
    lookedUpSecrets,
    vpcIds: vpcsOf(resource),
    parameterNames: texts(blocks(data, 'aws_ssm_parameter'), 'name'),
    endpointServices: servicesOf(blocks(resource, 'aws_vpc_endpoint')),
    resourceTypes: [
      ...Object.keys(resource),
      ...Object.keys(data).map((type) => `data.${type}`),
      ...(blocks(resource, STACK).some(isInVpc) ? [IN_SUBNETS] : []),
      ...FUNCTION_PARTS.filter((part) => own.some((one) => one[part] !== undefined)).map(
        (part) => `${OWN_FUNCTION}.${part}`,
      ),
    ].sort(),
    roleNames: unique([
      ...blocks(resource, STACK).map((stack) => rolePattern(stack.name, stack.application_id)),
      ...ownRoles,
      ...rolesOfOthers(resource, data),
    ]),
    ...(own.length === 0 ? {} : ownDeployment(resource, ownRoles)),
    assumedRoleArns: unique(assumedRoles(terraform, provider)),
    ...stateOf(terraform),
  };
}

/** A function that exists is known by its permission. */
function functionsOf(resource: Blocks): string[] {
  const existing = texts(blocks(resource, PERMISSION), 'function_name').filter(
    (name) => !name.includes('${'),
  );
  return unique([
    ...blocks(resource, STACK).map(({ parameters }) => String(parameters.functionName)),
    ...texts(blocks(resource, OWN_FUNCTION), 'function_name'),
    ...existing,
  ]);
}

/** The roles that get policies and are made neither here nor by an application; one that is looked up may be any. */
function rolesOfOthers(resource: Blocks, data: Blocks): string[] {
  const passed = passedRolesOf(resource);
  return texts(blocks(resource, ROLE_POLICY), 'role').flatMap((role) => {
    const lookUp = /data\.aws_lambda_function\.([\w-]+)\.role/.exec(role)?.[1];
    if (lookUp !== undefined) return isOfExisting(data.aws_lambda_function[lookUp]) ? ['*'] : [];
    if (role.includes('${')) return [];
    return passed.filter((one) => one.split('/').pop() === role)[0] ?? [role, `*/${role}`];
  });
}

function isOfExisting({ function_name }: any): boolean {
  return String(function_name).startsWith('arn:');
}

/** Roles that exist and are handed to functions. */
function passedRolesOf(resource: Blocks): string[] {
  const roles = texts(blocks(resource, OWN_FUNCTION), 'role');
  return roles.filter((role) => role.startsWith('arn:')).map((role) => role.split(':role/')[1]);
}

function ownDeployment(resource: Blocks, ownRoleNames: string[]): Partial<Deployment> {
  const own = blocks(resource, OWN_FUNCTION);
  const known = (key: string): string[] =>
    texts(
      own.filter((one) => one[key] !== undefined),
      key,
    );
  return {
    ownFunctionNames: known('function_name'),
    ownRoleNames,
    passedRoleNames: passedRolesOf(resource),
    layerArns: unique(own.flatMap(({ layers = [] }) => layers)),
    codeObjects: unique(own.flatMap(({ s3_bucket, s3_key }) => (s3_bucket ? `${s3_bucket}/${s3_key}` : []))),
    imageRepositoryArns: known('image_uri').flatMap(repositoryOf),
  };
}

/** For example `111122223333.dkr.ecr.us-east-1.amazonaws.com/team/rotate:1`. */
function repositoryOf(uri: string): string[] {
  const [, account, region, name] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[a-z.]+\/([^:@]+)/.exec(uri) ?? [];
  const partition = partitionOf(region ?? '')?.name;
  return partition === undefined ? [] : [`arn:${partition}:ecr:${region}:${account}:repository/${name}`];
}

/** Who rotates a secret that is looked up acts on the secret of that name. */
function secretsOf(rotations: readonly any[], data: Blocks): string[] {
  return unique(rotations.map(({ secret_id }) => nameOfLookUp(secret_id, data) ?? secret_id));
}

function nameOfLookUp(reference: string, data: Blocks): string | undefined {
  const name = /^\$\{data\.aws_secretsmanager_secret\.([\w-]+)\.arn\}$/.exec(reference)?.[1];
  return name === undefined ? undefined : data[SECRET][name].name;
}

/** A VPC that Terraform looks up may be any. */
function vpcsOf(resource: Blocks): string[] | undefined {
  const ids = IN_VPC.flatMap((type) => blocks(resource, type)).map(({ vpc_id }) => String(vpc_id));
  const known = unique(ids.map((id) => (id.includes('${') ? '*' : id)));
  return known.length === 0 ? undefined : known.includes('*') ? ['*'] : known;
}

/** The last part of a name such as `com.amazonaws.us-east-1.secretsmanager`. */
function servicesOf(endpoints: readonly any[]): string[] {
  return unique(endpoints.map(({ service_name }) => String(service_name).split('.').pop()!));
}

function isInVpc({ parameters }: any): boolean {
  return parameters?.vpcSubnetIds !== undefined;
}

/** Those of the providers, and that of the backend. */
function assumedRoles(terraform: any, provider: any): string[] {
  const ofProviders = [provider?.aws ?? []].flat().flatMap((one: any) => one.assume_role ?? []);
  return [...ofProviders, terraform?.backend?.s3?.assume_role ?? []].flat().map(({ role_arn }) => role_arn);
}

type StateOfDeployment = Pick<
  Deployment,
  'stateObject' | 'stateRegion' | 'stateKmsKeyArn' | 'stateLockTable'
>;

function stateOf(terraform: any): StateOfDeployment {
  const s3 = terraform?.backend?.s3;
  return s3 === undefined
    ? {}
    : {
        stateObject: `${s3.bucket}/${s3.key}`,
        stateRegion: s3.region,
        stateKmsKeyArn: s3.kms_key_id,
        stateLockTable: lockTableOf(s3),
      };
}

/** The table is in the account of the role that is assumed for the state. */
function lockTableOf({ dynamodb_table: table, region, assume_role }: any): string | undefined {
  const { partition, account } = parseArn(String(assume_role?.role_arn)) ?? {};
  return table === undefined || table.startsWith('arn:') || account === undefined
    ? table
    : `arn:${partition}:dynamodb:${region}:${account}:table/${table}`;
}

function blocks(all: Blocks, type: string): any[] {
  return Object.values(all[type] ?? {});
}

function texts(from: readonly any[], key: string): string[] {
  return unique(from.map((block) => String(block[key])));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
