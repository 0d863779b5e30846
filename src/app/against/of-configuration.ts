import { isSecretArn, nameOfSecret } from '../../arn/secret-arn';
import { RotationConfig } from '../../config/model';
import { withStacks } from '../stacks-in-memory';
import { Block, Resource, TerraformJson } from '../terraform-json';
import { Deployed, DeployedFunction, DeployedGroup, TYPES } from './deployed';

const SECRET = /^\$\{data\.aws_secretsmanager_secret\.([\w-]+)\.arn\}$/;

/** What would be deployed of a configuration, by the names of its stacks. */
export function deployedOfConfiguration(config: RotationConfig): ReadonlyMap<string, Deployed> {
  return new Map(
    withStacks(config, (stack, name) => [name, ofStack(stack.toTerraform(), config.stacks[name].region)]),
  );
}

function ofStack(terraform: any, region: string): Deployed {
  const json = new TerraformJson(terraform);
  const of = (type: string): Resource[] => json.resources.filter((one) => one.type === type);
  return {
    region,
    rotations: of(TYPES.rotation).map(({ address, block }) => ({
      address,
      secret: secretOf(block, terraform),
      functionName: json.functionNameIn(block.rotation_lambda_arn),
    })),
    functions: [...of(TYPES.stack).map(ofApplication), ...of(TYPES.function).map(ofOwn)],
    endpoints: of(TYPES.endpoint).map(({ address, block }) => ({
      address,
      service: String(block.service_name),
      vpc: literal(block.vpc_id),
    })),
    groups: of(TYPES.group).map((group) => groupOf(group, json)),
  };
}

/** By name where it is looked up. */
function secretOf({ secret_id: reference }: Block, { data }: any): string | undefined {
  const [, name] = SECRET.exec(reference) ?? [];
  const secret = name === undefined ? reference : data.aws_secretsmanager_secret[name].name;
  return secret === undefined || secret.includes('${')
    ? undefined
    : isSecretArn(secret)
      ? nameOfSecret(secret)
      : secret;
}

function ofApplication({ block }: Resource): DeployedFunction {
  return {
    name: block.parameters.functionName,
    madeFrom: { application: literal(block.application_id), 'CloudFormation stack': literal(block.name) },
  };
}

function ofOwn({ block }: Resource): DeployedFunction {
  return { name: block.function_name, madeFrom: { application: 'code of your own' } };
}

function groupOf(group: Resource, json: TerraformJson): DeployedGroup {
  const [user] = json.usersOf(group, [TYPES.stack, TYPES.function]);
  return {
    address: group.address,
    vpc: literal(group.block.vpc_id),
    functionName: user && json.functionNameIn(`\${${user.address}`),
  };
}

function literal(value: unknown): string | undefined {
  return value === undefined || String(value).includes('${') ? undefined : String(value);
}
