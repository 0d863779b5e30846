import { parseArn } from '../arn/arn';
import { rolePattern } from '../policy/generators/role-name';

/** What a stack deploys, as far as the policy of who deploys it has to name it. */
export interface Deployment {
  readonly functionNames: string[];
  readonly applicationArns: string[];
  readonly secrets: string[];
  readonly lookedUpSecrets: string[];
  readonly vpcIds?: string[];
  readonly parameterNames: string[];
  readonly endpointServices: string[];
  readonly resourceTypes: string[];
  readonly roleNames: string[];
  readonly assumedRoleArns: string[];
  readonly stateObject?: string;
  readonly stateRegion?: string;
  readonly stateKmsKeyArn?: string;
  readonly stateLockTable?: string;
}

/** Terraform's JSON: blocks by type, then by name. */
type Blocks = Readonly<Record<string, Readonly<Record<string, any>>>>;

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';

const ROTATION = 'aws_secretsmanager_secret_rotation';

const SECRET = 'aws_secretsmanager_secret';

/** What Lambda asks of who puts a function into subnets. */
const IN_SUBNETS = 'parameters.vpcSubnetIds';

/** What makes something in a VPC. */
const IN_VPC = ['aws_security_group', 'aws_vpc_endpoint'];

/** What a stack deploys, from its Terraform JSON. */
export function deploymentOf({ resource = {}, data = {}, terraform, provider }: any): Deployment {
  const lookedUpSecrets = unique(blocks(data, SECRET).map(({ name, arn }) => String(name ?? arn)));
  return {
    functionNames: texts(blocks(resource, STACK), 'name'),
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
    ].sort(),
    roleNames: unique(blocks(resource, STACK).map((stack) => rolePattern(stack.name, stack.application_id))),
    assumedRoleArns: unique(assumedRoles(terraform, provider)),
    ...stateOf(terraform),
  };
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
