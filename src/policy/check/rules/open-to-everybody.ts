import { openToEverybody } from '../../problems';
import { PolicyType } from '../../policy-type';
import { matches } from '../../glob';
import { limitsWho, limitsWhoByDenial } from '../limits';
import { PolicyView, PrincipalItem, StatementView } from '../policy-view';
import { Rule } from './rule';

/** In the policy of an endpoint everybody is usual: it is the network that says who can reach it. */
const TYPES: readonly PolicyType[] = [PolicyType.RESOURCE, PolicyType.KMS_KEY, PolicyType.TRUST];

/** Everybody in the world may do what the statement allows, unless a condition says who it is, or a denial leaves nobody else. */
export const nothingIsOpenToEverybody: Rule = (policy) =>
  TYPES.includes(policy.type)
    ? policy.statements
        .filter((statement) => isOpen(statement, policy) && !isDeniedToOthers(statement, policy))
        .map((statement) => ({
          path: everybodyIn(statement, policy)!.path,
          problem: openToEverybody(statement.actions.map(({ value }) => value)),
        }))
    : [];

function isOpen(statement: StatementView, policy: PolicyView): boolean {
  return (
    statement.effect === 'Allow' &&
    everybodyIn(statement, policy) !== undefined &&
    !statement.conditions.some((condition) => limitsWho(condition, statement))
  );
}

/** A trust policy has no `*` in the place of its principals, which another rule tells. */
function everybodyIn({ principals, keys }: StatementView, { type }: PolicyView): PrincipalItem | undefined {
  if (keys.includes('NotPrincipal')) return undefined;
  const kinds = type === PolicyType.TRUST ? ['AWS'] : ['AWS', '*'];
  return principals.find(({ kind, value }) => value === '*' && kinds.includes(kind));
}

function isDeniedToOthers(allowed: StatementView, policy: PolicyView): boolean {
  return policy.statements.some(
    (denial) =>
      denial.effect === 'Deny' &&
      everybodyIn(denial, policy) !== undefined &&
      covers(denial, allowed, 'Action') &&
      covers(denial, allowed, 'Resource') &&
      limitsWhoByDenial(denial),
  );
}

/** Whether all that one statement is about is in what another is about. */
function covers(outer: StatementView, inner: StatementView, key: 'Action' | 'Resource'): boolean {
  if (outer.keys.includes(`Not${key}`) || inner.keys.includes(`Not${key}`)) return false;
  const [patterns, texts] = [outer, inner].map((one) => (key === 'Action' ? one.actions : one.resources));
  return texts.every(({ value }) =>
    patterns.some((pattern) => matches(pattern.value.toLowerCase(), value.toLowerCase())),
  );
}
