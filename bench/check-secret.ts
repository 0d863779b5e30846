/**
 * How long the check of a secret takes at its longest: `npm run bench:secret`.
 *
 * Each secret has the most bytes that Secrets Manager stores, and all of it in one place: in a value that a rule judges, in numbers,
 * blanks, keys or brackets. It prints the time of each for each engine's slowest strategy, longest first.
 */
import { performance } from 'perf_hooks';
import { checkSecret } from '../src/secret/check-secret';
import { MOST_BYTES } from '../src/secret/read-secret';
import { ENGINES, STRATEGIES } from '../src/secret/subject';

/** Of several runs the fastest counts: the rest is what else the machine did. */
const RUNS = 3;

/** What makes a pattern that is not linear take long: the same over and over, and at the end what does not fit. */
const PARTS = [
  'a',
  'a.',
  '.',
  '-',
  '1.',
  '0',
  ':',
  '%',
  'localhost.',
  '_clone',
  ' ',
  '\\\\',
  "'",
  'ü',
  '!',
  'rds!',
  '\\u0000',
];

const ENDS = ['?', ' x', ''];

const KEYS = ['engine', 'host', 'username', 'password', 'dbname', 'port', 'ssl', 'masterarn'];

const RIGHT = '"engine":"mysql","host":"db","username":"orders","password":"p","dbname":"d"';

function filled(head: string, part: string, tail: string): string {
  const room = MOST_BYTES - Buffer.byteLength(head + tail);
  return `${head}${part.repeat(Math.floor(room / Buffer.byteLength(part)))}${tail}`;
}

function hostileSecrets(): [string, string][] {
  const values = KEYS.flatMap((key) =>
    PARTS.flatMap((part) =>
      ENDS.map((end): [string, string] => [
        `${JSON.stringify(part)} and ${JSON.stringify(end)} under ${key}`,
        filled(`{${RIGHT},"${key}":"`, part, `${end}"}`),
      ]),
    ),
  );
  return [
    ...values,
    ['blanks', filled(`{${RIGHT},"port"`, ' ', ':1}')],
    ['blanks without an end', filled(`{${RIGHT},"port"`, ' ', '')],
    ['texts without an end', filled(`{${RIGHT}`, ',"a', '')],
    ['keys', filled(`{${RIGHT}`, ',"a":1', '}')],
    ['digits', filled(`{${RIGHT},"port":`, '1', '}')],
    ['lists', filled('', '[', '')],
  ];
}

function longest(secret: string, engine: string): number {
  const times = STRATEGIES.map((strategy) =>
    Math.min(
      ...Array.from({ length: RUNS }, () => {
        const start = performance.now();
        checkSecret({ secret, engine, strategy, master: secret });
        return performance.now() - start;
      }),
    ),
  );
  return Math.max(...times);
}

const rows = hostileSecrets().flatMap(([name, secret]) =>
  ENGINES.map((engine) => ({ name, engine, time: longest(secret, engine) })),
);
rows
  .sort((one, other) => other.time - one.time)
  .slice(0, 10)
  .forEach(({ name, engine, time }) => console.log(`${time.toFixed(1).padStart(8)} ms  ${engine}: ${name}`));
