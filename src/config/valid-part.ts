import { isMapping } from '../text/mapping';
import { Path } from '../text/path';
import { RotationConfig, RotationEntry, StackConfig } from './model';
import { HasForm } from './rules';

/** What decides which function rotates a secret. */
const DECISIVE = [
  'engine',
  'strategy',
  'function',
  'secret',
  'network',
  'kmsKeyArn',
  'excludeCharacters',
  'applicationVersion',
  'isolation',
  'aliases',
];

/** What is left out where it does not have its form. */
const SECONDARY = ['schedule', 'masterSecret', 'expect'];

/** The stacks, networks and rotations of which enough has its form to compare them with each other. */
export function validPart({ version, stacks }: RotationConfig, hasForm: HasForm): RotationConfig {
  const valid = entriesOf(stacks).filter(([name]) => hasForm(['stacks', name, 'region']));
  return {
    version,
    stacks: Object.fromEntries(
      valid.map(([name, stack]) => [name, validStack(['stacks', name], stack, hasForm)]),
    ),
  };
}

function validStack(path: Path, stack: StackConfig, hasForm: HasForm): StackConfig {
  const rotations = entriesOf(stack.rotations).filter(([name]) =>
    DECISIVE.every((key) => hasForm([...path, 'rotations', name, key])),
  );
  const functions = entriesOf(stack.functions).filter(([name]) => hasForm([...path, 'functions', name]));
  const networks = entriesOf(stack.networks).filter(([name]) => hasForm([...path, 'networks', name]));
  return {
    ...stack,
    backend: hasForm([...path, 'backend']) ? stack.backend : undefined,
    rotations: Object.fromEntries(
      rotations.map(([name, rotation]) => [
        name,
        validRotation([...path, 'rotations', name], rotation, hasForm),
      ]),
    ),
    networks: Object.fromEntries(networks),
    functions: stack.functions && Object.fromEntries(functions),
  };
}

function validRotation(path: Path, rotation: RotationEntry, hasForm: HasForm): RotationEntry {
  const left = SECONDARY.filter((key) => !hasForm([...path, key]));
  return left.length === 0
    ? rotation
    : { ...rotation, ...Object.fromEntries(left.map((key) => [key, undefined])) };
}

function entriesOf<T>(mapping: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isMapping(mapping) ? Object.entries<T>(mapping ?? {}) : [];
}
