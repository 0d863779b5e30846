import * as QUOTAS from '../../catalogue/quotas.json';
import { findApplication } from '../../catalogue/find-application';
import { Located } from '../finding';
import { RotationConfig } from '../model';
import { rulesTooMany } from '../problems';
import { RotationGroup, rotationGroups } from '../rotation-group';
import { vpcOf } from '../service-access';
import { endpointKey, UsedNetwork, usedNetworks } from './used-networks';

/** A rule that is made in a security group, as far as it is told from others. */
interface CountedRule {
  /** What tells the group from others. */
  readonly group: string;
  /** What people call the group. */
  readonly title: string;
  readonly rule: string;
}

/** Security groups that would get more rules in one direction than a group may have. */
export function groupsOfTooManyRules(config: RotationConfig): Located[] {
  const most = QUOTAS.rulesPerSecurityGroup;
  const counted = new Map<string, Set<string>>();
  return usedNetworks(config).flatMap((used) => {
    const added = rulesOf(used, functionsIn(used, config));
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

/** The functions of a network. */
function functionsIn({ path, name }: UsedNetwork, { stacks }: RotationConfig): RotationGroup[] {
  const stack = String(path[1]);
  return rotationGroups(stack, stacks[stack]).filter(({ rotations: [{ network }] }) => network === name);
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
