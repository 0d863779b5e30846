import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';
import fc from 'fast-check';
import { SECRET_CONTRACTS } from '../../src/catalogue/secret-contract';
import { checkSecret } from '../../src/secret/check-secret';
import { MASTER_ARN, fileInRoot } from '../support/examples';
import { SECRET_CASES, SecretCase } from '../support/secret-cases';

const schema = JSON.parse(fileInRoot('schemas/database-secret.schema.json'));

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).addSchema(
  schema,
  'secret',
);

const validators: Readonly<Record<string, ValidateFunction>> = {
  'single-user': ajv.getSchema('secret')!,
  'multi-user': ajv.getSchema('secret#/$defs/multiUser')!,
};

/** What the schema cannot state: which engine was meant, what AWS calls its hosts, and how large and how long something gets. */
const BEYOND = [
  'EngineForeign',
  'EngineUnknown',
  'HostIsApi',
  'HostIsProxy',
  'HostIsReader',
  'HostOfAnotherEngine',
  'MasterHostRefused',
  'SecretTooLarge',
];

/** Hosts that drivers take or refuse by engine, and numbers that only the resolver takes for addresses. */
const BY_DRIVER = /:|^\d+(\.\d+){0,2}$/;

/** Load balancers, which the schema takes for names of one's own. */
const BALANCER = /\.elb\.|\.vpce\.|awsglobalaccelerator/;

function errorsOf(secret: object, engine: string, strategy: string): string[] {
  return checkSecret({ secret: JSON.stringify(secret), engine, strategy })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
}

function isBeyond({ secret, engine, strategy }: SecretCase): boolean {
  const host = String(secret?.host);
  const isLongInBytes = engine === 'postgres' && Buffer.byteLength(String(secret?.username)) > 63;
  return (
    isLongInBytes ||
    BY_DRIVER.test(host) ||
    BALANCER.test(host) ||
    errorsOf(secret!, engine, strategy).some((rule) => BEYOND.includes(rule))
  );
}

describe('the published schema of a secret', () => {
  const cases = SECRET_CASES.filter(({ secret, master }) => secret?.engine !== undefined && !master).filter(
    (one) => !isBeyond(one),
  );

  test.each(cases.map((one) => [one.name, one] as const))('agrees with the rules: %s', (_, one) => {
    const errors = errorsOf(one.secret!, one.engine, one.strategy);

    expect({ errors, valid: validators[one.strategy](one.secret) }).toEqual({
      errors,
      valid: errors.length === 0,
    });
  });

  test('agrees with the rules about any secret', () => {
    const engines = fc.constantFrom(...SECRET_CONTRACTS);
    const odd = fc.constantFrom(
      ...[
        '',
        'a',
        0,
        1.5,
        65536,
        '65536',
        '08',
        true,
        'true',
        'TRUE',
        'yes',
        null,
        [],
        {},
        'é',
        '😀',
        '%',
        '%s',
      ],
      ...[
        'a;b',
        'a=b',
        'a\\b',
        "'a",
        'u'.repeat(11),
        '_clone',
        '_CLONE',
        '1.2.3.4',
        '127.0.0.1',
        '1.2.3.256',
      ],
      ...['localhost', 'Localhost.', 'db.localhost', 'localhosts', 'a.', 'a..b', 'orders master', 'rds!db-1'],
      ...[
        'rds!cluster-1',
        'redshift!a',
        `${MASTER_ARN}?`,
        MASTER_ARN.replace('orders', 'redshift!orders'),
        '\0',
      ],
    );
    const valid = {
      host: 'db.example.com',
      username: 'orders',
      password: 'p',
      dbname: 'd',
      masterarn: MASTER_ARN,
    };
    const changes = fc.dictionary(
      fc.constantFrom('host', 'username', 'password', 'dbname', 'masterarn', 'port', 'ssl', 'note'),
      fc.option(odd, { nil: undefined }),
    );

    fc.assert(
      fc.property(
        engines,
        fc.constantFrom('single-user', 'multi-user'),
        changes,
        ({ engine, engineWords }, strategy, changed) => {
          const secret = JSON.parse(JSON.stringify({ engine: engineWords[0], ...valid, ...changed }));
          const errors = errorsOf(secret, engine, strategy);
          fc.pre(!errors.some((rule) => BEYOND.includes(rule)));
          expect({ secret, errors, valid: validators[strategy](secret) }).toEqual({
            secret,
            errors,
            valid: errors.length === 0,
          });
        },
      ),
      { numRuns: 5000 },
    );
  });

  const MASTER = { engine: 'mysql', host: 'db', username: 'admin', password: 'p' };

  test.each([
    ['whole', MASTER, true],
    ['managed by AWS', { username: 'admin', password: 'p/q' }, true],
    ['without a host', { ...MASTER, host: undefined }, false],
    ['with an empty password', { username: 'admin', password: '' }, false],
    ['with a database that nobody reads', { ...MASTER, dbname: 7 }, true],
    ['with a database of mongo that is none', { ...MASTER, engine: 'mongo', dbname: '' }, false],
    ['with a password beyond ASCII', { ...MASTER, password: 'pässwörd' }, false],
    [
      'with a password beyond ASCII, of postgres',
      { ...MASTER, engine: 'postgres', password: 'pässwörd' },
      true,
    ],
    ['with a semicolon, of db2', { ...MASTER, engine: 'db2', password: 'a;b' }, false],
    [
      'with a user name that the function puts into no statement',
      { ...MASTER, engine: 'postgres', username: 'a%' },
      true,
    ],
    ['at an address with TLS', { ...MASTER, host: '10.0.0.5', ssl: true }, false],
    ['with what is no wish for TLS', { ...MASTER, ssl: 'yes' }, true],
  ])('knows a master secret: %s', (_, master, expected) => {
    expect(ajv.getSchema('secret#/$defs/masterSecret')!(JSON.parse(JSON.stringify(master)))).toBe(expected);
  });

  test('describes every key', () => {
    const { secret, withMasterSecret } = schema.$defs;
    const keys = Object.keys({ ...secret.properties, ...withMasterSecret.properties });

    expect(keys).toEqual(['engine', 'host', 'username', 'password', 'dbname', 'port', 'ssl', 'masterarn']);
  });
});
