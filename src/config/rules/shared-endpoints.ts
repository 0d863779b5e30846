import { Located } from '../finding';
import { NetworkConfig, RotationConfig } from '../model';
import { endpointCutsOff, endpointSubnetsDiffer, endpointSubnetsUnused } from '../problems';
import { vpcOf } from '../service-access';
import { endpointCreators, endpointKey, UsedNetwork, usedNetworks } from './used-networks';

/** Private DNS leads to an endpoint from everywhere in its VPC, and only those who name it are let in. */
export function endpointsThatCutOff(config: RotationConfig): Located[] {
  const networks = usedNetworks(config);
  const creators = endpointCreators(networks);
  return networks.flatMap((used) =>
    used.access
      .filter((way) => way.endpoint === 'none' && creators.has(endpointKey(used, way)))
      .map(({ key, service }) => ({ path: [...used.path, key], problem: endpointCutsOff(service) })),
  );
}

/** The subnets of an endpoint are those of one network. */
export function endpointSubnetsThatDiffer(config: RotationConfig): Located[] {
  const first = new Map<string, UsedNetwork>();
  return usedNetworks(config).flatMap((used) => {
    const { place, path, network } = used;
    if (network.endpointSubnetIds === undefined) return [];
    if (!createsEndpoint(used)) {
      return [{ path: [...path, 'endpointSubnetIds'], problem: endpointSubnetsUnused() }];
    }
    const key = JSON.stringify([path[1], place, vpcOf(network)]);
    const other = first.get(key);
    if (other === undefined) first.set(key, used);
    return other === undefined || haveSameSubnets(network, other.network)
      ? []
      : [{ path: [...path, 'endpointSubnetIds'], problem: endpointSubnetsDiffer(other.name) }];
  });
}

function haveSameSubnets({ endpointSubnetIds: one = [] }: NetworkConfig, other: NetworkConfig): boolean {
  const others = other.endpointSubnetIds ?? [];
  return one.length === others.length && one.every((id) => others.includes(id));
}

function createsEndpoint({ access }: UsedNetwork): boolean {
  return access.some(({ endpoint }) => endpoint === 'create');
}
