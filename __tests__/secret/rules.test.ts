import { rules } from '../../src/secret/data/rules.json';
import { checkSecret } from '../../src/secret/check-secret';
import { SECRET_CASES, SecretCase } from '../support/secret-cases';

const rulesAndKeys = ({ text, master, engine, strategy }: SecretCase): string[] =>
  checkSecret({
    secret: text,
    engine,
    strategy,
    master: master && JSON.stringify(master),
  }).map(({ rule, path }) => `${rule} ${path}`.trim());

describe('a secret', () => {
  test.each(SECRET_CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(rulesAndKeys(one)).toEqual(one.expected);
  });

  test('of 65,536 bytes is read, and a larger one is not', () => {
    const secret = (bytes: number): string => `"${'ü'.repeat((bytes - 2) / 2)}"`;
    const found = (bytes: number): string[] =>
      checkSecret({ secret: secret(bytes), engine: 'mysql', strategy: 'single-user' }).map(
        ({ rule }) => rule,
      );

    expect(found(65536)).toEqual(['SecretNotMapping']);
    expect(found(65538)).toEqual(['SecretTooLarge']);
  });

  test('of an engine or strategy that does not exist is a mistake in the call', () => {
    const check = (engine: string, strategy: string) => () => checkSecret({ secret: '{}', engine, strategy });

    expect(check('mysqll', 'single-user')).toThrow('did you mean "mysql"?');
    expect(check('mysql', 'singleuser')).toThrow('did you mean "single-user"?');
    expect(check('constructor', 'single-user')).toThrow('is not allowed');
  });
});

describe('the rules of a secret', () => {
  const ids = rules.map(({ id }) => id);
  const breaks = ({ expected }: SecretCase, id: string): boolean =>
    expected.some((one) => one.split(' ')[0] === id);

  /** Too large for a file of cases; it has a test of its own. */
  const WITHOUT_CASE = ['SecretTooLarge'];

  test.each(ids.filter((id) => !WITHOUT_CASE.includes(id)))(
    '%s has a failing case and a passing one',
    (id) => {
      const failing = SECRET_CASES.filter((one) => breaks(one, id));
      const topics = failing.map(({ topic }) => topic);
      const passing = SECRET_CASES.filter(
        ({ topic, expected }) => topics.includes(topic) && expected.length === 0,
      );

      expect({ failing, passing }).toEqual({
        failing: expect.arrayContaining([expect.anything()]),
        passing: expect.arrayContaining([expect.anything()]),
      });
    },
  );

  test('are all there are, and each once', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      SECRET_CASES.flatMap(({ expected }) => expected.filter((one) => !ids.includes(one.split(' ')[0]))),
    ).toEqual([]);
  });

  test('say what is wanted and why, in sentences', () => {
    expect(rules.filter(({ what, why }) => !what.endsWith('.') || !why.endsWith('.'))).toEqual([]);
  });
});
