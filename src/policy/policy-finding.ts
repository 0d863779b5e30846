/** How much a finding weighs. */
export enum PolicySeverity {
  /** AWS refuses the policy, or it does not do what it says. */
  ERROR = 'error',

  /** The policy works, and allows more than it should. */
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
}
