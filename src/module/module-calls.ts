import { scheduleOf } from '../app/rotation-stack';
import { isAmbiguousSecretArn, isFullSecretArn, nameOfSecret } from '../arn/secret-arn';
import { physicalName, shortHash } from '../catalogue/physical-name';
import { groupBy } from '../group-by';
import { EndpointConfig, NetworkConfig, RDS_MANAGED, StackConfig } from '../config/model';
import { NamedRotation, RotationGroup, rotationGroups } from '../config/rotation-group';
import { accessTo, REACHED_SERVICES, vpcOf } from '../config/service-access';
import { fail } from '../problem';
import { expression } from './blocks';
import { MasterManager, ModuleDesign } from './design';
import { calledServices, CalledService } from './endpoint-blocks';
import { HclValue } from './hcl/value';
import { literal, literals } from './literal';
import { fipsNotInModules, functionsNotInModule } from './problems';
import { LookedUpDatabase, lookedUpDatabase, lookedUpMaster, lookedUpNetwork } from './lookup-blocks';

/** The values of a module's inputs, by their names. */
export type Inputs = Readonly<Record<string, HclValue>>;

/** A module that a stack of the configuration comes to: one for each function. */
export interface ModuleCall {
  readonly name: string;
  readonly design: ModuleDesign;
  readonly inputs: Inputs;
  readonly lookedUp?: LookedUpDatabase;
}

interface Placed {
  readonly call: ModuleCall;
  readonly vpc?: string;
}

/** Lambda's limit. */
const FUNCTION_NAME_LENGTH = 64;

/** What services are called in the configuration's look-up of ways to reach them. */
const REACHED: Readonly<Record<string, (serverless: boolean) => string>> = {
  secretsmanager: () => 'secretsmanager',
  rds: () => 'rds',
  redshift: (isServerless) => (isServerless ? 'redshift-serverless' : 'redshift'),
};

/** The modules of a stack. A VPC has one endpoint for a service: the first module that asks for it makes it. */
export function moduleCalls(stackName: string, stack: StackConfig): ModuleCall[] {
  if (stack.fips) fail(`stacks.${stackName}.fips`, fipsNotInModules());
  const named = Object.keys(stack.functions ?? {});
  if (named.length > 0) fail(`stacks.${stackName}.functions`, functionsNotInModule(named));
  const placed: Placed[] = [];
  rotationGroups(stackName, stack)
    .flatMap(byMaster)
    .forEach((group) => placed.push(place(group, stack, placed)));
  return placed.map(({ call }) => call);
}

/** A module knows one master secret and one port, where a function of this library may know several. */
function byMaster(group: RotationGroup): RotationGroup[] {
  const keyOf = ({ masterSecret, masterSecretKmsKeyArn, redshiftWarehouse, port }: NamedRotation): string =>
    JSON.stringify([masterSecret, masterSecretKmsKeyArn, redshiftWarehouse, port]);
  const parts = [...groupBy(group.rotations, keyOf)];
  return parts.map(([key, rotations], index) => {
    const suffix = index === 0 ? [] : [shortHash(key)];
    return {
      ...group,
      rotations,
      name: [group.name, ...suffix].join('-'),
      functionName: physicalName([group.functionName, ...suffix], FUNCTION_NAME_LENGTH),
    };
  });
}

function place(group: RotationGroup, stack: StackConfig, earlier: readonly Placed[]): Placed {
  const [{ network: networkName, redshiftWarehouse }] = group.rotations;
  const design = { application: group.application!, masterManager: masterManagerOf(group.rotations[0]) };
  const network = networkName === undefined ? undefined : stack.networks?.[networkName];
  const lookedUp = network && lookedUpDatabase(identifier(networkName!), network);
  const vpc = network && vpcOf(network);
  const inVpc = earlier.filter((other) => vpc !== undefined && other.vpc === vpc);
  const endpoints = calledServices(design).map((called) => {
    const service = REACHED[called.service](redshiftWarehouse === 'serverless');
    const reached = REACHED_SERVICES.find((one) => one.service === service)!;
    return networkName === undefined
      ? {}
      : endpointInputs(called, accessTo(reached, stack).get(networkName), inVpc);
  });
  const inputs = {
    ...networkInputs(network, lookedUp),
    ...Object.assign({}, ...endpoints),
    ...masterInputs(group.rotations[0], lookedUp),
    ...functionInputs(group, stack),
    secrets: Object.fromEntries(group.rotations.map((rotation) => [rotation.name, secretInput(rotation)])),
  };
  return { vpc, call: { name: identifier(group.name), design, inputs, lookedUp } };
}

