import { readFileSync } from 'fs';
import { join } from 'path';
import { configRules } from '../../scripts/config-rules';
import { severityOf } from '../../src/config/finding';
import { rules } from '../../src/config/data/rules.json';
import { rules as secretRules } from '../../src/secret/data/rules.json';
import { CONFIG_CASES, findingsIn, foundIn } from '../support/config-cases';
import {
  check,
  findingsOf,
  rulesAndPlaces,
  withNetwork,
  withRotation,
  withStack,
} from '../support/configuration';
import { ROOT } from '../support/examples';

const ids = rules.map(({ id }) => id);

describe('a configuration', () => {
  test.each(CONFIG_CASES.map((one) => [`${one.rule}: ${one.name}`, one] as const))('%s', (_, one) => {
    expect(foundIn(one)).toEqual(one.expected);
  });
});

describe('the catalogue of rules', () => {
  test.each(ids)('%s has a failing case and a passing one', (id) => {
    const found = CONFIG_CASES.filter(({ rule }) => rule === id).map(foundIn);

    expect(found.map((all) => all.some((one) => one.split(' ')[0] === id))).toEqual(
      expect.arrayContaining([true]),
    );
    expect(found).toContainEqual([]);
  });

  test('names each rule once, and what is wanted and why, in sentences', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(rules.filter(({ id }) => !/^[A-Z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(rules.filter(({ what, why }) => !what.endsWith('.') || !why.endsWith('.'))).toEqual([]);
  });

  test('knows every rule that a case finds', () => {
    const found = CONFIG_CASES.flatMap(findingsIn).map(({ rule }) => rule);

    expect(found.filter((rule) => !ids.includes(rule))).toEqual([]);
  });

  test('weighs no rule otherwise than the rules for secrets do, but for keys that stand twice in a file', () => {
    const differing = secretRules.filter(({ id, severity }) => severityOf(id) !== severity);

    expect(differing.map(({ id }) => id)).toEqual(['DuplicateKey']);
  });

  test('is what docs/config-rules.md says', () => {
    expect(readFileSync(join(ROOT, 'docs', 'config-rules.md'), 'utf8')).toBe(configRules());
  });
});

describe('master secrets of one function', () => {
  const found = (count: number): readonly string[] =>
    findingsOf(
      withStack({
        rotations: Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `r${index}`,
            {
              engine: 'mysql',
              strategy: 'multi-user',
              secret: `s${index}`,
              masterSecret: `production/orders-${index}-master`,
              schedule: { everyDays: 7 },
              network: 'private',
            },
          ]),
        ),
      }),
    ).filter((text) => text.startsWith('MasterSecretsTooMany'));

  test('are as many as the library takes, and no more', () => {
    expect(found(95)).toEqual([]);
    expect(found(105)).toEqual([
      expect.stringMatching(
        /reads 105 master secrets, whose policy has at least 9\d{3} characters; of the 10,240 that .*, 9000 are left/,
      ),
    ]);
  });
});

describe('a warning', () => {
  const warnings = rules.filter(({ severity }) => severity === 'warning').map(({ id }) => id);

  test.each(CONFIG_CASES.filter(({ rule, expected }) => warnings.includes(rule) && expected.length > 0))(
    'of $rule does not stop synthesis: $name',
    (one) => {
      expect(findingsIn(one).map(({ severity }) => severity)).toEqual(['warning']);
    },
  );
});

