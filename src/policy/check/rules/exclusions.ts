import { allowWithExclusion } from '../../../errors';
import { Rule, perStatement } from './rule';

const EXCLUSIONS = ['NotPrincipal', 'NotAction', 'NotResource'];

export const allowNamesWhatItAllows: Rule = perStatement(({ effect, keys, path }) =>
  effect === 'Allow'
    ? EXCLUSIONS.filter((key) => keys.includes(key)).map((key) => ({
        path: [...path, key],
        problem: allowWithExclusion(key),
      }))
    : [],
);
