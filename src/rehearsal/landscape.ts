import {
  EndpointConfig,
  FunctionConfig,
  NetworkConfig,
  RDS_MANAGED,
  RotationConfig,
  RotationEntry,
  StackConfig,
} from '../config';
import { partitionOf } from '../catalogue';
import { rotationGroups } from '../config/rotation-group';
import { completeRotations } from '../config/rotation-functions';
import { accessTo, REACHED_SERVICES } from '../config/service-access';
import { secretsManagerOf } from './secrets-manager-name';
import { SsmParameter, withoutParameters } from '../config/ssm-parameter';

/** What is rotated where only the function knows. */
const UNKNOWN_ENGINE = 'other';

/** What has to exist before a stack can be applied, by the ids that the configuration gives. */
export interface Landscape {
  readonly region: string;
  readonly networks: readonly NetworkLandscape[];
  readonly keys: readonly string[];
  readonly functions: readonly FunctionLandscape[];
  readonly applications: readonly ApplicationLandscape[];
  /** The ARNs of roles that functions of one's own take. */
  readonly roles: readonly string[];
  readonly databases: readonly DatabaseLandscape[];
  readonly lookedUp: readonly LookedUpLandscape[];
  readonly secrets: readonly SecretLandscape[];
}

interface NetworkLandscape {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly endpoints: readonly EndpointLandscape[];
}

interface ExistingEndpoint {
  readonly id: string;
  readonly service: string;
  readonly securityGroupId?: string;
}

interface EndpointLandscape {
  readonly id: string;
  readonly service: string;
  readonly securityGroupIds: readonly string[];
  readonly hasPrivateDns: boolean;
}

/** A function that exists. */
interface FunctionLandscape {
  readonly arn: string;
  readonly roleName: string;
}

/** An application that somebody else has published, or one of AWS's that is given parameters of which nothing is known. */
interface ApplicationLandscape {
  readonly arn: string;
  readonly parameters: readonly string[];
}

interface DatabaseLandscape {
  readonly name: string;
  readonly engine: string;
  readonly securityGroupIds: readonly string[];
}

/** A database that a network is looked up from. */
interface LookedUpLandscape {
  readonly id: string;
  /** What the secret is called that RDS manages for it. */
  readonly masterSecret: string;
  readonly identifier: string;
  readonly kind: 'instance' | 'cluster';
  readonly engine: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly isManaged: boolean;
}

interface SecretLandscape {
  /** The name or ARN that the configuration gives. */
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  readonly database: string;
  readonly username: string;
  readonly masterSecret?: string;
}

/** What is read by an ARN that a parameter holds. */
const SECRETS: ReadonlySet<string> = new Set(['secret', 'masterSecret']);

const SECRET_OF_PARAMETER = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:';

/** A network with what Terraform looks up, under ids where they do not exist yet. */
export interface KnownNetwork extends NetworkConfig {
  /** The ARN of the master secret that RDS manages for the database that the network is looked up from. */
  readonly managedMasterSecret?: string;
}

/** A stack of which nothing is left to look up. */
export interface KnownStack extends StackConfig {
  readonly networks?: Readonly<Record<string, KnownNetwork>>;
}

/** What the configuration does not tell of what it names. */
export interface Circumstances {
  /** Whether the endpoints that exist have private DNS. By default they do, unless another stack makes one in their VPC. */
  readonly privateDns?: boolean;

  /** The whole configuration that the stack is part of. */
  readonly config?: RotationConfig;
}

/** A stack with ids for all that Terraform looks up. */
export function withoutLookUps(stack: StackConfig): KnownStack {
  const given = withoutParameters(stack, (parameter, key) => heldBy(parameter, key));
  const networks = Object.entries(given.networks ?? {}).map(([name, network]) => [name, known(network)]);
  return { ...given, networks: Object.fromEntries(networks), rotations: completeRotations(given) };
}

/** What each parameter that a stack names is to hold: ids of the stack without look-ups, with commas between them. */
export function parametersOf(stack: StackConfig): Readonly<Record<string, readonly string[]>> {
  const parameters = new Map<string, readonly string[]>();
  withoutParameters(stack, (parameter, key) => {
    parameters.set(parameter.name, [heldBy(parameter, key)].flat());
    return '';
  });
  return Object.fromEntries(parameters);
}

