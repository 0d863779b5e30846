import { createRequire } from 'module';
import { Problem } from '../problem';
import { LinePositions, Position } from './line-positions';
import { Path } from './path';
import { tooLargeForYaml } from './problems';
import { Reading, Spot, unreadable } from './reading';
import { NotSimple } from './simple-cursor';
import { readSimply } from './simple-reading';

export type { Position };

/** Something in a file, and where. */
export interface Written {
  readonly path: Path;
  readonly position: Position;
  /** Whether the key is meant, rather than what it holds. */
  readonly atKey: boolean;
  /** What tells it from all else that is written, whichever alias leads to it. */
  readonly origin: number;
}

/** What is wrong with a text, whatever its values are. */
export interface TextProblem extends Written {
  readonly problem: Problem;
}

/** A text in the file. */
export interface WrittenText extends Written {
  readonly text: string;
}

/** As many characters as are read in which anything of YAML may stand. */
const MOST_OF_YAML = 1024 * 1024;

const load = createRequire(__filename);

/** A configuration as it was written: its values, and where each of them stands. */
export class Source {
  /** Nothing where the text cannot be read. */
  public readonly data: unknown;

  /** What is wrong with the text. Where it cannot be read, that is the first thing that keeps it from being. */
  public readonly problems: readonly TextProblem[];

  /** The values and keys that another program may have been meant to put something into, each where it is written. */
  public readonly markedTexts: readonly WrittenText[];

  private readonly reading: Reading;
  private readonly positions: LinePositions;

  /** Reads YAML, of which JSON is a part. Nothing in it is evaluated. Lines may end as they do elsewhere. */
  public constructor(given: string) {
    const text = given.replace(/\r\n/g, '\n');
    this.reading = read(text);
    this.positions = new LinePositions(text);
    this.data = this.reading.data;
    this.problems = this.reading.problems.map((one) => this.written(one));
    this.markedTexts = this.reading.markedTexts.map((one) => this.written(one));
  }

  /** Where a value stands, or the nearest thing around it that is there. */
  public locate(path: Path, atKey = false): Position {
    return this.positions.of(this.reading.offsetOf(path, atKey));
  }

  /** What tells a value from all else that is written. What an alias stands for is one value. */
  public originOf(path: Path): number {
    return this.reading.originOf(path);
  }

  private written<T extends Spot>({
    offset,
    ...rest
  }: T): Omit<T, 'offset'> & { readonly position: Position } {
    return { ...rest, position: this.positions.of(offset) };
  }
}

/** Some texts need much more of the machine than they are long, when all of YAML is read in them. */
function read(text: string): Reading {
  const reading = readSimply(text);
  if (!(reading instanceof NotSimple)) return reading;
  return text.length > MOST_OF_YAML
    ? unreadable(tooLargeForYaml(MOST_OF_YAML), reading.offset)
    : readAsYaml(text);
}

/** The reader of all that YAML has takes long to load, and most configurations need none of it. */
function readAsYaml(text: string): Reading {
  const reader = load('./yaml-reading') as typeof import('./yaml-reading');
  return reader.readAsYaml(text);
}
