/** How a command ended. */
export enum ExitStatus {
  /** No error was found; there may be warnings. */
  OK = 0,

  /** An error was found. */
  FINDINGS = 1,

  /** The call itself was wrong. */
  WRONG_CALL = 2,
}
