import { parseArn } from '../../arn/arn';
import { isSecretArn, namesOfToldArn } from '../../arn/secret-arn';
import { isMapping } from '../../text/mapping';
import { Deployed, DeployedFunction, TerraformPlace, TYPES } from './deployed';
import { madeFromOwnCode, NO_PATH } from './own-functions';

/** The format of states since Terraform 0.12. */
const VERSION = 4;

/** A resource in a state. What it holds is nobody's word: each attribute is looked at before it is used. */
interface Instance extends TerraformPlace {
  readonly type: string;
  readonly attributes: Readonly<Record<string, any>>;
  readonly isTainted: boolean;
}

/** Whether a text's data is a state of Terraform. */
export function isState(data: unknown): data is { resources: unknown[] } {
  return isMapping(data) && 'lineage' in data && data.version === VERSION && Array.isArray(data.resources);
}

/** Why data that should be a state is none. */
export function whyNoState(data: unknown): string {
  if (!isMapping(data) || !('lineage' in data || 'encrypted_data' in data))
    return 'it has no "lineage" and "resources"';
  if ('encrypted_data' in data) return 'it is encrypted, and only OpenTofu reads it';
  if ('backend' in data) return 'it says where the state is kept, and does not hold it';
  return data.version === VERSION
    ? 'it has no "resources"'
    : `its "version" is not ${VERSION}, which Terraform has written since 0.12`;
}

/** What is deployed by a state. What was replaced and is still to be destroyed is nothing of it. */
export function deployedOfState({ resources }: { resources: unknown[] }): Deployed {
  const instances = resources.flatMap(instancesOf);
  const of = (type: string): Instance[] => instances.filter((one) => one.type === type);
  const rotations = of(TYPES.rotation).map(({ address, key, attributes }) => ({
    address,
    key,
    arn: text(attributes.secret_id),
    functionArn: text(attributes.rotation_lambda_arn),
  }));
  const functions = [...of(TYPES.stack), ...of(TYPES.function)];
  return {
    region: rotations.flatMap(({ arn = '' }) => parseArn(arn)?.region ?? [])[0],
    account: accountOf(rotations, functions),
    rotations: rotations.map(({ arn = '', functionArn, ...one }) => ({
      ...one,
      functionName: functionArn?.split(':')[6],
      secrets: isSecretArn(arn) ? namesOfToldArn(arn) : [],
    })),
    functions: functions.flatMap((one) => functionOf(one) ?? []),
    endpoints: of(TYPES.endpoint).map(({ address, key, attributes }) => ({
      address,
      key,
      service: text(attributes.service_name) ?? '',
      vpc: text(attributes.vpc_id),
    })),
    groups: of(TYPES.group).map(({ address, key, attributes }) => ({
      address,
      key,
      id: text(attributes.id),
      vpc: text(attributes.vpc_id),
      functionName: functions
        .filter((one) => groupsOf(one).includes(text(attributes.id) ?? ''))
        .map(nameOf)[0],
    })),
    roles: of(TYPES.role).map(({ address, key, attributes }) => ({
      address,
      key,
      id: text(attributes.name),
      path: text(attributes.path) ?? NO_PATH,
      functionName: functions
        .filter((one) => text(attributes.arn) !== undefined && one.attributes.role === attributes.arn)
        .map(nameOf)[0],
    })),
    logGroups: of(TYPES.logGroup).map(({ address, key, attributes }) => ({
      address,
      key,
      name: text(attributes.name),
    })),
    tainted: instances.filter(({ isTainted }) => isTainted).map(({ address, key }) => ({ address, key })),
  };
}

/** That of a function which is made: one that exists may be in another account. */
function accountOf(
  rotations: readonly { readonly functionArn?: string }[],
  functions: readonly Instance[],
): string | undefined {
  const made = new Set(functions.map(nameOf));
  const arns = rotations.flatMap(({ functionArn }) => functionArn ?? []);
  return arns.filter((arn) => made.has(arn.split(':')[6])).flatMap((arn) => parseArn(arn)?.account ?? [])[0];
}

function instancesOf(resource: unknown): Instance[] {
  if (!isMapping(resource) || resource.mode !== 'managed' || !Array.isArray(resource.instances)) return [];
  const { type, name, module } = resource as Record<string, unknown>;
  const address = `${module === undefined ? '' : `${String(module)}.`}${String(type)}.${String(name)}`;
  return resource.instances.flatMap((one: unknown) => {
    const { attributes, index_key: index, deposed, status } = isMapping(one) ? one : {};
    if (!isMapping(attributes) || deposed !== undefined) return [];
    const key = index === undefined ? undefined : `[${JSON.stringify(index)}]`;
    return [{ type: String(type), address, key, attributes, isTainted: status === 'tainted' }];
  });
}

function functionOf(one: Instance): DeployedFunction | undefined {
  const { type, attributes, address, key } = one;
  const name = nameOf(one);
  if (name === undefined) return undefined;
  const madeFrom: DeployedFunction['madeFrom'] =
    type === TYPES.stack
      ? { application: text(attributes.application_id), 'CloudFormation stack': text(attributes.name) }
      : madeFromOwnCode(text(attributes.package_type));
  return { address, key, name, madeFrom };
}

function nameOf({ type, attributes }: Instance): string | undefined {
  return type === TYPES.stack
    ? (text(attributes.parameters?.functionName) ?? text(attributes.name))
    : text(attributes.function_name);
}

function groupsOf({ type, attributes }: Instance): string[] {
  if (type === TYPES.stack) return (text(attributes.parameters?.vpcSecurityGroupIds) ?? '').split(',');
  const { security_group_ids: ids } = [attributes.vpc_config].flat()[0] ?? {};
  return Array.isArray(ids) ? ids.map(String) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
