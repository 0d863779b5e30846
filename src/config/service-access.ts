import {
  EndpointConfig,
  ExistingEndpointConfig,
  NetworkConfig,
  RDS_MANAGED,
  RotationEntry,
  StackConfig,
} from './model';

/** How the networks of a stack reach a service, by their names. */
export type ServiceAccess = ReadonlyMap<string, EndpointConfig>;

/** How functions in the networks that a stack uses reach Secrets Manager. */
export function secretsManagerAccess(stack: StackConfig): ServiceAccess {
  return shareEndpoints(
    stack,
    usedNetworks(stack, () => true),
    secretsManagerAccessOf,
  );
}

/** How functions in the networks where a master secret is managed by RDS reach Amazon RDS. */
export function rdsAccess(stack: StackConfig): ServiceAccess {
  const asking = usedNetworks(stack, ({ masterSecret }) => masterSecret === RDS_MANAGED);
  return shareEndpoints(stack, asking, rdsAccessOf);
}

/** The names of the networks that some rotations use. */
function usedNetworks(
  { networks = {}, rotations }: StackConfig,
  isMeant: (rotation: RotationEntry) => boolean,
): string[] {
  const used = new Set(Object.values(rotations).flatMap((one) => (isMeant(one) ? [one.network] : [])));
  return Object.keys(networks).filter((name) => used.has(name));
}

function secretsManagerAccessOf({ secretsManagerEndpoint = 'create' }: NetworkConfig): EndpointConfig {
  return secretsManagerEndpoint;
}

/** By default the functions reach Amazon RDS as they reach Secrets Manager. */
function rdsAccessOf({ rdsEndpoint, secretsManagerEndpoint }: NetworkConfig): EndpointConfig {
  return rdsEndpoint ?? (secretsManagerEndpoint === 'none' ? 'none' : 'create');
}

/**
 * An endpoint's private DNS leads everything in its VPC there, and a VPC has one such endpoint for a service. So networks
 * of one VPC share an endpoint that exists in it, or else the one that is created.
 */
function shareEndpoints(
  { networks = {} }: StackConfig,
  names: readonly string[],
  accessOf: (network: NetworkConfig) => EndpointConfig,
): ServiceAccess {
  const accessByVpc = new Map<string, EndpointConfig[]>();
  const vpcOf = (name: string): string =>
    networks[name].vpcId ?? `that of ${JSON.stringify(networks[name].lookup)}`;
  names.forEach((name) => {
    const access = accessByVpc.get(vpcOf(name)) ?? [];
    accessByVpc.set(vpcOf(name), [...access, accessOf(networks[name])]);
  });
  const existing = existingOnes([...accessByVpc.values()].flat());
  return new Map(
    names.map((name) => {
      const own = accessOf(networks[name]);
      const effective = typeof own === 'object' ? own : bestOf(accessByVpc.get(vpcOf(name))!);
      return [name, typeof effective === 'object' ? withGroup(effective, existing) : effective];
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

function existingOnes(access: readonly EndpointConfig[]): ExistingEndpointConfig[] {
  return access.filter((endpoint): endpoint is ExistingEndpointConfig => typeof endpoint === 'object');
}

function bestOf(access: readonly EndpointConfig[]): EndpointConfig {
  const [existing] = existingOnes(access);
  return existing ?? (access.includes('create') ? 'create' : 'none');
}
