import { stringify } from 'yaml';
import { configurationOf } from '../support/config-cases';
import { call } from './terminal';

const PASSWORD = 'hunter2hunter2';

const URL = `mysql://orders:${PASSWORD}@db/orders`;

const SECRET = JSON.stringify({ username: 'orders', password: PASSWORD });

const SINGLE_USER = ['--engine', 'mysql', '--strategy', 'single-user'];

const READERS: readonly (readonly string[])[] = [
  ['validate', '-'],
  ['validate', '-', '--json'],
  ['check-policy', '-'],
  ['check-policy', '-', '--json'],
  ['check-policy', '-', '--format', 'sarif'],
  ['check-policy', '-', '--format', 'github'],
  ['check-secret', '-', ...SINGLE_USER],
  ['check-secret', '-', '--json', ...SINGLE_USER],
];

/** Texts that are something else than what is read. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['a password alone', PASSWORD],
  ['a password in quotes', JSON.stringify(PASSWORD)],
  ['the JSON of a secret', SECRET],
  ['a list of one', `[${SECRET}]`],
  ['JSON without quotes', `{"password": ${PASSWORD}}`],
  ['JSON that is cut off', SECRET.slice(0, -3)],
  ['a URL', URL],
  ['a line of settings', `password=${PASSWORD}`],
];

describe('what nobody else may read is not repeated', () => {
  test.each(TEXTS.flatMap(([name, text]) => READERS.map((args) => ({ name, text, args }))))(
    'of $name by $args',
    async ({ text, args }) => {
      const { status, out, err } = await call(args, text);

      expect(status).toBe(1);
      expect(`${out}${err}`).not.toContain(PASSWORD.slice(0, -3));
    },
  );

  test.each([
    ['in the place of a name', { secret: { username: 'orders', password: PASSWORD } }],
    ['as a text in the place of a name', { secret: SECRET }],
    ['as a URL in the place of a name', { masterSecret: URL }],
    ['in the place of an engine', { engine: URL }],
    ['in the place of a network', { network: URL }],
    ['in the place of a schedule', { schedule: PASSWORD }],
    ['in the place of an expectation', { expect: [PASSWORD] }],
    ['in the place of a key', { [URL]: 1 }],
  ])('%s in a configuration', async (_, rotation) => {
    const { status, out, err } = await call(['validate', '-'], stringify(configurationOf({ rotation })));

    expect(status).toBe(1);
    expect(`${out}${err}`).not.toContain(PASSWORD);
  });

  test.each([
    [['policy', SECRET]],
    [[SECRET]],
    [['check-policy', '--type', URL, '-']],
    [['export-module', 'folder', '--engine', SECRET]],
    [['validate', URL]],
  ])('in the call %j', async (args) => {
    const { status, out, err } = await call(args);

    expect(status).toBe(2);
    expect(`${out}${err}`).not.toContain(PASSWORD);
  });
});
