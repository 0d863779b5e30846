import { Problem } from '../../problem';
import { isMapping } from '../../text/mapping';

/** A key of the part under examination, and what is wrong there. */
export type Remark = readonly [key: string, problem: Problem];

/** The entries of a mapping that are mappings themselves. */
export function mappings<T>(mapping: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isMapping(mapping) ? Object.entries(mapping ?? {}).filter(([, entry]) => isMapping(entry)) : [];
}