/** The subnets of a list are two, as where they are looked up. */
function heldBy({ name, isList }: SsmParameter, key: string): string | string[] {
  const id = `parameter-${name}`;
  if (!isList) return SECRETS.has(key) ? `${SECRET_OF_PARAMETER}${name.replace(/^\//, '')}-AbCdEf` : id;
  return key.toLowerCase().includes('subnet') ? [`${id}-1`, `${id}-2`] : [id];
}

/** What a stack of the configuration names and does not make. */
export function landscapeOf(stack: StackConfig, circumstances: Circumstances = {}): Landscape {
  const { region, networks = {}, rotations } = withoutLookUps(stack);
  const entries = Object.entries(rotations);
  const functions = Object.values(stack.functions ?? {});
  const used = Object.entries(networks).filter(([name]) =>
    entries.some(([, { network }]) => network === name),
  );
  return {
    region,
    networks: used.map(([, network]) => networkLandscape(network, stack, circumstances, used)),
    lookedUp: used.flatMap(([name, network]) => lookedUp(name, network, entries)),
    keys: unique([
      ...entries.flatMap(([, rotation]) => keysOf(rotation)),
      ...functions.flatMap(({ kmsKeyArn, logs }) => [kmsKeyArn, logs?.kmsKeyArn].flatMap((arn) => arn ?? [])),
    ]),
    functions: uniqueBy(functions.flatMap(existingFunction), ({ arn }) => arn),
    applications: applicationsOf(stack),
    roles: unique(functions.flatMap(({ role }) => role?.existing ?? [])),
    databases: entries
      .map(([name, { engine, network }]) => ({
        name,
        engine: engine ?? UNKNOWN_ENGINE,
        securityGroupIds: (network !== undefined && networks[network].databaseSecurityGroupIds) || [],
      }))
      .filter((_, index) => !networks[entries[index][1].network ?? '']?.lookup),
    secrets: uniqueBy(
      entries.flatMap(([name, entry]) => secretsOf(lookedUpId(networks[entry.network ?? '']) ?? name, entry)),
      ({ id }) => id,
    ),
  };
}

/** A network that is looked up is one of ids that the configuration does not tell. */
function known(network: NetworkConfig): KnownNetwork {
  const id = lookedUpId(network);
  if (id === undefined) return network;
  return {
    ...network,
    vpcId: `${id}-vpc`,
    subnetIds: [`${id}-subnet-1`, `${id}-subnet-2`],
    databaseSecurityGroupIds: [`${id}-group`],
    managedMasterSecret: `${id}-master`,
  };
}

/** Networks that are looked up from one database are one network. */
function lookedUpId(network: NetworkConfig | undefined): string | undefined {
  const { dbInstance, dbCluster } = network?.lookup ?? {};
  if (dbInstance !== undefined) return `instance-${dbInstance}`;
  return dbCluster === undefined ? undefined : `cluster-${dbCluster}`;
}

function lookedUp(
  name: string,
  network: KnownNetwork,
  entries: [string, RotationEntry][],
): LookedUpLandscape[] {
  const { dbInstance, dbCluster } = network.lookup ?? {};
  const users = entries.filter(([, entry]) => entry.network === name).map(([, entry]) => entry);
  const identifier = dbInstance ?? dbCluster;
  if (identifier === undefined || users.length === 0) return [];
  const { subnetIds = [], databaseSecurityGroupIds = [], managedMasterSecret = '' } = network;
  return [
    {
      id: lookedUpId(network)!,
      masterSecret: managedMasterSecret,
      identifier,
      kind: dbCluster === undefined ? 'instance' : 'cluster',
      engine: users[0].engine ?? UNKNOWN_ENGINE,
      subnetIds,
      securityGroupIds: databaseSecurityGroupIds,
      isManaged: users.some(({ masterSecret }) => masterSecret === RDS_MANAGED),
    },
  ];
}