describe('a finding', () => {
  test('of an error leaves no configuration', () => {
    expect(check(withRotation({ network: 'privat' })).config).toBeUndefined();
    expect(check(withRotation({ availability: 'high' })).config).toBeDefined();
  });

  test('suggests the region that was meant', () => {
    expect(findingsOf(withStack({ region: 'us-esat-1' }))).toMatchInlineSnapshot(`
[
  "UnknownRegion at stacks.production.region: "us-esat-1" has not the form of an AWS region; did you mean "us-east-1"? allowed here: af-south-1, ap-east-1, ap-east-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-south-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-6, ap-southeast-7, ca-central-1, ca-west-1, cn-north-1, cn-northwest-1, eu-central-1, eu-central-2, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3, il-central-1, me-central-1, me-south-1, mx-central-1, sa-east-1, us-east-1, us-east-2, us-gov-east-1, us-gov-west-1, us-west-1, us-west-2",
]
`);
  });

  test('suggests the network that was meant, and does not call that one unused', () => {
    expect(findingsOf(withRotation({ network: 'privat' }))).toMatchInlineSnapshot(`
[
  "NetworkUnknown at stacks.production.rotations.orders.network: no network is called "privat"; did you mean "private"? allowed here: private; networks stand under "networks" in the same stack",
]
`);
  });

  test.each([
    ['serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser'],
    ['secretsmanager:us-east-1:11112222333:secret:orders-AbCd12'],
    ['secretsmanager:us-east-1:111122223333:secret'],
    ['secretsmanager::111122223333:secret:orders'],
    ['kinesis:us-east-1:111122223333:stream/orders'],
  ])('says what is wrong with arn:aws:%s', (arn) => {
    expect(findingsOf(withRotation({ secret: `arn:aws:${arn}` }))).toMatchSnapshot();
  });

  test.each([
    [
      'secret',
      'secretsmanager:eu-west-1:111122223333:secret:orders-AbCd12',
      /a replica is not rotated at all/,
    ],
    ['masterSecret', 'secretsmanager:eu-west-1:111122223333:secret:admin-AbCd12', /name the replica/],
    ['kmsKeyArn', 'kms:eu-west-1:111122223333:key/1234abcd', /name the key that encrypts it in the stack's/],
    ['masterSecretKmsKeyArn', 'kms:eu-west-1:111122223333:key/1234abcd', /name the key that encrypts it in/],
  ])('says what helps for a %s of another region', (key, arn, advice) => {
    const [finding, ...others] = findingsOf(withRotation({ [key]: `arn:aws:${arn}` }));
    expect(finding).toMatch(advice);
    expect(finding.includes('replicate it')).toBe(key === 'masterSecret');
    expect(others).toEqual([]);
  });

  test('advises nobody to replicate a secret to another partition', () => {
    const masterSecret = 'arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:admin-AbCd12';
    expect(findingsOf(withRotation({ masterSecret }))).toEqual([
      expect.stringMatching(
        /none is replicated to another partition, so name a master secret of the stack's/,
      ),
    ]);
  });

  test('says until when a runtime is supported, and what to do', () => {
    expect(findingsOf(withRotation({ applicationVersion: '1.1.500' }))).toMatchInlineSnapshot(`
[
  "RuntimeEnds at stacks.production.rotations.orders.applicationVersion: version 1.1.500 of SecretsManagerRDSMySQLRotationMultiUser runs on python3.9 to python3.10, which AWS Lambda supports until 2026-10-31 at the latest; see in the Serverless Application Repository whether there is a newer one, and name it in "applicationVersion"",
]
`);
  });

  test('names both that would have the same name', () => {
    const collision = CONFIG_CASES.find(({ rule }) => rule === 'NamesCollide')!;

    expect(findingsIn(collision).map(({ message }) => message)).toMatchInlineSnapshot(`
[
  "the function would be called "SecretsManager-production-mysql-multi-user-private-for-orders", as that of stacks.production.rotations.orders is, and it is another one; rename the rotation, its network or the stack",
]
`);
  });

  test('says what a key is for, and what a missing one states', () => {
    expect(findingsOf(withNetwork({ vpcId: undefined }))).toMatchInlineSnapshot(`
[
  "MissingKey at stacks.production.networks.private.vpcId: the key "vpcId" is missing; it states: The id of the database's VPC.",
]
`);
  });

  test('is there for what has the right form beside what has not', () => {
    expect(
      rulesAndPlaces(withRotation({ engine: 'mysqll', network: 'privat', schedule: { everyDays: 0 } })),
    ).toEqual([
      'NotAllowed rotations.orders.engine',
      'NetworkUnknown rotations.orders.network',
      'OutOfRange rotations.orders.schedule.everyDays',
    ]);
  });
});
