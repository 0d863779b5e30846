import { PolicyDocument } from '../policy/policy-document';
import { PolicyType } from '../policy/policy-type';

/** A policy that a configuration involves. */
export interface InvolvedPolicy {
  /** A file's name for it, which no other policy of the configuration has: with the stack's folder where it is of one stack. */
  readonly file: string;
  readonly type: PolicyType;
  readonly policy: PolicyDocument;
  /** Whether it is an inline policy of a role, whose limit is its own. */
  readonly isInline?: boolean;
  /** Who or what gets it. */
  readonly owner: string;
  /** Who gives it to them, and what to mind. */
  readonly how: string;
  /** What it cannot keep from whoever has it. */
  readonly remains?: readonly string[];
}

/** A policy that is too large for a managed one, in several that fit. */
export function inParts({ file, policy, how, ...rest }: InvolvedPolicy): InvolvedPolicy[] {
  const parts = policy.split();
  if (parts.length === 1) return [{ file, policy, how, ...rest }];
  return parts.map((part, index) => ({
    ...rest,
    file: numbered(file, index + 1),
    policy: part,
    how: `${how}, part ${index + 1} of ${parts.length}: all of them are needed`,
    remains: index === 0 ? rest.remains : undefined,
  }));
}

/** The name of a file, told apart from others by a number. */
export function numbered(file: string, number: number): string {
  return file.replace(/(?=\.json$)/, `-${number}`);
}
