import { Problem } from '../../problem';
import {
  endpointGone,
  endpointReplaced,
  functionGone,
  functionRemade,
  functionReplaced,
  functionStillUsed,
  groupReplaced,
  logGroupGone,
  logGroupReplaced,
  roleReplaced,
  rotationAddressChanged,
  rotationMoved,
  taintedReplaced,
} from '../problems';
import { Counterparts } from './counterparts';
import { Deployed, DeployedEndpoint, DeployedFunction, DeployedRotation } from './deployed';
import { instanceOf, isSamePlace, titleOf } from './places';

/** What Terraform would replace of what is deployed as a stack, or remove, apart from rotations that go. */
export function replacements(before: Deployed, after: Deployed): Problem[] {
  const counterparts = new Counterparts(after);
  const moves = movesBetween(before, counterparts);
  return [
    ...movedRotations(moves, before, after),
    ...addressesOfRotations(before, counterparts),
    ...functionsGone(moves, before, after),
    ...functionsRemade(before, after),
    ...changedEndpoints(before, after),
    ...changedGroups(before, after),
    ...changedRoles(before, after),
    ...changedLogGroups(before, after),
    ...before.tainted.map((one) => taintedReplaced(instanceOf(one))),
  ];
}

/** The rotations of what is deployed that something else has no counterparts for. */
export function rotationsWithout(deployed: Deployed, other: Deployed): DeployedRotation[] {
  const counterparts = new Counterparts(other);
  return deployed.rotations.filter((one) => counterparts.of(one) === undefined);
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly secrets: string[];
}

/** Rotations that move to another function, by the functions. */
function movedRotations(moves: readonly Move[], before: Deployed, after: Deployed): Problem[] {
  return moves.map(({ from, to, secrets }) =>
    isMade(before, from) && !isMade(after, from)
      ? functionReplaced(from, to, secrets)
      : rotationMoved(from, to, secrets),
  );
}

function movesBetween(before: Deployed, counterparts: Counterparts): Move[] {
  const moves = new Map<string, Move>();
  before.rotations.forEach((one) => {
    const { functionName: from } = one;
    const { functionName: to } = counterparts.of(one) ?? {};
    if (from === undefined || to === undefined || from === to) return;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, secrets: [] };
    move.secrets.push(titleOf(one));
    moves.set(key, move);
  });
  return [...moves.values()];
}

function isMade({ functions }: Deployed, functionName: string): boolean {
  return functions.some(({ name }) => name === functionName);
}

function addressesOfRotations(before: Deployed, counterparts: Counterparts): Problem[] {
  return before.rotations.flatMap((one) => {
    const other = counterparts.of(one);
    if (other === undefined || isSamePlace(one, other)) return [];
    const [from, to] = [instanceOf(one), instanceOf(other)];
    return [rotationAddressChanged(titleOf(one), from, to)];
  });
}

/** Of what all rotations leave for another function it is told with them. */
function functionsGone(moves: readonly Move[], before: Deployed, after: Deployed): Problem[] {
  const told = moves.map(({ from }) => from);
  return before.functions
    .filter(({ name }) => !isMade(after, name))
    .flatMap((one) => {
      const secrets = after.rotations.filter(({ functionName }) => functionName === one.name).map(titleOf);
      if (secrets.length > 0) return [functionStillUsed(one.name, secrets, instanceOf(one))];
      return told.includes(one.name) ? [] : [functionGone(one.name)];
    });
}

function functionsRemade(before: Deployed, after: Deployed): Problem[] {
  return before.functions.flatMap((one) => {
    const other = after.functions.find(({ name }) => name === one.name);
    return other === undefined ? [] : differencesOf(one, other);
  });
}

function differencesOf({ name, madeFrom }: DeployedFunction, other: DeployedFunction): Problem[] {
  return Object.entries(madeFrom).flatMap(([what, was]) => {
    const is = other.madeFrom[what];
    return was === undefined || is === undefined || was === is ? [] : [functionRemade(name, what, was, is)];
  });
}

/** A VPC that only Terraform knows may be the same, unless the endpoint for it is there already. */
function changedEndpoints(before: Deployed, after: Deployed): Problem[] {
  const made = after.endpoints.filter((other) => !before.endpoints.some((one) => isSamePlace(one, other)));
  return before.endpoints
    .filter((one) => !after.endpoints.some((other) => isSamePlace(one, other)))
    .map((one) => {
      const other = made.find((another) => isSameEndpoint(one, another));
      const { service, vpc = 'its VPC' } = one;
      return other === undefined
        ? endpointGone(service, vpc, instanceOf(one))
        : endpointReplaced(service, vpc, instanceOf(one), placeFor(one, other));
    });
}

function isSameEndpoint(one: DeployedEndpoint, { service, vpc }: DeployedEndpoint): boolean {
  return service === one.service && (vpc === undefined || one.vpc === undefined || vpc === one.vpc);
}

/** Of endpoints for each VPC that Terraform looks up, the key is the VPC's id. */
function placeFor({ vpc }: DeployedEndpoint, other: DeployedEndpoint): string {
  return other.key === undefined || vpc === undefined
    ? instanceOf(other)
    : instanceOf({ ...other, key: `[${JSON.stringify(vpc)}]` });
}

/** Groups of functions that stay; those of others go with their functions and endpoints. */
function changedGroups(before: Deployed, after: Deployed): Problem[] {
  return before.groups.flatMap((one) => {
    const { id, vpc, functionName = '' } = one;
    if (!isMade(after, functionName)) return [];
    const other = after.groups.find((group) => isSamePlace(one, group));
    const stays = other !== undefined && (other.vpc === undefined || vpc === undefined || other.vpc === vpc);
    return stays ? [] : [groupReplaced(functionName, id ?? instanceOf(one))];
  });
}

/** Roles of functions that stay. */
function changedRoles(before: Deployed, after: Deployed): Problem[] {
  return before.roles.flatMap((one) => {
    const { id, path, functionName = '' } = one;
    if (!isMade(after, functionName)) return [];
    const stays = after.roles.some((role) => isSamePlace(one, role) && role.path === path);
    return stays ? [] : [roleReplaced(functionName, id ?? instanceOf(one))];
  });
}

/** With a log group all that was logged goes, whether its function stays or not. */
function changedLogGroups(before: Deployed, after: Deployed): Problem[] {
  return before.logGroups.flatMap((one) => {
    const { name } = one;
    const there = after.logGroups.find((other) => isSamePlace(one, other));
    if (there !== undefined && (there.name === undefined || there.name === name)) return [];
    const heir = after.logGroups.find((other) => other.name === name);
    return heir === undefined || name === undefined
      ? [logGroupGone(name ?? instanceOf(one), instanceOf(one))]
      : [logGroupReplaced(name, instanceOf(one), instanceOf(heir))];
  });
}
