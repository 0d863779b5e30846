import { Path } from '../text/path';
import { hasOwn } from './defaults/default-value';
import { Located } from './finding';
import { RotationConfig } from './model';
import { missingKey } from './problems';
import { mappings } from './rules/remark';
import { configSchema, resolved } from './schema';

/** What has to be there, by what the schema calls its definition. A network that is looked up needs nothing. */
export const REQUIRED = {
  stack: ['region'],
  network: ['vpcId', 'subnetIds'],
  rotation: ['engine', 'strategy', 'schedule'],
} as const;

/** What a function knows that a rotation names. */
const OF_FUNCTION: readonly string[] = ['engine', 'strategy'];

/** What has to be there, in an entry or among the defaults. The schema knows no defaults and requires nothing of it. */
export function missingKeys({ stacks }: RotationConfig): Located[] {
  return mappings(stacks).flatMap(([name, stack]) => [
    ...missingIn(stack, 'stack', ['stacks', name]),
    ...mappings(stack.networks).flatMap(([id, network]) =>
      network.lookup === undefined ? missingIn(network, 'network', ['stacks', name, 'networks', id]) : [],
    ),
    ...mappings(stack.rotations).flatMap(([id, rotation]) =>
      missingIn(rotation, 'rotation', ['stacks', name, 'rotations', id]),
    ),
  ]);
}

function missingIn(entry: object, definition: keyof typeof REQUIRED, path: Path): Located[] {
  return REQUIRED[definition]
    .filter((key) => !hasOwn(entry, key) && !(hasOwn(entry, 'function') && OF_FUNCTION.includes(key)))
    .map((key) => ({ path: [...path, key], problem: missingKey(key, meaningOf(definition, key)) }));
}

function meaningOf(definition: string, key: string): string | undefined {
  return resolved(configSchema().$defs![definition].properties![key]).description;
}
