import { Testing } from 'cdktf';
import fc from 'fast-check';
import { RotationStack } from '../../src/app';
import { parseConfig, RotationConfig } from '../../src/config';
import { CONFIGURATION, NETWORK, ROTATION, STACK } from '../support/configuration';
import { ENDPOINT, KEY_ARN, OTHER_GROUP, SECRET_ARN } from '../support/examples';

const RUNS = 10_000;

// For each token CDKTF keeps how it came about, which takes four fifths of the time.
jest.mock('cdktf/lib/tokens/private/stack-trace', () => ({
  captureStackTrace: () => [],
  captureCreationStack: () => [],
}));

/** Values that are right at one place or another, and some that are right nowhere. */
const VALUES: readonly unknown[] = [
  ...Object.values(ROTATION),
  ...Object.values(NETWORK),
  ...[
    'none',
    'create',
    'rds-managed',
    'shared',
    'dedicated',
    'single-user',
    'postgres',
    'db2',
    'redshift',
    'private',
  ],
  ...[
    'cn-north-1',
    'us-gov-west-1',
    'us-iso-east-1',
    'eu-central-2',
    'url-safe',
    '1.1.618',
    '${var.x}',
    '$X',
    '${',
    '',
    'a b',
    '__proto__',
  ],
  ...[0, 1, -1, 1.5, 3306, 70000, true, false, null, [], {}, [[]], SECRET_ARN, KEY_ARN, OTHER_GROUP],
  ...[
    { existing: ENDPOINT },
    { dbInstance: 'orders' },
    { dbCluster: 'orders' },
    { cluster: 'warehouse' },
    'redshift!warehouse-admin',
    'serverless',
    { rate: '12 hours' },
    { cron: '0 4 ? * SUN *' },
  ],
  ...[
    { complianceDays: 2 },
    { everyDays: 7, window: '2h' },
    { host: '10.0.0.1' },
    { s3: { bucket: 'abc', key: 'k', region: 'r' } },
  ],
];

const KEYS = [
  ...[
    'region',
    'backend',
    'awsProviderVersion',
    'tags',
    'networks',
    'rotations',
    'vpcId',
    'subnetIds',
    'lookup',
  ],
  ...[
    'databaseSecurityGroupIds',
    'functionSecurityGroupIds',
    'secretsManagerEndpoint',
    'rdsEndpoint',
    'redshiftEndpoint',
    'redshiftServerlessEndpoint',
    'redshiftWarehouse',
    'engine',
    'strategy',
  ],
  ...[
    'secret',
    'masterSecret',
    'network',
    'port',
    'schedule',
    'rotateImmediately',
    'excludeCharacters',
    'kmsKeyArn',
  ],
  ...[
    'masterSecretKmsKeyArn',
    'applicationVersion',
    'isolation',
    'availability',
    'expect',
    'version',
    'stacks',
    'other',
    '0',
    '__proto__',
  ],
];

/** Settings of a rotation that go with all others of a right configuration. */
const RIGHT_SETTINGS: Readonly<Record<string, readonly unknown[]>> = {
  engine: ['mysql', 'mariadb', 'postgres', 'oracle', 'sqlserver', 'db2', 'mongodb', 'redshift'],
  secret: ['orders', SECRET_ARN],
  masterSecret: ['orders-master', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:master'],
  port: [1, 3307, 65535],
  schedule: [{ rate: '12 hours', window: '2h' }, { cron: '0 4 ? * SUN *' }, { complianceDays: 30 }],
  rotateImmediately: [true, false],
  excludeCharacters: ['url-safe', 'dms', 'engine-default', '%', '${', '%{}'],
  kmsKeyArn: [KEY_ARN],
  masterSecretKmsKeyArn: [KEY_ARN],
  applicationVersion: ['1.1.618', '1.1.671'],
  isolation: ['shared', 'dedicated'],
  availability: ['standard', 'high'],
};

interface Mutation {
  readonly where: number;
  readonly key: string;
  readonly value: unknown;
  readonly removes: boolean;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.nat(50),
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom(...VALUES),
  removes: fc.boolean(),
});

const mutatedConfiguration = fc.array(mutation, { minLength: 1, maxLength: 4 }).map(mutated);

/** Names of stacks and rotations that the schema takes, some of which JavaScript has for itself. */
const NAMES = ['orders', 'parts', 'x-1', 'Aa'.repeat(20), 'constructor', 'toString'];

const rightConfiguration = fc
  .tuple(
    fc.record(
      Object.fromEntries(
        Object.entries(RIGHT_SETTINGS).map(([key, values]) => [key, fc.constantFrom(...values)]),
      ),
      { requiredKeys: [] },
    ),
    fc.constantFrom(...NAMES),
    fc.constantFrom(...NAMES),
  )
  .map(([settings, stack, rotation]) => ({
    version: 1,
    stacks: { [stack]: { ...STACK, rotations: { [rotation]: { ...ROTATION, ...settings } } } },
  }));

const configuration = fc.oneof(
  { weight: 15, arbitrary: mutatedConfiguration },
  { weight: 2, arbitrary: fc.json().map((text) => JSON.parse(text)) },
  { weight: 3, arbitrary: rightConfiguration },
);

function mutated(mutations: readonly Mutation[]): unknown {
  const configuration = structuredClone(CONFIGURATION);
  for (const { where, key, value, removes } of mutations) {
    const mappings = mappingsIn(configuration);
    const target = mappings[where % mappings.length];
    if (removes)
      Reflect.deleteProperty(target, Object.keys(target)[where % Math.max(1, Object.keys(target).length)]);
    else Object.defineProperty(target, key, { value: structuredClone(value), ...ORDINARY });
  }
  return configuration;
}

const ORDINARY = { enumerable: true, configurable: true, writable: true };

function mappingsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.values(value).flatMap(mappingsIn);
  return Array.isArray(value) ? within : [value as Record<string, unknown>, ...within];
}

function synthesise(config: RotationConfig): void {
  const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
  Object.entries(config.stacks).forEach(([name, stack]) =>
    Testing.synth(new RotationStack(app, name, stack), true),
  );
}

test('every random or mutated configuration ends in findings or in stacks that synthesise', () => {
  const outcomes = { findings: 0, stacks: 0 };
  fc.assert(
    fc.property(configuration, (given) => {
      const { config, findings } = parseConfig(JSON.stringify(given));
      if (config) synthesise(config);
      else expect(findings.length).toBeGreaterThan(0);
      outcomes[config ? 'stacks' : 'findings'] += 1;
    }),
    { numRuns: RUNS },
  );

  expect(outcomes.findings).toBeGreaterThan(RUNS / 2);
  expect(outcomes.stacks).toBeGreaterThan(RUNS / 20);
});
