import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';
import fc from 'fast-check';
import { SECRET_CONTRACTS } from '../../src/catalogue/secret-contract';
import { checkSecret } from '../../src/secret/check-secret';
import { MASTER_ARN, fileInRoot } from '../support/examples';
import { SECRET_CASES } from '../support/secret-cases';

const schema = JSON.parse(fileInRoot('schemas/database-secret.schema.json'));

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).addSchema(
  schema,
  'secret',
);

const validators: Readonly<Record<string, ValidateFunction>> = {
  'single-user': ajv.getSchema('secret')!,
  'multi-user': ajv.getSchema('secret#/$defs/multiUser')!,
};

/** What the schema cannot state: which engine was meant, and what stands twice. */
const BEYOND = ['EngineForeign', 'EngineUnknown', 'DuplicateKey'];

/** The rules that a secret breaks, but for the one that goes by what readers are called. */
function errorsOf(secret: object, engine: string, strategy: string): string[] {
  return checkSecret({ secret: JSON.stringify(secret), engine, strategy })
    .filter(({ severity, rule }) => severity === 'error' && rule !== 'HostIsReader')
    .map(({ rule }) => rule);
}

describe('the published schema of a secret', () => {
  const cases = SECRET_CASES.filter(({ secret, master }) => secret?.engine !== undefined && !master).filter(
    ({ expected }) => !expected.some((one) => BEYOND.includes(one.split(' ')[0])),
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
      '',
      'a',
      0,
      1.5,
      65536,
      '65536',
      '08',
      true,
      null,
      [],
      {},
      'é',
      'u'.repeat(11),
      '1.2.3.4',
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
          expect({ secret, errors, valid: validators[strategy](secret) }).toEqual({
            secret,
            errors,
            valid: errors.length === 0,
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['whole', { engine: 'mysql', host: 'db', username: 'admin', password: 'p' }, true],
    ['managed by RDS', { username: 'admin', password: 'p/q' }, true],
    ['without a host', { engine: 'mysql', username: 'admin', password: 'p' }, false],
    ['with an empty password', { username: 'admin', password: '' }, false],
  ])('knows a master secret: %s', (_, master, expected) => {
    expect(ajv.getSchema('secret#/$defs/masterSecret')!(master)).toBe(expected);
  });

  test('describes every key', () => {
    const { secret, withMasterSecret } = schema.$defs;
    const keys = Object.keys({ ...secret.properties, ...withMasterSecret.properties });

    expect(keys).toEqual(['engine', 'host', 'username', 'password', 'dbname', 'port', 'ssl', 'masterarn']);
  });
});
