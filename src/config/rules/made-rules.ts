import { findApplication } from '../../catalogue/find-application';
import { Path } from '../../text/path';
import { Located } from '../finding';
import { RotationConfig } from '../model';
import { ruleMadeTwice } from '../problems';
import { vpcOf } from '../service-access';
import { endpointCreators, endpointKey, UsedNetwork, usedNetworks, Way } from './used-networks';

const HTTPS = 443;

/** A rule that a stack makes for functions in security groups that it does not make. */
interface MadeRule {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** What leaves it to another stack. */
  readonly remedy: string;
  /** Whether the destination belongs to an endpoint that the stack creates. */
  readonly isCreated: boolean;
}

/** A rule of a security group can exist once, so that one stack only can make it. */
export function rulesMadeTwice(config: RotationConfig): Located[] {
  const networks = usedNetworks(config);
  const creators = endpointCreators(networks);
  const first = new Map<string, { readonly path: Path; readonly rule: MadeRule }>();
  return networks.flatMap((used) => {
    const twice = rulesOf(used, creators).flatMap((rule) => {
      const key = JSON.stringify([used.place, rule.source, rule.destination, rule.port]);
      const other = first.get(key);
      if (other === undefined) first.set(key, { path: used.path, rule });
      const isOthers = other !== undefined && other.path[1] !== used.path[1];
      return isOthers && !(other.rule.isCreated && rule.isCreated) ? [{ other, rule }] : [];
    });
    return twice.slice(0, 1).map(({ other, rule }) => ({
      path: [...used.path, 'functionSecurityGroupIds'],
      problem: ruleMadeTwice(rule, String(other.path[1])),
    }));
  });
}

function rulesOf(used: UsedNetwork, creators: ReadonlySet<string>): MadeRule[] {
  const destinations = [
    ...databaseDestinations(used),
    ...used.access.flatMap((way) => endpointDestinations(way, endpointKey(used, way), creators)),
  ];
  const sources = used.network.functionSecurityGroupIds ?? [];
  return sources.flatMap((source) => destinations.map((one) => ({ source, ...one })));
}

type Destination = Omit<MadeRule, 'source'>;

function databaseDestinations({ network, rotations }: UsedNetwork): Destination[] {
  if (network.databaseRules === 'none') return [];
  const groups = network.lookup ? [vpcOf(network)] : (network.databaseSecurityGroupIds ?? []);
  const ports = new Set(
    rotations.flatMap(({ port, engine, strategy }) => port ?? usualPort(engine, strategy) ?? []),
  );
  return groups.flatMap((destination) =>
    [...ports].map((port) => ({ destination, port, remedy: 'databaseRules: none', isCreated: false })),
  );
}

function usualPort(engine?: string, strategy?: string): number | undefined {
  return findApplication(engine, strategy)?.defaultPort;
}

/** An endpoint that exists where another stack creates one is taken for that. */
function endpointDestinations({ endpoint }: Way, key: string, creators: ReadonlySet<string>): Destination[] {
  const rule = { port: HTTPS, remedy: 'rules: none' };
  if (endpoint === 'create') return [{ ...rule, destination: key, isCreated: true }];
  if (typeof endpoint !== 'object' || endpoint.rules === 'none') return [];
  const { existing, securityGroupId = existing } = endpoint;
  return [{ ...rule, destination: creators.has(key) ? key : securityGroupId, isCreated: false }];
}
