import { Problem } from '../../problem';
import {
  endpointGone,
  endpointReplaced,
  functionGone,
  functionRemade,
  functionReplaced,
  groupReplaced,
  rotationAddressChanged,
  rotationGone,
  rotationMoved,
} from '../problems';
import { Deployed, DeployedEndpoint, DeployedFunction, DeployedRotation } from './deployed';

/** What Terraform would replace, or remove, of what is deployed as a stack. */
export function replacements(before: Deployed, after: Deployed): Problem[] {
  return [
    ...movedRotations(before, after),
    ...addressesOfRotations(before, after),
    ...functionsGone(before, after),
    ...functionsRemade(before, after),
    ...changedEndpoints(before, after),
    ...changedGroups(before, after),
  ];
}

interface Move {
  readonly from: string;
  readonly to: string;
  readonly secrets: string[];
}

/** Rotations that move to another function, by the functions. */
function movedRotations(before: Deployed, after: Deployed): Problem[] {
  return movesBetween(before, after).map(({ from, to, secrets }) =>
    isMade(before, from) && !isMade(after, from)
      ? functionReplaced(from, to, secrets)
      : rotationMoved(from, to, secrets),
  );
}

function movesBetween(before: Deployed, after: Deployed): Move[] {
  const moves = new Map<string, Move>();
  before.rotations.forEach((one) => {
    const { functionName: from } = one;
    const { functionName: to } = counterpart(one, after) ?? {};
    if (from === undefined || to === undefined || from === to) return;
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, secrets: [] };
    move.secrets.push(one.secret ?? one.address);
    moves.set(key, move);
  });
  return [...moves.values()];
}

/** The rotation of the same secret, at whichever address. */
function counterpart({ address, secret }: DeployedRotation, { rotations }: Deployed) {
  return (
    rotations.find((other) => other.address === address) ??
    rotations.find((other) => secret !== undefined && other.secret === secret)
  );
}

function isMade({ functions }: Deployed, functionName: string): boolean {
  return functions.some(({ name }) => name === functionName);
}

function addressesOfRotations(before: Deployed, after: Deployed): Problem[] {
  return before.rotations.flatMap((one) => {
    const other = counterpart(one, after);
    const secret = one.secret ?? one.address;
    if (other === undefined) return [rotationGone(secret)];
    return other.address === one.address ? [] : [rotationAddressChanged(secret, one.address, other.address)];
  });
}

/** Of what moves to another function it is told with the rotations. */
function functionsGone(before: Deployed, after: Deployed): Problem[] {
  const told = movesBetween(before, after).map(({ from }) => from);
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

/** A VPC that only Terraform knows may be the same. */
function changedEndpoints(before: Deployed, after: Deployed): Problem[] {
  return before.endpoints
    .filter(({ address }) => !after.endpoints.some((other) => other.address === address))
    .map((one) => {
      const other = after.endpoints.find((another) => isSameEndpoint(one, another));
      const { service, vpc = 'its VPC', address } = one;
      return other === undefined
        ? endpointGone(service, vpc, address)
        : endpointReplaced(service, vpc, address, other.address);
    });
}

function isSameEndpoint(one: DeployedEndpoint, { service, vpc }: DeployedEndpoint): boolean {
  return service === one.service && (vpc === undefined || vpc === one.vpc);
}

/** Groups of functions that stay; those of others go with their functions and endpoints. */
function changedGroups(before: Deployed, after: Deployed): Problem[] {
  return before.groups.flatMap(({ address, id, vpc, functionName = '' }) => {
    if (!isMade(after, functionName)) return [];
    const other = after.groups.find((group) => group.address === address);
    const stays = other !== undefined && (other.vpc === undefined || vpc === undefined || other.vpc === vpc);
    return stays ? [] : [groupReplaced(functionName, id ?? address)];
  });
}
