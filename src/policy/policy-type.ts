/** What a policy belongs to, which decides what it has to hold and how large it may be. */
export enum PolicyType {
  /** A user, group or role. */
  IDENTITY = 'identity',

  /** A role, for those who assume it. */
  TRUST = 'trust',

  /** A secret, function, bucket, queue or topic. */
  RESOURCE = 'resource',

  /** A KMS key. */
  KMS_KEY = 'kms-key',

  /** A VPC endpoint. */
  ENDPOINT = 'endpoint',
}
