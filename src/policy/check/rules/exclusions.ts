import { allowWithExclusion } from '../../problems';
import { PolicySeverity } from '../../policy-finding';
import { Rule, perStatement } from './rule';

/** IAM supports NotPrincipal with Deny only; with Allow it lets in everybody else, with credentials or not. */
const EXCLUSIONS = ['NotPrincipal', 'NotAction', 'NotResource'];

export const allowNamesWhatItAllows: Rule = perStatement(({ effect, keys, path }) =>
  effect === 'Allow'
    ? EXCLUSIONS.filter((key) => keys.includes(key)).map((key) => ({
        path: [...path, key],
        problem: allowWithExclusion(key),
        severity: key === 'NotPrincipal' ? PolicySeverity.ERROR : undefined,
      }))
    : [],
);
