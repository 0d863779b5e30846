import { STRING } from './json-token';
import { Path, pathKey } from './path';

/** A place in a text, both counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A list or mapping that is being read. */
interface Container {
  readonly isList: boolean;
  /** The key or index of what is read next. */
  at: string | number;
}

const TOKENS = new RegExp(`(${STRING})(\\s*:)?|[[\\]{},]|[^\\s[\\]{},:"]+`, 'g');

const START: TextPosition = { line: 1, column: 1 };

/** Where values stand in JSON that is known to be well formed. */
export class JsonPositions {
  private readonly offsets = new Map<string, number>();

  /** Reads a text for the places of some values alone. What is not there stands where the nearest thing around it does. */
  public constructor(
    private readonly text: string,
    paths: readonly Path[],
  ) {
    const wanted = new Set(
      paths.flatMap((path) => path.map((_, index) => pathKey(path.slice(0, index + 1)))),
    );
    if (wanted.size > 0) this.search(wanted);
  }

  public of(path: Path): TextPosition {
    const lengths = path.map((_, index) => path.length - index);
    const key = lengths.map((length) => pathKey(path.slice(0, length))).find((one) => this.offsets.has(one));
    return key === undefined ? START : this.positionOf(this.offsets.get(key)!);
  }

  private search(wanted: ReadonlySet<string>): void {
    const open: Container[] = [];
    for (const match of this.text.matchAll(TOKENS)) {
      const [token, string, colon] = match;
      if (colon !== undefined) open[open.length - 1].at = JSON.parse(string);
      else if (token === ',') nextItem(open[open.length - 1]);
      else if (token === '}' || token === ']') open.pop();
      else this.found(token, match.index, open, wanted);
    }
  }

  private found(token: string, offset: number, open: Container[], wanted: ReadonlySet<string>): void {
    const key = pathKey(open.map(({ at }) => at));
    if (wanted.has(key)) this.offsets.set(key, offset);
    if (token === '{' || token === '[') open.push({ isList: token === '[', at: token === '[' ? 0 : '' });
  }

  private positionOf(offset: number): TextPosition {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    return { line, column: offset - before.lastIndexOf('\n') };
  }
}

function nextItem(container: Container): void {
  if (container.isList) container.at = Number(container.at) + 1;
}
