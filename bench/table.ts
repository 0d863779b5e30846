import { Column, markdownTable } from './markdown-table';
import { Result } from './measurement';
import { ratio } from './ratio';

interface Figure extends Column {
  readonly cell: (result: Result, all: readonly Result[]) => string | undefined;
}

const COLUMNS: readonly Figure[] = [
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

/** Everything that was measured. Each task's first program is compared with the others. */
export function tableOf(results: readonly Result[]): string {
  return markdownTable(
    COLUMNS,
    results.map((result) => COLUMNS.map(({ cell }) => cell(result, results) ?? '')),
  );
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
