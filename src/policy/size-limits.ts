import { PolicyType } from './policy-type';

/** The most characters that a sort of policy may have, white space between its parts not counted. */
export interface SizeLimit {
  readonly most: number;
  /** What the limit is of. */
  readonly name: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LIMITS: Readonly<Record<PolicyType, SizeLimit>> = {
  [PolicyType.IDENTITY]: { most: 6144, name: 'a managed policy' },
  [PolicyType.TRUST]: { most: 2048, name: 'a trust policy' },
  [PolicyType.RESOURCE]: { most: 20480, name: 'the policy of a secret or function' },
  [PolicyType.KMS_KEY]: { most: 32768, name: 'a key policy' },
  [PolicyType.ENDPOINT]: { most: 20480, name: 'an endpoint policy' },
};

/** What all inline policies of a role may have together. */
export const MOST_INLINE_CHARACTERS = 10_240;

export function limitOf(type: PolicyType): SizeLimit {
  return LIMITS[type];
}
