/** A place in a text as people count: lines and columns from one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the lines and columns of offsets in a text. */
export class LinePositions {
  private known?: readonly number[];

  public constructor(private readonly text: string) {}

  public of(offset: number): Position {
    const index = this.lineOf(offset);
    return { line: index + 1, column: offset - this.starts[index] + 1 };
  }

  /** The last line that starts at the offset or before it. */
  private lineOf(offset: number): number {
    let [first, last] = [0, this.starts.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if (this.starts[middle] <= offset) first = middle;
      else last = middle - 1;
    }
    return first;
  }

  private get starts(): readonly number[] {
    return (this.known ??= startsOfLines(this.text));
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