function networkLandscape(
  network: NetworkConfig,
  { region, fips }: StackConfig,
  circumstances: Circumstances,
  all: readonly [string, NetworkConfig][],
): NetworkLandscape {
  const { vpcId = '', databaseSecurityGroupIds, functionSecurityGroupIds } = network;
  const endpoints = existingEndpoints(network).map(({ id, service }) => ({
    id,
    service: service === 'secretsmanager' ? secretsManagerOf({ fips }) : service,
    securityGroupIds: groupsOf(id, all),
    hasPrivateDns: circumstances.privateDns ?? !isCreated(service, vpcId, region, circumstances.config),
  }));
  return {
    vpcId,
    subnetIds: unique([...(network.subnetIds ?? []), ...(network.endpointSubnetIds ?? [])]),
    securityGroupIds: unique([
      ...(databaseSecurityGroupIds ?? []),
      ...(functionSecurityGroupIds ?? []),
      ...endpoints.flatMap(({ securityGroupIds }) => securityGroupIds),
    ]),
    endpoints,
  };
}

function existingEndpoints(network: NetworkConfig): ExistingEndpoint[] {
  return REACHED_SERVICES.flatMap(({ service, key }) => existingEndpoint(service, network[key]));
}

function existingEndpoint(service: string, endpoint: EndpointConfig | undefined): ExistingEndpoint[] {
  if (typeof endpoint !== 'object') return [];
  const { existing: id, securityGroupId } = endpoint;
  return [{ id, service, securityGroupId }];
}

/** The groups of an endpoint that any of the networks name. */
function groupsOf(id: string, networks: readonly [string, NetworkConfig][]): string[] {
  const named = networks.flatMap(([, network]) => existingEndpoints(network)).filter((one) => one.id === id);
  return unique(named.flatMap(({ securityGroupId = [] }) => securityGroupId));
}

/** A VPC has one endpoint with private DNS for a service. */
function isCreated(
  service: string,
  vpcId: string,
  region: string,
  { stacks }: Pick<RotationConfig, 'stacks'> = { stacks: {} },
): boolean {
  const reached = REACHED_SERVICES.find((one) => one.service === service)!;
  return Object.values(stacks).some(
    (stack) =>
      stack.region === region &&
      [...accessTo(reached, stack)].some(
        ([name, endpoint]) => endpoint === 'create' && stack.networks?.[name].vpcId === vpcId,
      ),
  );
}

/** A role is called like its function, unless the configuration says otherwise. */
function existingFunction({ existing, roleName }: FunctionConfig): FunctionLandscape[] {
  return existing === undefined ? [] : [{ arn: existing, roleName: roleName ?? existing.split(':')[6] }];
}

function applicationsOf(stack: StackConfig): ApplicationLandscape[] {
  const partition = partitionOf(stack.region)?.name ?? '';
  return rotationGroups('', stack).flatMap(({ application, named }) =>
    application === undefined || named === undefined
      ? []
      : [{ arn: application.arns[partition], parameters: Object.keys(named.parameters ?? {}) }],
  );
}

function keysOf({ kmsKeyArn, masterSecretKmsKeyArn }: RotationEntry): string[] {
  return [kmsKeyArn, masterSecretKmsKeyArn].filter((arn): arn is string => arn !== undefined);
}

function secretsOf(
  database: string,
  { engine = UNKNOWN_ENGINE, secret, masterSecret: given }: RotationEntry,
): SecretLandscape[] {
  const masterSecret = given === RDS_MANAGED ? undefined : given;
  const master = masterSecret === undefined ? [] : [masterSecret];
  return [
    ...master.map((id) => ({ id, name: nameOf(id), engine, database, username: 'admin' })),
    { id: secret, name: nameOf(secret), engine, database, username: database, masterSecret },
  ];
}

/** A secret's name, also where the configuration gives its ARN: there the name has six further characters. */
function nameOf(secret: string): string {
  return secret.startsWith('arn:') ? secret.split(':')[6].replace(/-\w{6}$/, '') : secret;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** The last of each: where two rotations name one secret, a rotated one knows more of it than a master secret. */
function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
