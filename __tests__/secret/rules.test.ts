import { rules } from '../../src/secret/data/rules.json';
import { checkSecret } from '../../src/secret/check-secret';
import { rightMaster, rightSecret, SECRET_CASES, SecretCase } from '../support/secret-cases';

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

describe('a secret that is rotated all the same', () => {
  const replica = 'orders-replica.abc123.us-east-1.rds.amazonaws.com';
  const balancer = 'a.elb.us-east-1.amazonaws.com';

  test.each([
    ['what is no wish for TLS', 'mysql', { ssl: 'yes' }, 'SslInvalid'],
    ['a wish for TLS that is not read', 'db2', { ssl: true }, 'SslNotRead'],
    ['an address', 'postgres', { host: '10.0.0.5' }, 'HostIsAddress'],
    ['a dot at the end', 'mysql', { host: 'db.example.com.' }, 'HostEndsInDot'],
    ['a name of one’s own with TLS', 'mysql', { host: 'db', ssl: true }, 'HostNeedsCertificate'],
    ['a load balancer', 'mysql', { host: balancer }, 'HostIsLoadBalancer'],
    ['what is called a replica', 'postgres', { host: replica }, 'HostLooksLikeReader'],
    ['a quote', 'mariadb', { username: "o'brien" }, 'UserNameStopsReplicas'],
  ])('gets a warning and no error: %s', (_, engine, changes, rule) => {
    expect(found(engine, 'single-user', changes)).toEqual({ warnings: [rule], errors: [] });
  });

  test.each([
    ['what is called a replica', 'postgres', { host: replica }, 'HostIsReplica', undefined],
    ['a replica of the master secret’s', 'mysql', { host: replica }, 'MasterHostDiffers', {}],
    ['a master secret’s name', 'mysql', { masterarn: 'orders-master' }, 'MasterArnIsName', undefined],
    ['the master secret’s other database', 'mongodb', {}, 'MasterDbnameDiffers', { dbname: 'a' }],
    ['small letters', 'oracle', { username: 'a_clone' }, 'UserNameSuffixInOtherLetters', undefined],
  ])('gets a warning and no error with two users: %s', (_, engine, changes, rule, masterChanges) => {
    expect(found(engine, 'multi-user', changes, masterChanges)).toEqual({ warnings: [rule], errors: [] });
  });

  function found(engine: string, strategy: string, changes: object, masterChanges?: object): object {
    const secret = JSON.stringify({ ...rightSecret(engine, strategy), ...changes });
    const master = masterChanges && JSON.stringify({ ...rightMaster(engine), ...masterChanges });
    const findings = checkSecret({ secret, engine, strategy, master });
    const of = (wanted: string): string[] =>
      findings
        .filter(({ severity, rule }) => severity === wanted && !rule.endsWith('NotUrlSafe'))
        .map(({ rule }) => rule);
    return { warnings: of('warning'), errors: of('error') };
  }

  test('gets a warning and no error: a key twice', () => {
    const secret = '{"host": "localhost", "engine": "mysql", "host": "db", "username": "o", "password": "p"}';

    expect(checkSecret({ secret, engine: 'mysql', strategy: 'single-user' })).toMatchObject([
      { rule: 'DuplicateKey', severity: 'warning', path: 'host' },
    ]);
  });
});

/** The secret that a function writes, as Python writes JSON, with a note that fills it up to so many bytes. */
function written(username: string, passwordLength: number, more: string, bytes: number): number {
  const rest = `{"engine": "ENGINE", "host": "db", "username": "${username}", "password": "${'x'.repeat(passwordLength)}"${more}, "note": ""}`;
  return bytes - Buffer.byteLength(rest);
}

const ARN = ', "masterarn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-master-AbCd12"';

describe('a secret that the function writes anew', () => {
  const rulesOf = (secret: string, engine: string, strategy: string): string[] =>
    checkSecret({ secret, engine, strategy }).map(({ rule }) => rule);

  const secretOf = (engine: string, note: string, more = '', password = 'p'): string =>
    `{"engine":"${engine}","host":"db","username":"orders","password":"${password}"${more.replace(/([:,]) /g, '$1')},"note":"${note}"}`;

  test.each([
    ['mysql', 'single-user', 'orders', 32, ''],
    ['mysql', 'multi-user', 'orders_clone', 32, ARN],
    ['mariadb', 'multi-user', 'orders_clone', 32, ARN],
    [
      'postgres',
      'single-user',
      'orders',
      32,
      ', "port": 5432, "ssl": true, "dbname": "orders", "tags": ["a", {"b": null}], "none": {}',
    ],
    ['oracle', 'single-user', 'orders', 30, ', "dbname": "ORCL"'],
    ['oracle', 'multi-user', 'ORDERS_CLONE', 30, `, "dbname": "ORCL"${ARN}`],
    ['sqlserver', 'single-user', 'orders', 32, ''],
    ['db2', 'single-user', 'orders', 32, `, "dbname": "ORDERS"${ARN}`],
  ])('fits at 65,536 bytes and does not at one more: %s, %s', (engine, strategy, username, length, more) => {
    const room = written(username, length, more, 65536) + 'ENGINE'.length - engine.length;

    expect(rulesOf(secretOf(engine, 'a'.repeat(room), more), engine, strategy)).not.toContain(
      'SecretTooLarge',
    );
    expect(rulesOf(secretOf(engine, 'a'.repeat(room + 1), more), engine, strategy)).toContain(
      'SecretTooLarge',
    );
  });

  test.each([
    ['ü', 6],
    ['注', 6],
    ['😀', 12],
    ['\u007f', 6],
    ['\\u0001', 6],
    ['\\n', 2],
    ['\\"', 2],
    ['\\\\', 2],
    ['/', 1],
    ['~', 1],
    ['\\u0041', 1],
  ])('has %j escaped as Python escapes it, in %i bytes', (character, bytes) => {
    const room = written('orders', 32, '', 65536) + 'ENGINE'.length - 'postgres'.length;
    const most = Math.floor(room / bytes);
    const found = (times: number): string[] =>
      rulesOf(secretOf('postgres', character.repeat(times)), 'postgres', 'single-user');
    const isRead = Buffer.byteLength(secretOf('postgres', character.repeat(most + 1))) <= 65536;

    expect(found(Math.min(most, 10000))).toEqual([]);
    if (isRead) expect([found(most), found(most + 1)]).toEqual([[], ['SecretTooLarge']]);
  });

  test('may lose what a long password took', () => {
    const secret = secretOf('postgres', 'a'.repeat(30000), '', 'p'.repeat(30000));

    expect(rulesOf(secret, 'postgres', 'single-user')).toEqual([]);
    expect(
      rulesOf(secretOf('postgres', 'a'.repeat(65000), '', 'p'.repeat(430)), 'postgres', 'single-user'),
    ).toEqual([]);
  });

  test('is counted in the bytes of Python, which are told', () => {
    const [finding] = checkSecret({
      secret: secretOf('postgres', 'ü'.repeat(15000)),
      engine: 'postgres',
      strategy: 'single-user',
    });

    expect(finding).toMatchObject({ rule: 'SecretTooLarge', severity: 'error', path: '' });
    expect(finding.message).toContain('90118 bytes');
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
