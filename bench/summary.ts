import { markdownTable } from './markdown-table';
import { Result } from './measurement';
import { ratio } from './ratio';

/** Programs that the first one of a task is compared with, by the beginnings of their names. */
const OTHERS = [
  { head: 'hand-written', start: 'hand-written' },
  { head: 'AWS CDK', start: 'aws-cdk-lib' },
];

const COLUMNS = [
  { head: 'CPU seconds to', isText: true },
  { head: 'this package' },
  ...OTHERS.flatMap(({ head }) => [{ head }, { head: 'ratio' }]),
];

/** What README shows of it: this package beside those that somebody would use instead. */
export function summaryOf(results: readonly Result[]): string {
  const references = results.filter(({ measurement }) => measurement.isReference);
  const compared = references.map((reference) => rowOf(reference, results)).filter((row) => row[2] !== '');
  return markdownTable(COLUMNS, compared);
}

function rowOf(reference: Result, all: readonly Result[]): string[] {
  const { task } = reference.measurement;
  const others = OTHERS.flatMap(({ start }) => {
    const other = all.find(
      ({ measurement }) => measurement.task === task && measurement.program.startsWith(start),
    );
    return other === undefined ? ['', ''] : [seconds(other), ratio(other, all)!.toFixed(2)];
  });
  return [task, seconds(reference), ...others];
}

function seconds({ usage }: Result): string {
  return usage.cpu.toFixed(2);
}
