import { check, findingsOf, rulesAndPlaces, withRotation } from '../support/configuration';
import { cases } from './expectation-cases.json';

interface ExpectationCase {
  readonly name: string;
  readonly expect: Readonly<Record<string, unknown>>;
  readonly rotation?: Readonly<Record<string, unknown>>;
  readonly expected: readonly string[];
}

/** A key of null is left out. */
function configuration({ rotation, expect: expected }: ExpectationCase): unknown {
  const changes = Object.entries(rotation ?? {}).map(([key, value]) => [key, value ?? undefined]);
  return withRotation({ ...Object.fromEntries(changes), expect: expected });
}

describe('what a secret is expected to hold', () => {
  test.each((cases as ExpectationCase[]).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const found = rulesAndPlaces(configuration(one)).map((text) =>
      text.replace('rotations.orders.expect.', '').replace(' rotations.orders.expect', ''),
    );

    expect(found).toEqual(one.expected);
  });

  test('is part of the configuration, and no more than that', () => {
    const host = 'orders.abc123.us-east-1.rds.amazonaws.com';
    const given = withRotation({ expect: { host, username: 'orders', ssl: true } });

    expect(check(given)).toEqual({ config: given, findings: [] });
  });

  test('only warns where the rule for secrets only warns', () => {
    const { config, findings } = check(withRotation({ expect: { host: 'orders-ro.example.com' } }));

    expect(config).toBeDefined();
    expect(findings).toMatchObject([{ rule: 'HostIsReplica', severity: 'warning' }]);
  });

  test('is told at its place', () => {
    expect(findingsOf(withRotation({ expect: { host: '10.0.0.1', username: 'u'.repeat(20) } })))
      .toMatchInlineSnapshot(`
[
  "HostIsAddress at stacks.production.rotations.orders.expect.host: this is an IP address, which changes with the database's machine and which the server's certificate does not name, so that the function connects without TLS, and fails where the server demands it; write the DNS name",
  "UserNameTooLong at stacks.production.rotations.orders.expect.username: the user name has 20 characters; the rotation function of mysql makes a second user whose name ends in _clone and has at most 16, so a name has at most 10 of its own",
]
`);
  });
});

describe('excluded characters', () => {
  test.each([
    ['the name of a list', 'url-safe', []],
    ['another', 'dms', []],
    ['the application’s choice', 'engine-default', []],
    ['a list', '/@"\'\\', []],
    ['signs that begin an expression', '${', []],
    ['signs that end it too', '%{}${}', []],
    ['all punctuation', '!"#$%&\'()*+,./:;<=>?@[\\]^_`{|}~', []],
    ['an expression', '${var.characters}', ['ExpressionNotEvaluated']],
    ['a variable', '$EXCLUDED', ['VariableNotExpanded']],
    ['a tabulator', 'a\tb', ['ExcludedUnprintable']],
    ['a letter with an accent', 'é', ['ExcludedUnprintable']],
    ['all digits', '0123456789', ['ExcludedWholeClass']],
    ['a misspelt name', 'url_safe', ['ExcludedLooksLikePreset']],
    ['too many', '/'.repeat(4097), ['OutOfRange']],
  ])('are judged: %s', (_, excludeCharacters, rules) => {
    expect(rulesAndPlaces(withRotation({ excludeCharacters }))).toEqual(
      rules.map((rule) => `${rule} rotations.orders.excludeCharacters`),
    );
  });

  test.each([
    ['oracle', '/@', ['ExcludedLacks']],
    ['oracle', '/@"', []],
    ['oracle', 'engine-default', []],
    ['oracle', 'url-safe', []],
    ['oracle', 'dms', []],
    ['oracle', '${var.characters}', ['ExpressionNotEvaluated']],
    ['oracle', 'é', ['ExcludedUnprintable']],
    ['db2', '/@', ['ExcludedLacks']],
    ['db2', '/@"\'\\', ['ExcludedLacks']],
    ['db2', ';', []],
    ['db2', 'dms', []],
    ['mysql', '/@', []],
    ['mariadb', '/', []],
    ['postgres', '/', []],
    ['sqlserver', '/', []],
    ['mongodb', '/', []],
    ['redshift', '/', []],
  ])('have what a password of %s cannot contain: %s', (engine, excludeCharacters, rules) => {
    expect(rulesAndPlaces(withRotation({ engine, excludeCharacters }))).toEqual(
      rules.map((rule) => `${rule} rotations.orders.excludeCharacters`),
    );
  });

  test('name what they lack', () => {
    const [finding] = findingsOf(withRotation({ engine: 'db2', excludeCharacters: '/@' }));

    expect(finding).toMatchInlineSnapshot(
      `"ExcludedLacks at stacks.production.rotations.orders.excludeCharacters: "excludeCharacters" lacks ";", and the rotation function of db2 cannot set a password that has it, which about three in ten new ones would; add it to the list"`,
    );
  });

  test('are only warned of when a name may be meant', () => {
    expect(check(withRotation({ excludeCharacters: 'url_safe' })).config).toBeDefined();
  });
});
