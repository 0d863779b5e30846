import { parseArn } from '../../arn/arn';
import { nameOfSecret } from '../../arn/secret-arn';
import { RotationConfig, StackConfig } from '../../config/model';
import { withoutCodeFiles, withStacks } from '../stacks-in-memory';
import { Block, Resource, TerraformJson } from '../terraform-json';
import { stateOf } from '../earlier-stacks';
import { Deployed, DeployedFunction, DeployedGroup, TerraformPlace, TYPES } from './deployed';
import { madeFromOwnCode, NO_PATH } from './own-functions';

const SECRET = /^\$\{data\.aws_secretsmanager_secret\.([\w-]+)\.arn\}$/;

/** What would be deployed of a configuration, by the names of its stacks. */
export function deployedOfConfiguration(config: RotationConfig): ReadonlyMap<string, Deployed> {
  return new Map(
    withStacks(withoutCodeFiles(config), (stack, name) => {
      const { region, backend } = config.stacks[name];
      const account = accountOf(config.stacks[name]);
      return [name, { region, account, state: stateOf(name, backend), ...ofStack(stack.toTerraform()) }];
    }),
  );
}

/** What is deployed with is in it. A profile's account nobody knows here. */
function accountOf({ assumeRole, allowedAccountIds = [] }: StackConfig): string | undefined {
  const ofRole = assumeRole && parseArn(assumeRole.roleArn)?.account;
  return ofRole ?? (allowedAccountIds.length === 1 ? allowedAccountIds[0] : undefined);
}

function ofStack(terraform: any): Omit<Deployed, 'region' | 'account' | 'state'> {
  const json = new TerraformJson(terraform);
  const of = (type: string): Resource[] => json.resources.filter((one) => one.type === type);
  return {
    rotations: of(TYPES.rotation).map((rotation) => ({
      ...placeOf(rotation),
      secrets: secretsOf(rotation.block, terraform),
      functionName: json.functionNameIn(rotation.block.rotation_lambda_arn),
    })),
    functions: [...of(TYPES.stack).map(ofApplication), ...of(TYPES.function).map(ofOwn)],
    endpoints: of(TYPES.endpoint).map((endpoint) => ({
      ...placeOf(endpoint),
      service: String(endpoint.block.service_name),
      vpc: literal(endpoint.block.vpc_id),
    })),
    groups: of(TYPES.group).map((group) => groupOf(group, json)),
    roles: of(TYPES.role).map((role) => ({
      ...placeOf(role),
      path: literal(role.block.path) ?? NO_PATH,
      functionName: json.functionNameIn(`\${${role.address}`),
    })),
    logGroups: of(TYPES.logGroup).map((one) => ({ ...placeOf(one), name: literal(one.block.name) })),
    tainted: [],
  };
}

/** There is one of each for each VPC that Terraform looks up, whose id is its key. */
function placeOf({ address, block }: Resource): TerraformPlace {
  return { address, key: block.for_each === undefined ? undefined : '["VPC-ID"]' };
}

/** By name where it is looked up. */
function secretsOf({ secret_id: reference }: Block, { data }: any): string[] {
  const [, name] = SECRET.exec(reference) ?? [];
  const secret = name === undefined ? reference : data.aws_secretsmanager_secret[name].name;
  return secret === undefined || secret.includes('${') ? [] : [nameOfSecret(secret)];
}

function ofApplication(resource: Resource): DeployedFunction {
  const { block } = resource;
  return {
    ...placeOf(resource),
    name: block.parameters.functionName,
    madeFrom: { application: literal(block.application_id), 'CloudFormation stack': literal(block.name) },
  };
}

function ofOwn(resource: Resource): DeployedFunction {
  const { function_name: name, package_type: packageType } = resource.block;
  return { ...placeOf(resource), name, madeFrom: madeFromOwnCode(packageType) };
}

function groupOf(group: Resource, json: TerraformJson): DeployedGroup {
  const [user] = json.usersOf(group, [TYPES.stack, TYPES.function]);
  return {
    ...placeOf(group),
    vpc: literal(group.block.vpc_id),
    functionName: user && json.functionNameIn(`\${${user.address}`),
  };
}

function literal(value: unknown): string | undefined {
  return value === undefined || String(value).includes('${') ? undefined : String(value);
}
