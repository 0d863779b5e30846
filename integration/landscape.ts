import { NetworkConfig, RDS_MANAGED, RotationEntry, StackConfig } from '../src/config';

/** What has to exist before a stack can be applied, by the ids that the configuration gives. */
export interface Landscape {
  readonly region: string;
  readonly networks: readonly NetworkLandscape[];
  readonly keys: readonly string[];
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

interface EndpointLandscape {
  readonly id: string;
  readonly securityGroupIds: readonly string[];
  readonly hasPrivateDns: boolean;
}

interface DatabaseLandscape {
  readonly name: string;
  readonly engine: string;
  readonly securityGroupIds: readonly string[];
}

/** A database that a network is looked up from. */
interface LookedUpLandscape {
  readonly id: string;
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

/** What the configuration does not tell of what it names. */
export interface Circumstances {
  /** Whether the endpoints that exist have private DNS, as most do. */
  readonly privateDns?: boolean;
}

/** What a stack of the configuration names and does not make. */
export function landscapeOf(
  { region, networks = {}, rotations }: StackConfig,
  { privateDns = true }: Circumstances = {},
): Landscape {
  const entries = Object.entries(rotations);
  return {
    region,
    networks: Object.entries(networks).map(([name, network]) =>
      networkLandscape(withLookedUpIds(name, network), privateDns),
    ),
    lookedUp: Object.entries(networks).flatMap(([name, network]) => lookedUp(name, network, entries)),
    keys: unique(entries.flatMap(([, rotation]) => keysOf(rotation))),
    databases: entries
      .map(([name, { engine, network }]) => ({
        name,
        engine,
        securityGroupIds: (network !== undefined && networks[network].databaseSecurityGroupIds) || [],
      }))
      .filter((_, index) => !networks[entries[index][1].network ?? '']?.lookup),
    secrets: uniqueBy(
      entries.flatMap(([name, entry]) =>
        secretsOf(networks[entry.network ?? '']?.lookup ? entry.network! : name, entry),
      ),
      ({ id }) => id,
    ),
  };
}

/** A network that is looked up is one of ids that the configuration does not tell. */
function withLookedUpIds(name: string, network: NetworkConfig): NetworkConfig {
  if (!network.lookup) return network;
  return {
    ...network,
    vpcId: `${name}-vpc`,
    subnetIds: [`${name}-subnet-1`, `${name}-subnet-2`],
    databaseSecurityGroupIds: [`${name}-group`],
  };
}

function lookedUp(
  name: string,
  network: NetworkConfig,
  entries: [string, RotationEntry][],
): LookedUpLandscape[] {
  const { dbInstance, dbCluster } = network.lookup ?? {};
  const users = entries.filter(([, entry]) => entry.network === name).map(([, entry]) => entry);
  const identifier = dbInstance ?? dbCluster;
  if (identifier === undefined || users.length === 0) return [];
  const { subnetIds = [], databaseSecurityGroupIds = [] } = withLookedUpIds(name, network);
  return [
    {
      id: name,
      identifier,
      kind: dbCluster === undefined ? 'instance' : 'cluster',
      engine: users[0].engine,
      subnetIds,
      securityGroupIds: databaseSecurityGroupIds,
      isManaged: users.some(({ masterSecret }) => masterSecret === RDS_MANAGED),
    },
  ];
}

function networkLandscape(network: NetworkConfig, hasPrivateDns: boolean): NetworkLandscape {
  const { vpcId = '', subnetIds = [], databaseSecurityGroupIds, functionSecurityGroupIds } = network;
  const endpoints = endpointsOf(network, hasPrivateDns);
  return {
    vpcId,
    subnetIds,
    securityGroupIds: unique([
      ...(databaseSecurityGroupIds ?? []),
      ...(functionSecurityGroupIds ?? []),
      ...endpoints.flatMap(({ securityGroupIds }) => securityGroupIds),
    ]),
    endpoints,
  };
}

function endpointsOf(
  { secretsManagerEndpoint }: NetworkConfig,
  hasPrivateDns: boolean,
): NetworkLandscape['endpoints'] {
  if (typeof secretsManagerEndpoint !== 'object') return [];
  const { existing, securityGroupId } = secretsManagerEndpoint;
  const securityGroupIds = securityGroupId === undefined ? [] : [securityGroupId];
  return [{ id: existing, securityGroupIds, hasPrivateDns }];
}

function keysOf({ kmsKeyArn, masterSecretKmsKeyArn }: RotationEntry): string[] {
  return [kmsKeyArn, masterSecretKmsKeyArn].filter((arn): arn is string => arn !== undefined);
}

function secretsOf(
  database: string,
  { engine, secret, masterSecret: given }: RotationEntry,
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
