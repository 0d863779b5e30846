import * as QUOTAS from '../../catalogue/quotas.json';
import { findApplication } from '../../catalogue/find-application';
import { Located } from '../finding';
import { groupBy } from '../../group-by';
import { StackConfig } from '../model';
import { rulesTooMany } from '../problems';
import { RotationGroup } from '../rotation-group';
import { vpcOf } from '../service-access';
import { endpointKey, UsedNetwork } from './used-networks';

/** A group of rotations, and where it is. */
export interface PlacedGroup extends RotationGroup {
  readonly stack: string;
  readonly config: StackConfig;
}

/** A rule that is made in a security group, as far as it is told from others. */
interface CountedRule {
  /** What tells the group from others. */
  readonly group: string;
  /** What people call the group. */
  readonly title: string;
  readonly rule: string;
}

/** Security groups that would get more rules in one direction than a group may have. */
export function groupsOfTooManyRules(
  networks: readonly UsedNetwork[],
  groups: readonly PlacedGroup[],
): Located[] {
  const most = QUOTAS.rulesPerSecurityGroup;
  const counted = new Map<string, Set<string>>();
  const functions = groupBy(groups, ({ stack, rotations: [{ network }] }) => keyOf(stack, network));
  return networks.flatMap((used) => {
    const added = rulesOf(used, functions.get(keyOf(String(used.path[1]), used.name)) ?? []);
    const passed = added.filter(({ group, rule }) => {
      const known = counted.get(group) ?? new Set();
      counted.set(group, known);
      const before = known.size;
      known.add(rule);
      return before === most && known.size > most;
    });
    return passed.map(({ title }) => ({
      path: used.path,
      problem: rulesTooMany(title, most),
    }));
  });
}

function keyOf(stack: string, network: string | undefined): string {
  return JSON.stringify([stack, network]);
}

function rulesOf(used: UsedNetwork, functions: readonly RotationGroup[]): CountedRule[] {
  return functions.flatMap((one) => [...intoDatabases(used, one), ...intoEndpoints(used, one)]);
}

function intoDatabases(used: UsedNetwork, one: RotationGroup): CountedRule[] {
  const { network, place } = used;
  if (network.databaseRules === 'none') return [];
  const groups = network.lookup ? [vpcOf(network)] : (network.databaseSecurityGroupIds ?? []);
  const ports = new Set(
    one.rotations.map(({ port, engine, strategy }) => port ?? usualPort(engine, strategy)),
  );
  return groups.flatMap((group) =>
    sourcesOf(used, one).flatMap((source) =>
      [...ports].map((port) => ({
        group: JSON.stringify([place, group]),
        title: group,
        rule: JSON.stringify([source, port]),
      })),
    ),
  );
}

function intoEndpoints(used: UsedNetwork, one: RotationGroup): CountedRule[] {
  return used.access.flatMap((way) => {
    const { endpoint, service } = way;
    if (endpoint === 'none' || (typeof endpoint === 'object' && endpoint.rules === 'none')) return [];
    const group = endpoint === 'create' ? endpointKey(used, way) : endpoint.existing;
    const title = `the endpoint for ${service} in ${vpcOf(used.network)}`;
    return sourcesOf(used, one).map((source) => ({ group, title, rule: source }));
  });
}

/** Functions in groups that are given share their rules. */
function sourcesOf({ network }: UsedNetwork, { functionName }: RotationGroup): readonly string[] {
  return network.functionSecurityGroupIds ?? [functionName];
}

function usualPort(engine?: string, strategy?: string): number | undefined {
  return findApplication(engine, strategy)?.defaultPort;
}
