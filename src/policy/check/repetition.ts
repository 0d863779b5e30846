import { Path, pathKey } from '../../text/path';
import { Located } from './location';

/** Another finding that says the same. */
interface SaidBy {
  readonly codes: readonly string[];
  /** Whether it says so anywhere in the statement, or at the same place only. */
  readonly inStatement?: boolean;
}

const SAID_BY: Readonly<Record<string, SaidBy>> = {
  ActionMalformed: { codes: ['CharacterNotAllowed'] },
  AllowWithExclusion: { codes: ['PassRoleOpen', 'ServiceLinkedRoleOpen'] },
  ArnResourceUnknown: { codes: ['AccountIdInvalid'] },
  ConditionValueTooOpen: { codes: ['OpenToEverybody', 'ServicePrincipalWithoutSource'], inStatement: true },
  PrincipalMalformed: { codes: ['CharacterNotAllowed'] },
  SidMalformed: { codes: ['CharacterNotAllowed'] },
};

/** Findings without those that another one says already: one cause is one finding. */
export function withoutRepetition(found: readonly Located[]): Located[] {
  const said = new Set(
    found.flatMap(({ problem, path }) => [keyOf(problem.code, path, true), keyOf(problem.code, path, false)]),
  );
  return found.filter(({ problem, path }) => {
    const { codes = [], inStatement = false } = SAID_BY[problem.code] ?? {};
    return !codes.some((code) => said.has(keyOf(code, path, inStatement)));
  });
}

/** A code and its place, or the statement around it. */
function keyOf(code: string, path: Path, inStatement: boolean): string {
  return `${code} ${inStatement} ${pathKey(inStatement ? path.slice(0, 2) : path)}`;
}
