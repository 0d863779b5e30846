/** Something that is published. */
export interface Piece {
  /** The word by which a call asks for it. */
  readonly name: string;
  readonly title: string;
  /** What this machine lacks for it, and how to get that; nothing where it can be made. */
  missing(): string | undefined;
  /** Makes it in a folder, and answers the files or folders that it is. */
  make(folder: string): readonly string[];
}
