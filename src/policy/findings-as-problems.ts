import { Problem } from '../problem';
import { PolicyDocument } from './policy-document';
import { PolicyFinding, PolicySeverity } from './policy-finding';
import { PolicyType } from './policy-type';
import { PolicyValidator } from './policy-validator';
import { inlinePoliciesTooLarge } from './problems';
import { limitOf, MOST_INLINE_CHARACTERS } from './size-limits';

/**
 * What AWS would refuse of an inline policy of a role that is about to be made.
 *
 * @param characters how many it will have, where that is not what it has now
 * @param others how many the role's other inline policies have
 */
export function inlinePolicyProblems(
  policy: PolicyDocument,
  characters = policy.characters,
  others = 0,
): Problem[] {
  const problems = PolicyValidator.validateInline([policy]).filter(isError).map(problemOf);
  const isTooLarge = problems.length === 0 && characters + others > MOST_INLINE_CHARACTERS;
  const parts = Math.ceil(characters / limitOf(PolicyType.IDENTITY).most);
  return isTooLarge
    ? [inlinePoliciesTooLarge(characters, MOST_INLINE_CHARACTERS - others, parts, others)]
    : problems;
}

/** What AWS would refuse of a policy that is about to be made. */
export function policyProblems(policy: PolicyDocument, type: PolicyType): Problem[] {
  return PolicyValidator.validate(policy, type).filter(isError).map(problemOf);
}

function isError({ severity }: PolicyFinding): boolean {
  return severity === PolicySeverity.ERROR;
}

function problemOf({ rule, path, message }: PolicyFinding): Problem {
  return { code: rule, message: path === '' ? message : `${path}: ${message}` };
}
