import { Problem } from '../../problem';
import { isMapping } from '../../text/mapping';

/** A key of the part under examination, and what is wrong there. */
export type Remark = readonly [key: string, problem: Problem];

/** The entries of a mapping that are mappings themselves. */
export function mappings<T>(mapping: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isMapping(mapping) ? Object.entries(mapping ?? {}).filter(([, entry]) => isMapping(entry)) : [];
}

/** The entry of a mapping that is a mapping itself, where there is one. */
export function mappingAt<T>(mapping: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  const isThere = isMapping(mapping) && Object.prototype.hasOwnProperty.call(mapping, key);
  return isThere && isMapping(mapping[key]) ? mapping[key] : undefined;
}
