/** Columns under their headings, as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => widthOf(lines, column));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A table may have more lines than a function may have arguments. */
function widthOf(lines: readonly (readonly string[])[], column: number): number {
  return lines.reduce((most, line) => Math.max(most, line[column].length), 0);
}
