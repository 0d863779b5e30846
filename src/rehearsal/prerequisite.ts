/** Something that a rotation needs, and whether it was there when the secret was rotated. */
export interface Prerequisite {
  readonly name: string;
  readonly holds: boolean;
  /** What was found, for people. */
  readonly found: string;
}
