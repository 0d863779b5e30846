/** A finding as a command reports it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly message: string;
  /** What IAM Access Analyzer calls it. */
  readonly accessAnalyzer?: string;
  /** The file that it is in, where there are several. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The resource of a Terraform plan that it is in. */
  readonly address?: string;
  /** The attribute of that resource. */
  readonly attribute?: string;
}

/** What a rule is about, for formats that explain their findings. */
export interface ReportedRule {
  readonly id: string;
  readonly severity: string;
  readonly what: string;
  readonly why: string;
  readonly accessAnalyzer?: readonly string[];
  /** How much services for code scanning make of it, out of 10. */
  readonly securitySeverity?: string;
}
