import { Located } from '../finding';
import { defaultUnused } from '../problems';
import { CONDITIONS } from './applicable';
import { DefaultValue } from './default-value';

/** The defaults that nothing has: all say something else, or none can have it. */
export function unusedDefaults(defaults: readonly DefaultValue[]): Located[] {
  return defaults
    .filter(({ isTaken }) => !isTaken)
    .map(({ key, kind, isRefused, path }) => ({
      path,
      problem: defaultUnused(key, kind, isRefused ? CONDITIONS[key].reason : undefined),
      atKey: true,
    }));
}
