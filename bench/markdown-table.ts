/** A column of a table. */
export interface Column {
  readonly head: string;
  readonly isText?: boolean;
}

/** A table in Markdown, which can be read as it stands. */
export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const heads = columns.map(({ head }) => head);
  const widths = columns.map((_, index) => Math.max(...[heads, ...rows].map((row) => row[index].length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => align(cell, widths[index], columns[index].isText)).join(' | ')} |`;
  const rule = widths.map((width, index) =>
    columns[index].isText ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

function align(cell: string, width: number, isText = false): string {
  return isText ? cell.padEnd(width) : cell.padStart(width);
}
