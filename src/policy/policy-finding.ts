/** How much a finding weighs. */
export enum PolicySeverity {
  /** AWS refuses the policy, or IAM Access Analyzer calls it an error. */
  ERROR = 'error',

  /** AWS takes the policy, which allows more than it should, or less than it says. */
  WARNING = 'warning',
}

/** Something wrong with a policy. */
export interface PolicyFinding {
  /**
   * The rule's id, for example `ActionUnknown`.
   */
  readonly rule: string;

  /**
   * How much the finding weighs.
   */
  readonly severity: PolicySeverity;

  /**
   * The place in the policy, for example `Statement[0].Action[1]`; empty for the whole of it.
   */
  readonly path: string;

  /**
   * What is wrong, and what to do about it.
   */
  readonly message: string;

  /**
   * What IAM Access Analyzer calls the same, for example `INVALID_ACTION`.
   *
   * @default - it has no check for it
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
   */
  readonly accessAnalyzer?: string;
}
