import { Problem } from '../../problem';
import { Path, pathKey } from '../../text/path';
import { Located, formatPath } from '../finding';
import { defaultUsedBy } from '../problems';
import { Resolution } from './resolution';

/** What is wrong with one default, and the entries for which it is. */
interface AtDefault {
  readonly located: Located;
  readonly entries: Path[];
}

/** Findings at the places where what they are about was written: of a default once, whatever has it. */
export function atSources(found: readonly Located[], resolution: Resolution): Located[] {
  const atDefaults = new Map<string, AtDefault>();
  const others = found.filter(({ path, problem, atKey }) => {
    const source = resolution.sourceOf(path);
    if (source === path) return true;
    const key = pathKey([problem.code, ...source]);
    const known = atDefaults.get(key) ?? { located: { path: source, problem, atKey }, entries: [] };
    atDefaults.set(key, known);
    known.entries.push(entryOf(path));
    return false;
  });
  return [...others, ...[...atDefaults.values()].map(toldOnce)];
}

function toldOnce({ located, entries }: AtDefault): Located {
  const { code, message } = located.problem;
  const names = [...new Set(entries.map(formatPath))];
  const problem: Problem = { code, message: `${message}; ${defaultUsedBy(names)}` };
  return { ...located, problem };
}

/** The stack, network or rotation that a value belongs to. */
function entryOf(path: Path): Path {
  return path.slice(0, path[2] === 'networks' || path[2] === 'rotations' ? 4 : 2);
}
