/** Something that was found in a configuration file. */
export interface ConfigFinding {
  /**
   * The rule's name.
   *
   * @see https://github.com/cdktf-secret-rotation/cdktf-secret-rotation/blob/main/docs/config-rules.md
   */
  readonly rule: string;

  /** How much it weighs: `error` or `warning`. */
  readonly severity: string;

  /** Where it is, for example `stacks.production.networks.private.subnetIds[0]`; empty for the file as a whole. */
  readonly path: string;

  /** What is wrong, what was given, what is allowed and what to do. */
  readonly message: string;

  /**
   * The file, where the configuration is in several.
   *
   * @default - the configuration is in one file
   */
  readonly file?: string;

  /**
   * The line in the file, from 1.
   *
   * @default - it is about no line
   */
  readonly line?: number;

  /**
   * The column in the line, from 1.
   *
   * @default - it is about no line
   */
  readonly column?: number;
}
