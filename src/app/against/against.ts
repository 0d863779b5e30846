import { Finding } from '../../config';
import { RotationConfig } from '../../config/model';
import { Problem } from '../../problem';
import { deploymentWarning } from '../deployment-finding';
import {
  accountOfStackChanged,
  nothingRotated,
  regionOfStackChanged,
  rotationGone,
  rotationLeaves,
  rotationMayMove,
  stackGone,
  stackRenamed,
  stateMoved,
} from '../problems';
import { Counterparts } from './counterparts';
import { Deployed, DeployedRotation } from './deployed';
import { deployedOfConfiguration } from './of-configuration';
import { instanceOf, titleOf } from './places';
import { replacements, rotationsWithout } from './replacements';

/** What is deployed, by the names of stacks; a state that does not say of which stack it is has none. */
export type DeployedStacks = ReadonlyMap<string | undefined, Deployed>;

/** What would be deployed, by the names of stacks. */
type Planned = ReadonlyMap<string, Deployed>;

/** Warnings of what Terraform would replace or remove when a configuration is deployed over what is deployed. */
export function findingsAgainst(config: RotationConfig, before: DeployedStacks): Finding[] {
  const after = deployedOfConfiguration(config);
  return [...before].flatMap(([name, was]) => {
    const heir = name !== undefined && after.has(name) ? name : heirOf(was, after);
    if (heir !== undefined) return [...movedState(name, was, heir, after), ...ofStack(heir, was, after)];
    const isOfOthers = was.rotations.length === 0;
    return [
      deploymentWarning('stacks', isOfOthers ? nothingRotated() : stackGone(name, was.rotations.length)),
    ];
  });
}

/**
 * The stack that rotates something of what a state rotates, in its region and account. Where several do, or none, it is that
 * stack whose functions have the same names, which carry the stack's.
 */
function heirOf(was: Deployed, after: Planned): string | undefined {
  const sharing = [...after].filter(([, one]) => sharedSecret(was, one) !== undefined);
  const here = sharing.filter(
    ([, one]) => isSame(was.region, one.region) && isSame(was.account, one.account),
  );
  const named = (stacks: typeof sharing) =>
    stacks.find(([, { functions }]) => functions.some(({ name }) => hasFunction(was, name)));
  const [heir] = named(here) ?? here[0] ?? named(sharing) ?? [];
  return heir;
}

/** Whether two values are the same, as far as they are known. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function sharedSecret({ rotations }: Deployed, other: Deployed): string | undefined {
  const known = new Set(other.rotations.flatMap(({ secrets }) => secrets));
  return rotations.flatMap(({ secrets }) => secrets).find((secret) => known.has(secret));
}

function hasFunction({ functions }: Deployed, wanted: string): boolean {
  return functions.some(({ name }) => name === wanted);
}

/** A stack that keeps its state is the same stack, whatever its name is. */
function movedState(name: string | undefined, was: Deployed, heir: string, after: Planned): Finding[] {
  const { state } = after.get(heir)!;
  const secret = sharedSecret(was, after.get(heir)!);
  if (name === undefined || state === undefined || secret === undefined) return [];
  const before = name === heir ? was.state : (was.state ?? was.stateFile);
  if (before === undefined || before === state) return [];
  const problem =
    name === heir
      ? stateMoved(name, before, state)
      : stackRenamed({ name, state: before }, { name: heir, state }, secret);
  return [deploymentWarning(`stacks.${heir}`, problem)];
}

function ofStack(name: string, before: Deployed, after: Planned): Finding[] {
  const { region } = before;
  const now = after.get(name)!;
  if (region !== undefined && region !== now.region) {
    const problem = regionOfStackChanged(name, region, now.region!);
    return [deploymentWarning(`stacks.${name}.region`, problem)];
  }
  if (!isSame(before.account, now.account)) {
    const problem = accountOfStackChanged(name, before.account!, now.account!);
    return [deploymentWarning(`stacks.${name}`, problem)];
  }
  const problems = [...leaving(name, before, after), ...replacements(before, now)];
  return problems.map((problem) => deploymentWarning(`stacks.${name}`, problem));
}

/** Rotations that the stack has no more, and what becomes of them. */
function leaving(name: string, before: Deployed, after: Planned): Problem[] {
  const others = [...after].filter(([other, { region }]) => other !== name && region === before.region);
  const elsewhere = others.map(([to, stack]) => ({ to, counterparts: new Counterparts(stack) }));
  const coming = rotationsWithout(after.get(name)!, before);
  return rotationsWithout(before, after.get(name)!).map((one) => {
    const heir = elsewhere.find(({ counterparts }) => counterparts.ofSecrets(one.secrets) !== undefined);
    if (heir !== undefined)
      return rotationLeaves(titleOf(one), { from: name, to: heir.to, address: instanceOf(one) });
    const likely = coming.filter((other) => mayBeSame(one, other)).map(instanceOf);
    return likely.length === 0
      ? rotationGone(titleOf(one))
      : rotationMayMove(titleOf(one), instanceOf(one), likely);
  });
}

/** Of a secret that a parameter holds Terraform alone knows which it is. */
function mayBeSame(one: DeployedRotation, other: DeployedRotation): boolean {
  return one.secrets.length === 0 || other.secrets.length === 0;
}
