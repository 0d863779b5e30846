import { RotationApplication } from '../catalogue';
import { APPLICATIONS, findApplication } from '../catalogue/find-application';
import { FunctionConfig, RotationEntry, StackConfig } from './model';
import { mappingAt } from './rules/remark';

type Rotations = StackConfig['rotations'];

type Stack = Pick<StackConfig, 'functions' | 'rotations' | 'networks'>;

const COMPLETE = new WeakMap<object, Rotations>();

/** A stack's rotations, with what the functions that they name say of them. */
export function completeRotations(stack: Stack): Rotations {
  if (stack.functions === undefined) return stack.rotations;
  const known = COMPLETE.get(stack) ?? completed(stack);
  COMPLETE.set(stack, known);
  return known;
}

function completed(stack: Stack): Rotations {
  const entries = Object.entries(stack.rotations);
  return Object.fromEntries(entries.map(([name, rotation]) => [name, completeRotation(rotation, stack)]));
}

/** A rotation runs in its function's network, and rotates what its function's application does. */
export function completeRotation(rotation: RotationEntry, stack: Stack): RotationEntry {
  const named = functionOf(rotation, stack);
  if (named === undefined) return rotation;
  const { application } = named;
  const network = mappingAt(stack.networks, named.network ?? '') ? named.network : rotation.network;
  const { engine, strategy } = namedApplication(application) ?? {};
  return {
    ...rotation,
    ...(network === undefined ? {} : { network }),
    ...(engine === undefined
      ? {}
      : { engine: rotation.engine ?? engine, strategy: rotation.strategy ?? strategy }),
  };
}

/** The function that a rotation names, if it does and there is one. */
export function functionOf(rotation: RotationEntry, { functions }: Stack): FunctionConfig | undefined {
  return typeof rotation.function === 'string' ? mappingAt(functions, rotation.function) : undefined;
}

/** The application of the catalogue that a function names, by its name or ARN. */
export function namedApplication(application: unknown): RotationApplication | undefined {
  return APPLICATIONS.find(
    ({ name, arns }) => name === application || Object.values(arns).includes(String(application)),
  );
}

/** Whether a function runs code of which only its owner knows what it does. */
export function isOwn({ code, existing, application }: FunctionConfig): boolean {
  const isOther = application !== undefined && namedApplication(application)?.engine === undefined;
  return code !== undefined || existing !== undefined || isOther;
}

/** The application that rotates a secret, unless the code is somebody's own. */
export function applicationOf(rotation: RotationEntry, stack: Stack): RotationApplication | undefined {
  const named = functionOf(rotation, stack);
  if (named !== undefined && isOwn(named)) return undefined;
  return namedApplication(named?.application) ?? findApplication(rotation.engine, rotation.strategy);
}

/** The most characters that a user's name may have, where the function is told so. */
export function longestUserNameOf(rotation: RotationEntry, stack: Stack): number | undefined {
  const { parameters, environment } = functionOf(rotation, stack) ?? {};
  const told = parameters?.usernameLimit ?? environment?.USERNAME_CHARACTER_LIMIT;
  return /^\d{1,4}$/.test(told ?? '') ? Number(told) : undefined;
}
