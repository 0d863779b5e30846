import * as QUOTAS from '../../catalogue/quotas.json';
import { findApplication } from '../../catalogue/find-application';
import { Located } from '../finding';
import { groupBy } from '../../group-by';
import { NetworkConfig, StackConfig } from '../model';
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
  const passed = networks.flatMap((used) => {
    const added = rulesOf(used, functions.get(keyOf(String(used.path[1]), used.name)) ?? []);
    return added.filter((one) => passes(one, counted, most)).map((one) => ({ ...one, path: used.path }));
  });
  return passed.map(({ path, title, group }) => ({
    path,
    problem: rulesTooMany(title, counted.get(group)!.size, most),
  }));
}

/** Whether a rule is the first for which a group has no room. */
function passes({ group, rule }: CountedRule, counted: Map<string, Set<string>>, most: number): boolean {
  const known = counted.get(group) ?? new Set();
  counted.set(group, known);
  const before = known.size;
  known.add(rule);
  return before === most && known.size > most;
}

function keyOf(stack: string, network: string | undefined): string {
  return JSON.stringify([stack, network]);
}

function rulesOf(used: UsedNetwork, functions: readonly RotationGroup[]): CountedRule[] {
  return functions.flatMap((one) => [
    ...intoDatabases(used, one),
    ...intoEndpoints(used, one),
    ...outOfFunction(used, one),
  ]);
}

function intoDatabases(used: UsedNetwork, one: RotationGroup): CountedRule[] {
  const { network, place } = used;
  if (network.databaseRules === 'none') return [];
  const isId = network.lookup === undefined;
  return databaseGroupsOf(network).flatMap((group) =>
    sourcesOf(used, one).flatMap((source) =>
      portsOf(one).map((port) => ({
        group: JSON.stringify([place, group]),
        title: isId ? group : `of ${group}`,
        rule: JSON.stringify([source, port]),
      })),
    ),
  );
}

function databaseGroupsOf(network: NetworkConfig): readonly string[] {
  return network.lookup ? [vpcOf(network)] : (network.databaseSecurityGroupIds ?? []);
}

function portsOf({ rotations }: RotationGroup): (number | undefined)[] {
  return [...new Set(rotations.map(({ port, engine, strategy }) => port ?? usualPort(engine, strategy)))];
}

/** A function's own group lets it out to each database's group, and to each service that it asks. */
function outOfFunction(used: UsedNetwork, one: RotationGroup): CountedRule[] {
  const { network, place, access } = used;
  if (network.functionSecurityGroupIds !== undefined || one.named?.existing !== undefined) return [];
  const group = JSON.stringify([place, 'function', one.functionName]);
  const toDatabases = databaseGroupsOf(network).flatMap((other) => portsOf(one).map((port) => [other, port]));
  const toServices = access.map(({ endpoint, service }) => [endpoint === 'none' ? endpoint : service]);
  return [...toDatabases, ...toServices].map((way) => ({
    group,
    title: `of the function ${one.functionName}`,
    rule: JSON.stringify(way),
  }));
}

function intoEndpoints(used: UsedNetwork, one: RotationGroup): CountedRule[] {
  return used.access.flatMap((way) => {
    const { endpoint, service } = way;
    if (endpoint === 'none' || (typeof endpoint === 'object' && endpoint.rules === 'none')) return [];
    const group = endpoint === 'create' ? endpointKey(used, way) : endpoint.existing;
    const title = `of the endpoint for ${service} in ${vpcOf(used.network)}`;
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
