import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { endpointAfterInternet } from './problems';
import { fail } from '../problem';
import { IInterfaceEndpoint } from './i-interface-endpoint';

/** A service as it is reached from a VPC. */
export interface VpcService {
  /** The service's name as it stands in its host name. */
  readonly service: string;

  /** What tells the VPC from others of the stack. */
  readonly vpc: string;
}

/** An endpoint that is created. */
export interface CreatedEndpoint extends IInterfaceEndpoint {
  /** What tells its security group from others, and may be known before its id: the service and the VPC. */
  readonly _securityGroupKey: string;
}

/** How a VPC's functions reach a service: through an endpoint, or through the internet, as the network at a path does. */
type Access = IInterfaceEndpoint | string;

const ACCESS = new WeakMap<TerraformStack, Map<string, Access>>();

/** A VPC has one endpoint with private DNS for a service, so that whoever comes later uses the first. */
export function endpointIn(scope: Construct, from: VpcService): IInterfaceEndpoint | undefined {
  const access = accessOf(scope).get(keyOf(from));
  return typeof access === 'string' ? undefined : access;
}

/** Private DNS would lead functions that go through the internet to the endpoint, and nobody has let them in. */
export function rememberEndpoint(scope: Construct, from: VpcService, endpoint: IInterfaceEndpoint): void {
  const access = accessOf(scope).get(keyOf(from));
  if (typeof access === 'string') fail(scope.node.path, endpointAfterInternet(from.service, access));
  if (access === undefined) accessOf(scope).set(keyOf(from), endpoint);
}

export function rememberInternet(network: Construct, from: VpcService): void {
  accessOf(network).set(keyOf(from), network.node.path);
}

function accessOf(scope: Construct): Map<string, Access> {
  const stack = TerraformStack.of(scope);
  const access = ACCESS.get(stack) ?? new Map<string, Access>();
  ACCESS.set(stack, access);
  return access;
}

function keyOf({ service, vpc }: VpcService): string {
  return `${service} ${vpc}`;
}

/** What tells the security group of a created endpoint from others. */
export function securityGroupKey({ service, vpc }: VpcService): string {
  return `${service} in ${vpc}`;
}

export function isCreated(endpoint: IInterfaceEndpoint): endpoint is CreatedEndpoint {
  return '_securityGroupKey' in endpoint;
}
