import {
  EndpointConfig,
  ExistingEndpointConfig,
  NetworkConfig,
  RDS_MANAGED,
  RotationEntry,
  StackConfig,
} from './model';
import { completeRotations } from './rotation-functions';

/** How the networks of a stack reach a service, by their names. */
export type ServiceAccess = ReadonlyMap<string, EndpointConfig>;

/** A service that functions reach from their networks. */
export interface ReachedService {
  /** The service as it stands in its host name. */
  readonly service: 'secretsmanager' | 'rds' | 'redshift' | 'redshift-serverless';
  /** A network's key that says how it is reached. */
  readonly key: 'secretsManagerEndpoint' | 'rdsEndpoint' | 'redshiftEndpoint' | 'redshiftServerlessEndpoint';
  /** Whether a rotation's function asks it for something. */
  readonly isAskedBy: (rotation: RotationEntry) => boolean;
}

/** Secrets Manager, and whoever manages a master secret. */
export const REACHED_SERVICES: readonly ReachedService[] = [
  { service: 'secretsmanager', key: 'secretsManagerEndpoint', isAskedBy: () => true },
  { service: 'rds', key: 'rdsEndpoint', isAskedBy: ({ masterSecret }) => masterSecret === RDS_MANAGED },
  {
    service: 'redshift',
    key: 'redshiftEndpoint',
    isAskedBy: ({ redshiftWarehouse }) => typeof redshiftWarehouse === 'object',
  },
  {
    service: 'redshift-serverless',
    key: 'redshiftServerlessEndpoint',
    isAskedBy: ({ redshiftWarehouse }) => redshiftWarehouse === 'serverless',
  },
];

/** How functions reach a service in the networks where a rotation asks it for something. */
export function accessTo({ key, isAskedBy }: ReachedService, stack: StackConfig): ServiceAccess {
  return shareEndpoints(stack, usedNetworks(stack, isAskedBy), (network) => accessOf(network, key));
}

/** What tells a network's VPC from others. One that is looked up is known by its database. */
export function vpcOf({ vpcId, lookup }: NetworkConfig): string {
  return (
    vpcId ??
    `that of ${lookup?.dbInstance ? 'the instance' : 'the cluster'} ${lookup?.dbInstance ?? lookup?.dbCluster}`
  );
}

/** The names of the networks that some rotations use. */
function usedNetworks(stack: StackConfig, isMeant: (rotation: RotationEntry) => boolean): string[] {
  const { networks = {} } = stack;
  const rotations = completeRotations(stack);
  const used = new Set(Object.values(rotations).flatMap((one) => (isMeant(one) ? [one.network] : [])));
  return Object.keys(networks).filter((name) => used.has(name));
}

/** By default the functions reach every other service as they reach Secrets Manager. */
function accessOf(network: NetworkConfig, key: ReachedService['key']): EndpointConfig {
  return network[key] ?? (network.secretsManagerEndpoint === 'none' ? 'none' : 'create');
}

/**
 * An endpoint's private DNS leads everything in its VPC there, and a VPC has one such endpoint for a service. So networks
 * of one VPC share an endpoint that exists in it, or else the one that is created.
 */
function shareEndpoints(
  { networks = {} }: StackConfig,
  names: readonly string[],
  wanted: (network: NetworkConfig) => EndpointConfig,
): ServiceAccess {
  const accessByVpc = new Map<string, EndpointConfig[]>();
  const vpcNamed = (name: string): string => vpcOf(networks[name]);
  names.forEach((name) => {
    const access = accessByVpc.get(vpcNamed(name)) ?? [];
    accessByVpc.set(vpcNamed(name), [...access, wanted(networks[name])]);
  });
  const existing = existingOnes([...accessByVpc.values()].flat());
  return new Map(
    names.map((name) => {
      const own = wanted(networks[name]);
      const effective = typeof own === 'object' ? own : bestOf(accessByVpc.get(vpcNamed(name))!);
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
  return { ...own, securityGroupId: named.find(({ securityGroupId }) => securityGroupId)?.securityGroupId };
}

function existingOnes(access: readonly EndpointConfig[]): ExistingEndpointConfig[] {
  return access.filter((endpoint): endpoint is ExistingEndpointConfig => typeof endpoint === 'object');
}

function bestOf(access: readonly EndpointConfig[]): EndpointConfig {
  const [existing] = existingOnes(access);
  return existing ?? (access.includes('create') ? 'create' : 'none');
}
