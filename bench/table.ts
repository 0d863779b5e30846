import { Result } from './measurement';

interface Column {
  readonly head: string;
  readonly cell: (result: Result, all: readonly Result[]) => string | undefined;
  readonly isText?: boolean;
}

const COLUMNS: readonly Column[] = [
  { head: 'task', cell: ({ measurement }) => measurement.task, isText: true },
  { head: 'program', cell: ({ measurement }) => measurement.program, isText: true },
  { head: 'CPU s', cell: ({ usage }) => usage.cpu.toFixed(2) },
  { head: 'wall s', cell: ({ usage }) => usage.wall.toFixed(2) },
  { head: 'peak MB', cell: ({ usage }) => usage.peak?.toFixed(0) },
  { head: 'CPU ms per further secret', cell: (result, all) => furtherSecret(result, all)?.toFixed(2) },
  { head: 'bytes per secret', cell: ({ output, ...result }) => perSecret(output?.bytes, result)?.toFixed(0) },
  {
    head: 'resources per secret',
    cell: ({ output, ...result }) => perSecret(output?.resources, result)?.toFixed(2),
  },
  { head: 'this package / it, CPU', cell: (result, all) => ratio(result, all)?.toFixed(2) },
  { head: 'goal', cell: ({ measurement }) => measurement.goal?.toString() },
];

/** A table in Markdown, in which each task's first program is compared with the others. */
export function tableOf(results: readonly Result[]): string {
  const rows = [
    COLUMNS.map(({ head }) => head),
    ...results.map((result) => COLUMNS.map(({ cell }) => cell(result, results) ?? '')),
  ];
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => align(cell, widths[index], COLUMNS[index].isText)).join(' | ')} |`;
  const rule = widths.map((width, index) =>
    COLUMNS[index].isText ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(rows[0]), line(rule), ...rows.slice(1).map(line)].join('\n');
}

function align(cell: string, width: number, isText = false): string {
  return isText ? cell.padEnd(width) : cell.padStart(width);
}

/** What a program takes for each secret after the first. */
function furtherSecret({ measurement, usage }: Result, all: readonly Result[]): number | undefined {
  const { fleet, program, task } = measurement;
  const first = all.find(
    ({ measurement: other }) =>
      other.fleet?.secrets === 1 && other.program === program && other.task !== task,
  );
  if (fleet === undefined || first === undefined) return undefined;
  return ((usage.cpu - first.usage.cpu) * 1000) / (fleet.secrets - 1);
}

function perSecret(
  total: number | undefined,
  { measurement }: Pick<Result, 'measurement'>,
): number | undefined {
  return total === undefined ? undefined : total / (measurement.fleet?.secrets ?? NaN);
}

function ratio({ measurement, usage }: Result, all: readonly Result[]): number | undefined {
  if (measurement.isReference) return undefined;
  const reference = all.find(
    ({ measurement: { task, isReference } }) => isReference && task === measurement.task,
  );
  return reference === undefined ? undefined : reference.usage.cpu / usage.cpu;
}
