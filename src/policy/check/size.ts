import { policyFitsInlineOnly, policyTooLarge } from '../problems';
import { PolicySeverity } from '../policy-finding';
import { PolicyType } from '../policy-type';
import { limitOf, MOST_INLINE_CHARACTERS } from '../size-limits';
import { Located } from './location';

/** How large a policy is, by what each service counts. */
export interface PolicySize {
  /** Without the white space between its parts. */
  readonly characters: number;
  /** As it is written; the same where it is not written yet. */
  readonly written: number;
  readonly bytes: number;
}

const CODES: Readonly<Record<PolicyType, string>> = {
  [PolicyType.IDENTITY]: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
  [PolicyType.TRUST]: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
  [PolicyType.RESOURCE]: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  [PolicyType.KMS_KEY]: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  [PolicyType.ENDPOINT]: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
};

/** The size of a policy, and of the text that it was read from. */
export function sizeOf(data: unknown, text?: string): PolicySize {
  const known = knownPart(JSON.stringify(data) ?? '');
  return {
    characters: known.length,
    written: text === undefined ? known.length : knownPart(text).length,
    bytes: Buffer.byteLength(known),
  };
}

/** A variable of IAM counts; what Terraform puts in may be of any length, so it counts as nothing. */
function knownPart(text: string): string {
  return text.includes('{') ? text.replace(/[$#]\{(?![A-Za-z0-9-]+:)[^{}"]*\}/g, '') : text;
}

export function sizeFindings(size: PolicySize, type: PolicyType): Located[] {
  const { most, name, counts } = limitOf(type);
  if (size[counts] <= most) return [];
  const [problem, severity] =
    type === PolicyType.IDENTITY && size.characters <= MOST_INLINE_CHARACTERS
      ? [policyFitsInlineOnly(sizeText(size, type), most), PolicySeverity.WARNING]
      : [policyTooLarge(sizeText(size, type), most, name), PolicySeverity.ERROR];
  return [{ path: [], problem, severity, accessAnalyzer: CODES[type] }];
}

function sizeText({ characters, written, bytes }: PolicySize, type: PolicyType): string {
  const texts = {
    characters: `${characters} characters without white space`,
    written: `${written} characters with its white space, which counts`,
    bytes: `${bytes} bytes without white space`,
  };
  return texts[limitOf(type).counts];
}
