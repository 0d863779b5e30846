import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { endpointAfterInternet, fail } from '../problem';
import type { IInterfaceEndpoint } from './interface-endpoint';

/** A service as it is reached from a VPC. */
export interface VpcService {
  /** The service's name as it stands in its host name. */
  readonly service: string;

  /** What tells the VPC from others of the stack. */
  readonly vpc: string;
}

/** How a VPC's functions reach a service: through an endpoint, or through the internet, as the network at a path does. */
type Way = IInterfaceEndpoint | string;

const WAYS = new WeakMap<TerraformStack, Map<string, Way>>();

/** A VPC has one endpoint with private DNS for a service, so that whoever comes later uses the first. */
export function endpointIn(scope: Construct, from: VpcService): IInterfaceEndpoint | undefined {
  const way = waysOf(scope).get(keyOf(from));
  return typeof way === 'string' ? undefined : way;
}

/** Private DNS would lead functions that go through the internet to the endpoint, and nobody has let them in. */
export function rememberEndpoint(scope: Construct, from: VpcService, endpoint: IInterfaceEndpoint): void {
  const way = waysOf(scope).get(keyOf(from));
  if (typeof way === 'string') fail(scope.node.path, endpointAfterInternet(from.service, way));
  if (way === undefined) waysOf(scope).set(keyOf(from), endpoint);
}

export function rememberInternet(network: Construct, from: VpcService): void {
  waysOf(network).set(keyOf(from), network.node.path);
}

function waysOf(scope: Construct): Map<string, Way> {
  const stack = TerraformStack.of(scope);
  const ways = WAYS.get(stack) ?? new Map<string, Way>();
  WAYS.set(stack, ways);
  return ways;
}

function keyOf({ service, vpc }: VpcService): string {
  return `${service} ${vpc}`;
}
