import { isCollection, LineCounter } from 'yaml';
import { Problem } from '../problem';
import { Path } from './path';
import { readYaml, Unreadable, YamlDocument } from './yaml-document';
import { YamlPlaces } from './yaml-places';
import { isMarked, problemsOfNode } from './yaml-remarks';
import { WrittenNode } from './yaml-walk';

export interface Position {
  readonly line: number;
  readonly column: number;
}

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

/** A configuration as it was written: its values, and where each of them stands. */
export class Source {
  /** Nothing where the text cannot be read. */
  public readonly data: unknown;

  /** What is wrong with the text. Where it cannot be read, that is the first thing that keeps it from being. */
  public readonly problems: readonly TextProblem[] = [];

  /** The values and keys that another program may have been meant to put something into, each where it is written. */
  public readonly markedTexts: readonly WrittenText[] = [];

  private readonly lineCounter: LineCounter;
  private readonly places?: YamlPlaces;

  /** Reads YAML, of which JSON is a part. Nothing in it is evaluated. */
  public constructor(private readonly text: string) {
    this.lineCounter = countLines(text);
    const document = this.read();
    if (document instanceof Unreadable) {
      this.problems = [this.fatal(document)];
    } else {
      this.data = document.data;
      this.places = new YamlPlaces(document);
      this.problems = document.written.flatMap((one) => this.problemsOf(one));
      this.markedTexts = document.written
        .filter(({ node }) => isMarked(node))
        .map((one) => this.markedText(one));
    }
  }

  /** Where a value stands, or the nearest thing around it that is there. */
  public locate(path: Path, atKey = false): Position {
    return this.position(this.places?.offsetOf(path, atKey) ?? 0);
  }

  /** What tells a value from all else that is written. What an alias stands for is one value. */
  public originOf(path: Path): number {
    return this.places?.originOf(path) ?? 0;
  }

  private read(): YamlDocument | Unreadable {
    try {
      return readYaml(this.text, (one) => isMarked(one.node) || problemsOfNode(one, this.text).length > 0);
    } catch (error) {
      if (error instanceof Unreadable) return error;
      throw error;
    }
  }

  private fatal({ problem, offset }: Unreadable): TextProblem {
    return { problem, path: [], position: this.position(offset), atKey: false, origin: offset };
  }

  private problemsOf(one: WrittenNode): TextProblem[] {
    return problemsOfNode(one, this.text).map((problem) => ({ problem, ...this.place(one) }));
  }

  private markedText(one: WrittenNode): WrittenText {
    const { value } = one.node as { readonly value?: unknown };
    return { text: String(value), ...this.place(one) };
  }

  /** A key that is no text makes nonsense of the mapping that it is in. */
  private place({ node, path, isKey }: WrittenNode): Written {
    const origin = node.range?.[0] ?? 0;
    const isOfMapping = isKey && isCollection(node);
    return {
      path: isOfMapping ? path.slice(0, -1) : path,
      position: this.position(origin),
      atKey: isKey && !isOfMapping,
      origin,
    };
  }

  private position(offset: number): Position {
    const { line, col } = this.lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function countLines(text: string): LineCounter {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) counter.addNewLine(index + 1);
  return counter;
}
