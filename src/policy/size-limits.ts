import { PolicyType } from './policy-type';

/** How large a sort of policy may be. */
export interface SizeLimit {
  readonly most: number;
  /** Whether white space between its parts counts, or bytes do. */
  readonly counts: 'characters' | 'written' | 'bytes';
  /** What the limit is of. */
  readonly name: string;
}

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 */
const LIMITS: Readonly<Record<PolicyType, SizeLimit>> = {
  [PolicyType.IDENTITY]: { most: 6144, counts: 'characters', name: 'a managed policy' },
  [PolicyType.TRUST]: { most: 2048, counts: 'characters', name: 'a trust policy' },
  [PolicyType.RESOURCE]: { most: 20480, counts: 'written', name: 'the policy of a secret or function' },
  [PolicyType.KMS_KEY]: { most: 32768, counts: 'bytes', name: 'a key policy' },
  [PolicyType.ENDPOINT]: { most: 20480, counts: 'written', name: 'an endpoint policy' },
};

/** What all inline policies of a role may have together. */
export const MOST_INLINE_CHARACTERS = 10_240;

/**
 * What of these an application's own policies take: network interfaces, secrets, a key, and a master secret that is a parameter, as
 * they were seen in roles of applications, with some more for long names.
 */
export const INLINE_CHARACTERS_OF_APPLICATION = 1_240;

export function limitOf(type: PolicyType): SizeLimit {
  return LIMITS[type];
}
