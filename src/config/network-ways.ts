import {
  EndpointConfig,
  ExistingEndpointConfig,
  NetworkConfig,
  RDS_MANAGED,
  RotationEntry,
  StackConfig,
} from './model';

/** How the networks of a stack reach a service, by their names. */
export type Ways = ReadonlyMap<string, EndpointConfig>;

/** How functions in the networks that a stack uses reach Secrets Manager. */
export function waysToSecretsManager(stack: StackConfig): Ways {
  return shared(
    stack,
    usedNetworks(stack, () => true),
    wayToSecretsManager,
  );
}

/** How functions in the networks where a master secret is managed by RDS reach Amazon RDS. */
export function waysToRds(stack: StackConfig): Ways {
  const asking = usedNetworks(stack, ({ masterSecret }) => masterSecret === RDS_MANAGED);
  return shared(stack, asking, wayToRds);
}

/** The names of the networks that some rotations use. */
function usedNetworks(
  { networks = {}, rotations }: StackConfig,
  isMeant: (rotation: RotationEntry) => boolean,
): string[] {
  const used = new Set(Object.values(rotations).flatMap((one) => (isMeant(one) ? [one.network] : [])));
  return Object.keys(networks).filter((name) => used.has(name));
}

function wayToSecretsManager({ secretsManagerEndpoint = 'create' }: NetworkConfig): EndpointConfig {
  return secretsManagerEndpoint;
}

/** By default the functions reach Amazon RDS as they reach Secrets Manager. */
function wayToRds({ rdsEndpoint, secretsManagerEndpoint }: NetworkConfig): EndpointConfig {
  return rdsEndpoint ?? (secretsManagerEndpoint === 'none' ? 'none' : 'create');
}

/**
 * An endpoint's private DNS leads everything in its VPC there, and a VPC has one such endpoint for a service. So networks
 * of one VPC share an endpoint that exists in it, or else the one that is created.
 */
function shared(
  { networks = {} }: StackConfig,
  names: readonly string[],
  wayOf: (network: NetworkConfig) => EndpointConfig,
): Ways {
  const waysInto = new Map<string, EndpointConfig[]>();
  const vpcOf = (name: string): string =>
    networks[name].vpcId ?? `that of ${JSON.stringify(networks[name].lookup)}`;
  names.forEach((name) => {
    const ways = waysInto.get(vpcOf(name)) ?? [];
    waysInto.set(vpcOf(name), [...ways, wayOf(networks[name])]);
  });
  const existing = existingOnes([...waysInto.values()].flat());
  return new Map(
    names.map((name) => {
      const own = wayOf(networks[name]);
      const way = typeof own === 'object' ? own : bestOf(waysInto.get(vpcOf(name))!);
      return [name, typeof way === 'object' ? withGroup(way, existing) : way];
    }),
  );
}

/** An endpoint whose security group is left out has the one that another network names for it. */
function withGroup(
  own: ExistingEndpointConfig,
  others: readonly ExistingEndpointConfig[],
): ExistingEndpointConfig {
  if (own.securityGroupId !== undefined) return own;
  const named = others.filter(({ existing }) => existing === own.existing);
  return named.find(({ securityGroupId }) => securityGroupId !== undefined) ?? own;
}

function existingOnes(ways: readonly EndpointConfig[]): ExistingEndpointConfig[] {
  return ways.filter((way): way is ExistingEndpointConfig => typeof way === 'object');
}

function bestOf(ways: readonly EndpointConfig[]): EndpointConfig {
  const [existing] = existingOnes(ways);
  return existing ?? (ways.includes('create') ? 'create' : 'none');
}
