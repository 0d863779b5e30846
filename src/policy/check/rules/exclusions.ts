import { allowWithExclusion } from '../../problems';
import { NO_CHECK } from '../location';
import { Rule, perStatement } from './rule';

const EXCLUSIONS = ['NotPrincipal', 'NotAction', 'NotResource'];

export const allowNamesWhatItAllows: Rule = perStatement(({ effect, keys, path }) =>
  effect === 'Allow'
    ? EXCLUSIONS.filter((key) => keys.includes(key)).map((key) => ({
        path: [...path, key],
        problem: allowWithExclusion(key),
        accessAnalyzer: key === 'NotPrincipal' ? 'ALLOW_WITH_NOT_PRINCIPAL' : NO_CHECK,
      }))
    : [],
);
