import { PUBLISHING_PARTITIONS, RotationApplication } from '../catalogue';
import { APPLICATIONS } from '../catalogue/find-application';
import { ApplicationRuntime, endOf, runtimeOf } from '../catalogue/runtime';
import { Command } from './command';
import { ExitStatus } from './exit-status';
import { table } from './table';

const NOTES = `The versions are pins; "applicationVersion" in the configuration names another. Under them stands the Lambda runtime of each, as
far as it is known, and the day on which Lambda ends to support it.
Exit status: 0`;

const PARTITIONS = PUBLISHING_PARTITIONS.map(({ name }) => name);

const HEADINGS = ['ENGINE', 'STRATEGY', 'APPLICATION', 'PORT', 'MASTER SECRET', ...PARTITIONS];

const RUNTIME_HEADINGS = ['VERSION', 'OF', 'IN', 'RUNTIME', 'ENDS'];

/** The versions for Db2 are counted apart. */
const DB2 = 'db2';

export const applications: Command = {
  name: 'applications',
  summary: 'print the rotation applications that are known, and their versions',
  options: [{ flags: '--json', description: 'print the catalogue as JSON' }],
  example: 'secret-rotation applications',
  notes: NOTES,
  run: ({ values: { json }, terminal }) => {
    terminal.out(json ? `${JSON.stringify(APPLICATIONS.map(withRuntimes), null, 2)}\n` : tables());
    return ExitStatus.OK;
  },
};

function tables(): string {
  return `${table(HEADINGS, APPLICATIONS.map(row))}\n${table(RUNTIME_HEADINGS, runtimeRows())}`;
}

/** Each pinned version once. */
function runtimeRows(): string[][] {
  const rows = APPLICATIONS.flatMap(({ engine, versions }) =>
    Object.entries(versions).map(([partition, version]): string[] => {
      const runtime = runtimeOf(engine, version, partition);
      return [
        version,
        engine === DB2 ? DB2 : 'all but db2',
        partition,
        runtime?.name ?? 'not known',
        runtime ? endOf(runtime) : 'not known',
      ];
    }),
  );
  const distinct = new Map(rows.map((cells) => [cells.join(), cells]));
  return [...distinct.values()].sort(([one], [other]) => other.localeCompare(one, 'en', { numeric: true }));
}

function withRuntimes(application: RotationApplication): object {
  const runtimes = Object.entries(application.versions).map(
    ([partition, version]): [string, ApplicationRuntime?] => [
      partition,
      runtimeOf(application.engine, version, partition),
    ],
  );
  return { ...application, runtimes: Object.fromEntries(runtimes) };
}

function row(application: RotationApplication): string[] {
  const { engine, strategy, name, defaultPort, versions } = application;
  return [
    engine ?? '-',
    strategy ?? '-',
    name,
    `${defaultPort ?? '-'}`,
    masterSecretWord(application),
    ...PARTITIONS.map((partition) => versions[partition] ?? '-'),
  ];
}

function masterSecretWord({ requiresMasterSecret, takesMasterSecret }: RotationApplication): string {
  if (requiresMasterSecret) return 'required';
  return takesMasterSecret ? 'optional' : 'none';
}
