import { nameReserved } from '../problems';
import { Located } from '../finding';
import { RotationConfig } from '../model';
import { mappings } from './remark';

/** CDKTF keeps what it makes by name in plain objects, which have members of their own. */
const RESERVED: ReadonlySet<string> = new Set(
  // The others have no form of a name.
  Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[a-z]/.test(name)),
);

export function checkNames({ stacks }: RotationConfig): Located[] {
  const rotations = mappings(stacks).flatMap(([stack, entry]) =>
    mappings(entry.rotations).map(([name]) => ['stacks', stack, 'rotations', name]),
  );
  return [...mappings(stacks).map(([name]) => ['stacks', name]), ...rotations]
    .filter((path) => RESERVED.has(path[path.length - 1]))
    .map((path) => ({ path, problem: nameReserved(path[path.length - 1]), atKey: true }));
}
