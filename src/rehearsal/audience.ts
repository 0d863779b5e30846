/** Who is told how a rehearsal goes. */
export interface Audience {
  /** What is being done from now on. */
  begins(step: string): void;

  /** A part of it that is done. */
  sees(line: string): void;

  /** What was found out. */
  hears(result: string): void;
}
