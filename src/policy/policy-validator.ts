import { inlinePoliciesTooLarge } from './problems';
import { judgeData, judged, judgeText } from './check/judge';
import { Located } from './check/location';
import { PolicyDocument } from './policy-document';
import { PolicyFinding } from './policy-finding';
import { PolicyType } from './policy-type';
import { MOST_INLINE_CHARACTERS } from './size-limits';

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
    return judgeText(text, { type: policyType ?? PolicyType.IDENTITY }).map(({ finding }) => finding);
  }

  /**
   * The findings about a policy.
   *
   * @param policy the policy
   * @param policyType what the policy belongs to; by default an identity
   */
  public static validate(policy: PolicyDocument, policyType?: PolicyType): PolicyFinding[] {
    const subject = { type: policyType ?? PolicyType.IDENTITY };
    return judgeData(policy.toJson(), subject).map(({ finding }) => finding);
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
      ...judged(ofSize, PolicyType.IDENTITY).map(({ finding }) => finding),
      ...ofContent.filter(({ rule }) => rule !== 'PolicyTooLarge'),
    ];
  }

  private constructor() {}
}
