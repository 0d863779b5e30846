import { Problem } from '../problem';
import { Path } from './path';

/** Something in a text, and where. */
export interface Spot {
  readonly path: Path;
  readonly offset: number;
  /** Whether the key is meant, rather than what it holds. */
  readonly atKey: boolean;
  /** What tells it from all else that is written, whichever alias leads to it. */
  readonly origin: number;
}

export interface ProblemSpot extends Spot {
  readonly problem: Problem;
}

export interface TextSpot extends Spot {
  readonly text: string;
}

/** What a reader has made of a text. */
export interface Reading {
  /** Nothing where the text cannot be read. */
  readonly data?: unknown;
  /** What is wrong with the text. Where it cannot be read, that is the first thing that keeps it from being. */
  readonly problems: readonly ProblemSpot[];
  /** The values and keys that another program may have been meant to put something into. */
  readonly markedTexts: readonly TextSpot[];
  /** Where a value stands, or the nearest thing around it that is there. */
  offsetOf(path: Path, atKey: boolean): number;
  /** What tells a value from all else that is written. What an alias stands for is one value. */
  originOf(path: Path): number;
}

/** What is left of a text that cannot be read. */
export function unreadable(problem: Problem, offset: number): Reading {
  return {
    problems: [{ problem, path: [], offset, atKey: false, origin: offset }],
    markedTexts: [],
    offsetOf: () => 0,
    originOf: () => 0,
  };
}