function masterManagerOf({ masterSecret, redshiftWarehouse }: NamedRotation): MasterManager | undefined {
  if (masterSecret === RDS_MANAGED) return 'rds';
  return redshiftWarehouse === undefined ? undefined : 'redshift';
}

/** What Terraform takes as a name. */
function identifier(name: string): string {
  const text = name.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(text) ? text : `_${text}`;
}

function networkInputs(network: NetworkConfig | undefined, lookedUp: LookedUpDatabase | undefined): Inputs {
  if (network === undefined) return {};
  const { vpcId, subnetIds, endpointSubnetIds, databaseSecurityGroupIds } = network;
  const { functionSecurityGroupIds, databaseRules } = network;
  return given({
    vpc_id: vpcId && literal(vpcId),
    subnet_ids: subnetIds && literals(subnetIds),
    database_security_group_ids: databaseSecurityGroupIds && literals(databaseSecurityGroupIds),
    ...(lookedUp && lookedUpNetwork(lookedUp)),
    ...(endpointSubnetIds && { endpoint_subnet_ids: literals(endpointSubnetIds) }),
    function_security_group_ids: functionSecurityGroupIds && literals(functionSecurityGroupIds),
    database_rules: databaseRules,
  });
}

function endpointInputs(
  { variable, service }: CalledService,
  access: EndpointConfig | undefined,
  inVpc: readonly Placed[],
): Inputs {
  if (access === undefined || access === 'create') return createdBefore(variable, service, inVpc);
  if (access === 'none') return { [variable]: 'none' };
  const { existing, securityGroupId, rules } = access;
  return given({
    [variable]: 'existing',
    [`${variable}_id`]: literal(existing),
    [`${variable}_security_group_id`]: securityGroupId && literal(securityGroupId),
    [`${variable}_rules`]: rules,
  });
}

/** The endpoint that an earlier module of the VPC makes, if one does. */
function createdBefore(variable: string, service: string, inVpc: readonly Placed[]): Inputs {
  const maker = inVpc.find(({ call }) =>
    calledServices(call.design).some((called) => called.service === service),
  )?.call.name;
  if (maker === undefined) return {};
  return {
    [variable]: 'existing',
    [`${variable}_id`]: expression(`module.${maker}.${variable}_id`),
    [`${variable}_security_group_id`]: expression(`module.${maker}.${variable}_security_group_id`),
  };
}

function functionInputs({ functionName, rotations }: RotationGroup, { tags }: StackConfig): Inputs {
  const [{ applicationVersion, kmsKeyArn, excludeCharacters, port }] = rotations;
  return given({
    function_name: literal(functionName),
    application_version: applicationVersion && literal(applicationVersion),
    kms_key_arn: kmsKeyArn && literal(kmsKeyArn),
    exclude_characters: excludeCharacters && literal(excludeCharacters),
    database_port: port,
    tags: tags && Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, literal(value)])),
  });
}

function masterInputs(rotation: NamedRotation, lookedUp: LookedUpDatabase | undefined): Inputs {
  const { masterSecret, masterSecretKmsKeyArn, redshiftWarehouse } = rotation;
  const key = masterSecretKmsKeyArn && literal(masterSecretKmsKeyArn);
  if (masterSecret === RDS_MANAGED)
    return given({ ...lookedUpMaster(lookedUp!), ...(key && { master_secret_kms_key_arn: key }) });
  return given({
    ...(masterSecret === undefined ? {} : secretNamed(masterSecret, 'master_secret_')),
    master_secret_kms_key_arn: key,
    redshift_warehouse: redshiftWarehouse === 'serverless' ? 'serverless' : undefined,
    redshift_cluster_identifier:
      typeof redshiftWarehouse === 'object' ? literal(redshiftWarehouse.cluster) : undefined,
  });
}

/** By its ARN where that is whole. */
function secretNamed(secret: string, prefix = ''): Inputs {
  const isWhole = isFullSecretArn(secret) && !isAmbiguousSecretArn(secret);
  return isWhole
    ? { [`${prefix}arn`]: literal(secret) }
    : { [`${prefix}name`]: literal(nameOfSecret(secret)) };
}

function secretInput(rotation: NamedRotation): Inputs {
  const { automaticallyAfterDays, scheduleExpression, duration } = scheduleOf(rotation);
  return given({
    ...secretNamed(rotation.secret),
    automatically_after_days: automaticallyAfterDays,
    schedule_expression: scheduleExpression,
    duration,
    rotate_immediately: rotation.rotateImmediately,
  });
}

/** What is undefined is left to the module. */
function given(inputs: Readonly<Record<string, HclValue | undefined>>): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, HclValue] => entry[1] !== undefined),
  );
}
