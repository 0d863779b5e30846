import { isMapping } from '../text/mapping';
import { Path } from '../text/path';
import { RotationConfig, StackConfig } from './model';
import { HasForm } from './rules';

/** What decides which function rotates a secret. */
const DECISIVE = [
  'engine',
  'strategy',
  'secret',
  'network',
  'kmsKeyArn',
  'excludeCharacters',
  'applicationVersion',
  'isolation',
];

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
  const networks = entriesOf(stack.networks).filter(([name]) => hasForm([...path, 'networks', name]));
  return {
    ...stack,
    backend: hasForm([...path, 'backend']) ? stack.backend : undefined,
    rotations: Object.fromEntries(rotations),
    networks: Object.fromEntries(networks),
  };
}

function entriesOf<T>(mapping: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isMapping(mapping) ? Object.entries<T>(mapping ?? {}) : [];
}
