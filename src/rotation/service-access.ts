import { TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { createdInOtherStack, cutOffByOtherStack, endpointAfterInternet } from './problems';
import { fail } from '../problem';
import { TOLD_SERVICE } from './aws-environment';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { fipsOf, statedRegion } from './provider';

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
  const access = accessOf(scope).get(keyOf(scope, from));
  return typeof access === 'string' ? undefined : access;
}

/** Private DNS would lead functions that go through the internet to the endpoint, and nobody has let them in. */
export function rememberEndpoint(scope: Construct, from: VpcService, endpoint: IInterfaceEndpoint): void {
  const access = accessOf(scope).get(keyOf(scope, from));
  if (typeof access === 'string') fail(scope.node.path, endpointAfterInternet(from.service, access));
  if (access === undefined) accessOf(scope).set(keyOf(scope, from), endpoint);
  if (isMadeHere(scope, endpoint)) knownInOtherStacks(scope, from, 'endpoint');
}

export function rememberInternet(network: Construct, from: VpcService): void {
  accessOf(network).set(keyOf(network, from), network.node.path);
  knownInOtherStacks(network, from, 'internet');
}

/** One that another stack makes may be handed on. */
function isMadeHere(scope: Construct, endpoint: IInterfaceEndpoint): boolean {
  const isResource = isCreated(endpoint) && Construct.isConstruct(endpoint);
  return isResource && TerraformStack.of(endpoint) === TerraformStack.of(scope);
}

/** Which stacks of a program lead functions in a VPC to a service, and how. */
const STACKS = new WeakMap<IConstruct, Map<string, Map<TerraformStack, 'endpoint' | 'internet'>>>();

/** The id of a VPC is one and the same in every stack of a region, whatever the account. */
function knownInOtherStacks(scope: Construct, from: VpcService, way: 'endpoint' | 'internet'): void {
  if (!from.vpc.startsWith('vpc-')) return;
  const stack = TerraformStack.of(scope);
  const ofRoot =
    STACKS.get(scope.node.root) ?? new Map<string, Map<TerraformStack, 'endpoint' | 'internet'>>();
  STACKS.set(scope.node.root, ofRoot);
  const ways = ofRoot.get(keyOf(scope, from)) ?? new Map<TerraformStack, 'endpoint' | 'internet'>();
  ofRoot.set(keyOf(scope, from), ways);
  const others = [...ways].filter(([other]) => other !== stack);
  others.forEach(([other, otherWay]) => refuseBoth(scope, from, [stack, way], [other, otherWay]));
  ways.set(stack, way);
}

type StackWay = readonly [TerraformStack, 'endpoint' | 'internet'];

function refuseBoth(
  scope: Construct,
  { service, vpc }: VpcService,
  [stack, way]: StackWay,
  [other, otherWay]: StackWay,
): void {
  const [own, others] = [stack.node.path, other.node.path];
  if (way === 'internet' && otherWay === 'internet') return;
  const problem =
    way === otherWay
      ? createdInOtherStack(service, vpc, others)
      : cutOffByOtherStack(service, vpc, way === 'endpoint' ? [own, others] : [others, own]);
  fail(scope.node.path, problem);
}

function accessOf(scope: Construct): Map<string, Access> {
  const stack = TerraformStack.of(scope);
  const access = ACCESS.get(stack) ?? new Map<string, Access>();
  ACCESS.set(stack, access);
  return access;
}

/** To a VPC the FIPS endpoint is another service, with a host name of its own. */
function keyOf(scope: Construct, { service, vpc }: VpcService): string {
  const isFips = service === TOLD_SERVICE && fipsOf(scope) === true;
  return [statedRegion(scope) ?? '', service, ...(isFips ? ['fips'] : []), vpc].join(' ');
}

/** What tells the security group of a created endpoint from others. */
export function securityGroupKey({ service, vpc }: VpcService): string {
  return `${service} in ${vpc}`;
}

export function isCreated(endpoint: IInterfaceEndpoint): endpoint is CreatedEndpoint {
  return '_securityGroupKey' in endpoint;
}
