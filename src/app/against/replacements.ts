import { Problem } from '../../problem';
import {
  endpointGone,
  endpointReplaced,
  functionGone,
  functionRemade,
  functionReplaced,
  groupReplaced,
  rotationAddressChanged,
  rotationMoved,
  taintedReplaced,
} from '../problems';
import { Counterparts } from './counterparts';
import { Deployed, DeployedEndpoint, DeployedFunction, DeployedRotation } from './deployed';
import { instanceOf, isSamePlace } from './places';

/** What Terraform would replace of what is deployed as a stack, or remove, apart from rotations that go. */
export function replacements(before: Deployed, after: Deployed): Problem[] {
  const moves = movesBetween(before, after);
  return [
    ...movedRotations(moves, before, after),
    ...addressesOfRotations(before, after),
    ...functionsGone(moves, before, after),
    ...functionsRemade(before, after),
    ...changedEndpoints(before, after),
    ...changedGroups(before, after),
    ...before.tainted.map((one) => taintedReplaced(instanceOf(one))),
  ];
}

/** The rotations of secrets that nothing in the stack rotates any more. */
export function rotationsGone(before: Deployed, after: Deployed): DeployedRotation[] {
  const counterparts = new Counterparts(after);
  return before.rotations.filter((one) => counterparts.of(one) === undefined);
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

function movesBetween(before: Deployed, after: Deployed): Move[] {
  const moves = new Map<string, Move>();
  const counterparts = new Counterparts(after);
  before.rotations.forEach((one) => {
    const { functionName: from } = one;
    const { functionName: to } = counterparts.of(one) ?? {};
    if (from === undefined || to === undefined || from === to) return;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, secrets: [] };
    move.secrets.push(one.secret ?? instanceOf(one));
    moves.set(key, move);
  });
  return [...moves.values()];
}

function isMade({ functions }: Deployed, functionName: string): boolean {
  return functions.some(({ name }) => name === functionName);
}

function addressesOfRotations(before: Deployed, after: Deployed): Problem[] {
  const counterparts = new Counterparts(after);
  return before.rotations.flatMap((one) => {
    const other = counterparts.of(one);
    if (other === undefined || isSamePlace(one, other)) return [];
    const [from, to] = [instanceOf(one), instanceOf(other)];
    return [rotationAddressChanged(one.secret ?? from, from, to)];
  });
}

/** Of what moves to another function it is told with the rotations. */
function functionsGone(moves: readonly Move[], before: Deployed, after: Deployed): Problem[] {
  const told = moves.map(({ from }) => from);
  return before.functions
    .filter(({ name }) => !isMade(after, name) && !told.includes(name))
    .map(({ name }) => functionGone(name));
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
