import { sidDuplicate } from '../../problems';
import { Rule } from './rule';

/** The console writes an empty Sid, which is none. */
export const sidsAreUnique: Rule = ({ statements }) => {
  const seen = new Set<string>();
  return statements
    .flatMap(({ sids }) => sids)
    .filter(({ value }) => value !== '' && (seen.has(value) || !seen.add(value)))
    .map(({ value, path }) => ({ path, problem: sidDuplicate(value) }));
};
