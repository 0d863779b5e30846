import { inlinePoliciesTooLarge, policyMoreFindings, policyTooManyStatements } from './problems';
import { Problem } from '../problem';
import { isMapping } from '../text/mapping';
import { formatPath, Located } from './check/location';
import { viewOf } from './check/policy-view';
import { readJson } from '../text/read-json';
import { ruleFindings } from './check/rules';
import { severityOf } from './check/severity';
import { schemaFindings } from './check/schema-findings';
import { countCharacters, sizeFindings } from './check/size';
import { PolicyDocument } from './policy-document';
import { PolicyFinding } from './policy-finding';
import { PolicyType } from './policy-type';
import { limitOf, MOST_INLINE_CHARACTERS } from './size-limits';

/** What is far too large for its type is not looked into: its size is what is wrong with it. */
const MOST_JUDGED_CHARACTERS = 16_384;

/** A statement of a few words has 33 characters, so that a policy that is not too large has fewer. */
const MOST_STATEMENTS = 1_000;

/** Nobody reads more; a file of the allowed size could hold a hundred thousand. */
const MOST_FINDINGS = 100;

/**
 * Finds what is wrong with IAM policies: what AWS would refuse, what it would accept although it does nothing, and what
 * allows more than was meant. Values that Terraform puts in later pass everywhere.
 *
 * All findings are returned at once, and one cause is one finding. Nothing is thrown for what a policy holds.
 */
export class PolicyValidator {
  /**
   * The findings about a policy's JSON text.
   *
   * @param text the text, of at most 262,144 characters
   * @param policyType what the policy belongs to; by default an identity
   */
  public static validateText(text: string, policyType?: PolicyType): PolicyFinding[] {
    const type = policyType ?? PolicyType.IDENTITY;
    const { data, problems } = readJson(text);
    const ofContent = data === undefined ? [] : located(data, type);
    return findings([...problems, ...ofContent], type);
  }

  /**
   * The findings about a policy.
   *
   * @param policy the policy
   * @param policyType what the policy belongs to; by default an identity
   */
  public static validate(policy: PolicyDocument, policyType?: PolicyType): PolicyFinding[] {
    const type = policyType ?? PolicyType.IDENTITY;
    return findings(located(policy.toJson(), type), type);
  }

  /**
   * The findings about the inline policies of one role. They may have 10,240 characters together.
   *
   * @param policies all inline policies of the role
   */
  public static validateInline(policies: PolicyDocument[]): PolicyFinding[] {
    const characters = policies.reduce((sum, policy) => sum + policy.characters, 0);
    const parts = policies.flatMap((policy) => policy.split()).length;
    const ofSize: Located[] =
      characters > MOST_INLINE_CHARACTERS
        ? [{ path: [], problem: inlinePoliciesTooLarge(characters, MOST_INLINE_CHARACTERS, parts) }]
        : [];
    const ofContent = policies.flatMap((policy) => PolicyValidator.validate(policy));
    return [
      ...findings(ofSize, PolicyType.IDENTITY),
      ...ofContent.filter(({ rule }) => rule !== 'PolicyTooLarge'),
    ];
  }

  private constructor() {}
}

function located(data: unknown, type: PolicyType): Located[] {
  const characters = countCharacters(data);
  const ofSize = sizeFindings(characters, type);
  if (characters > Math.max(MOST_JUDGED_CHARACTERS, limitOf(type).most)) return ofSize;
  const statements = statementCount(data);
  if (statements > MOST_STATEMENTS) {
    return [{ path: ['Statement'], problem: policyTooManyStatements(statements, MOST_STATEMENTS) }];
  }
  const ofSchema = schemaFindings(data, type);
  if (!isMapping(data)) return ofSchema;
  return [...ofSize, ...ofSchema, ...ruleFindings(viewOf(data, type, ofSchema))];
}

function statementCount(data: unknown): number {
  return isMapping(data) && Array.isArray(data.Statement) ? data.Statement.length : 1;
}

function findings(all: readonly Located[], type: PolicyType): PolicyFinding[] {
  const sorted = [...all].sort(byPath);
  const left = sorted.length - MOST_FINDINGS;
  const more: Located[] = left > 0 ? [{ path: [], problem: policyMoreFindings(left) }] : [];
  return [...sorted.slice(0, MOST_FINDINGS), ...more].map((one) => finding(one, type));
}

function finding({ problem, path, severity }: Located, type: PolicyType): PolicyFinding {
  const { code, message }: Problem = problem;
  return { rule: code, severity: severity ?? severityOf(code, type), path: formatPath(path), message };
}

/** In the order of statements and lists; what is said of the whole comes first. */
function byPath({ path: one }: Located, { path: other }: Located): number {
  const at = one.findIndex((segment, index) => segment !== other[index]);
  if (at < 0 || at >= other.length) return one.length - other.length;
  const [first, second] = [one[at], other[at]];
  if (first === 'Statement' || second === 'Statement') return first === 'Statement' ? 1 : -1;
  if (typeof first === 'number' && typeof second === 'number') return first - second;
  return String(first) < String(second) ? -1 : 1;
}
