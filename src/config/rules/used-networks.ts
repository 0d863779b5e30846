import { Path } from '../../text/path';
import { groupBy } from '../../group-by';
import { EndpointConfig, NetworkConfig, RotationConfig, RotationEntry, StackConfig } from '../model';
import { whoseStack } from './accounts';
import { completeRotations } from '../rotation-functions';
import { accessTo, REACHED_SERVICES, ReachedService, vpcOf } from '../service-access';

/** A network that a stack's rotations use. */
export interface UsedNetwork {
  /** What tells it from networks that are called as it is. */
  readonly place: string;
  readonly path: Path;
  readonly network: NetworkConfig;
  readonly name: string;
  readonly rotations: readonly RotationEntry[];
  /** How its functions reach the services that they ask. */
  readonly access: readonly Way[];
}

/** A service, and how it is reached. */
export interface Way extends ReachedService {
  /** Whether it is reached at its FIPS endpoint, which is another service to a VPC. */
  readonly isFips: boolean;
  readonly endpoint: EndpointConfig;
}

/** Where endpoints are created. */
export function endpointCreators(networks: readonly UsedNetwork[]): ReadonlySet<string> {
  return new Set(
    networks.flatMap((used) =>
      used.access.filter(({ endpoint }) => endpoint === 'create').map((way) => endpointKey(used, way)),
    ),
  );
}

/** What tells the endpoint for a service in a VPC from others. */
export function endpointKey({ place, network }: UsedNetwork, { service, isFips }: Way): string {
  return JSON.stringify([place, service, isFips, vpcOf(network)]);
}

/** The networks that the rotations of all stacks use. */
export function usedNetworks({ stacks }: RotationConfig): UsedNetwork[] {
  return Object.entries(stacks).flatMap(([name, stack]) => networksOf(['stacks', name], stack));
}

function networksOf(path: Path, stack: StackConfig): UsedNetwork[] {
  const byNetwork = groupBy(Object.values(completeRotations(stack)), ({ network }) => network);
  const ways = REACHED_SERVICES.map((service) => ({ service, access: accessTo(service, stack) }));
  return Object.entries(stack.networks ?? {}).flatMap(([name, network]) => {
    const rotations = byNetwork.get(name);
    const access = ways.flatMap(({ service, access: byName }) => {
      const endpoint = byName.get(name);
      const isFips = stack.fips === true && service.service === 'secretsmanager';
      return endpoint === undefined ? [] : [{ ...service, endpoint, isFips }];
    });
    const used = { place: placeOf(stack, network), path: [...path, 'networks', name], network, name };
    return rotations === undefined ? [] : [{ ...used, rotations, access }];
  });
}

/** The id of a VPC is no other's, but a database of another account may have the same name. */
function placeOf(stack: StackConfig, { lookup }: NetworkConfig): string {
  return JSON.stringify([stack.region, lookup === undefined ? undefined : whoseStack(stack)]);
}
