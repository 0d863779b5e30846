import Ajv2020 from 'ajv/dist/2020';
import { withoutReferences } from '../../src/config/schema-sections';
import { fileInRoot } from '../support/examples';
import {
  check,
  CONFIGURATION,
  findingsOf,
  withNetwork,
  withRotation,
  withStack,
} from '../support/configuration';

describe('the schema of the configuration', () => {
  const schema = JSON.parse(fileInRoot('schemas/rotation-config.schema.json'));

  test('compiles under all strict rules but one', () => {
    const compile = (): unknown => new Ajv2020({ strict: true, strictRequired: false }).compile(schema);

    expect(compile).not.toThrow();
  });

  test('describes every key, for editors and for messages', () => {
    const undescribed = Object.entries<any>(schema.$defs)
      .flatMap(([name, { properties = {} }]) =>
        Object.entries<any>(properties).map(([key, value]) => ({ place: `${name}.${key}`, value })),
      )
      .filter(({ value }) => !withoutReferences(value).description)
      .map(({ place }) => place);

    expect(undescribed).toEqual(
      ['stack.networks', 'stack.rotations'].filter((place) => undescribed.includes(place)),
    );
  });
});

describe('a configuration of the right form', () => {
  test.each([
    ['the smallest', CONFIGURATION],
    [
      'with an S3 backend',
      withStack({ backend: { s3: { bucket: 'state', key: 'a.tfstate', region: 'us-east-1' } } }),
    ],
    [
      'with HCP Terraform',
      withStack({ backend: { cloud: { organization: 'acme', workspace: 'rotation' } } }),
    ],
    ['with tags', withStack({ tags: { team: 'data', 'cost-center': '' } })],
    ['with another provider release', withStack({ awsProviderVersion: '5.100.0' })],
    ['with an existing endpoint', withNetwork({ secretsManagerEndpoint: { existing: 'vpce-0a1b2c3d' } })],
    ['without an endpoint', withNetwork({ secretsManagerEndpoint: 'none' })],
    ['with a window', withRotation({ schedule: { cron: '0 4 ? * SUN *', window: '2h' } })],
    ['with a backslash in a text', withRotation({ excludeCharacters: '/@"\'\\' })],
  ])('has no findings: %s', (_, configuration) => {
    expect(check(configuration)).toEqual({ config: configuration, findings: [] });
  });
});

describe('a finding of the schema', () => {
  test('says what was given, what is allowed, and what was meant', () => {
    expect(findingsOf(withRotation({ strategy: 'multiuser', schedul: {}, schedule: undefined })))
      .toMatchInlineSnapshot(`
[
  "NotAllowed at stacks.production.rotations.orders.strategy: "multiuser" is not allowed; did you mean "multi-user"? allowed here: single-user, multi-user",
  "UnknownKey at stacks.production.rotations.orders.schedul: the key "schedul" is unknown; did you mean "schedule"? allowed here: engine, strategy, function, secret, masterSecret, redshiftWarehouse, network, port, schedule, rotateImmediately, excludeCharacters, kmsKeyArn, masterSecretKmsKeyArn, applicationVersion, expect, availability, isolation, aliases",
]
`);
  });

  test('says what an id looks like', () => {
    expect(findingsOf(withNetwork({ databaseSecurityGroupIds: ['subnet-0a1b2c3d'] }))).toMatchInlineSnapshot(`
[
  "WrongForm at stacks.production.networks.private.databaseSecurityGroupIds[0]: "subnet-0a1b2c3d" is not a security group's id: sg- and 8 or 17 hexadecimal digits, for example sg-0a1b2c3d4e5f60718",
]
`);
  });

  test('quotes only the beginning of a long value', () => {
    const [finding] = findingsOf(withNetwork({ vpcId: 'vpc-'.repeat(1000) }));

    expect(finding.length).toBeLessThan(400);
  });
});

describe('a backend', () => {
  const S3 = { bucket: 'acme-state', key: 'rotation/production.tfstate', region: 'us-east-1' };

  const CLOUD = { organization: 'acme', workspace: 'rotation' };

  const withS3 = (changes: object): object => withStack({ backend: { s3: { ...S3, ...changes } } });

  test.each([
    ['bucket', 's3://acme-state'],
    ['bucket', 'arn:aws:s3:::acme-state'],
    ['bucket', 'Acme_State'],
    ['bucket', 'acme..state'],
    ['bucket', '-acme'],
    ['bucket', '192.168.0.1'],
    ['bucket', 'ab'],
    ['bucket', 'a'.repeat(64)],
    ['key', '/production.tfstate'],
    ['key', 'production/'],
    ['key', 'rotation//production'],
    ['key', ''],
    ['key', ' '],
    ['kmsKeyId', ''],
    ['kmsKeyId', 'state'],
    ['kmsKeyId', 'arn:aws:kms:us-east-1:123456789012:state'],
    ['profile', ''],
  ])('has not the form that S3 and Terraform want: %s %j', (key, value) => {
    expect(findingsOf(withS3({ [key]: value }))).toEqual([
      expect.stringContaining(
        `WrongForm at stacks.production.backend.s3.${key}: ${JSON.stringify(value)} is not`,
      ),
    ]);
  });

  test.each([
    ['bucket', 'a1.b'],
    ['bucket', 'a--b'],
    ['bucket', 'a'.repeat(63)],
    ['key', 'a'],
    ['key', 'rotation of passwords/production'],
    ['key', 'a'.repeat(1024)],
    ['kmsKeyId', 'alias/state'],
    ['kmsKeyId', 'arn:aws:kms:us-east-1:123456789012:alias/state'],
    ['kmsKeyId', 'arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['kmsKeyId', '1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['kmsKeyId', 'mrk-1234abcd12ab34cd56ef1234567890ab'],
  ])('has the form that S3 and Terraform want: %s %j', (key, value) => {
    expect(findingsOf(withS3({ [key]: value }))).toEqual([]);
  });

  test('has a key that is not too long', () => {
    expect(findingsOf(withS3({ key: 'a'.repeat(1025) }))).toEqual([
      expect.stringContaining('at most 1024 characters'),
    ]);
  });

  test('encrypts its state where it names a key for that', () => {
    expect(findingsOf(withS3({ kmsKeyId: 'alias/state', encrypt: false }))).toEqual([
      expect.stringContaining(
        'stacks.production.backend.s3.encrypt: false is not allowed; the only value here is true',
      ),
    ]);
    expect(findingsOf(withS3({ kmsKeyId: 'alias/state', encrypt: true }))).toEqual([]);
    expect(findingsOf(withS3({ encrypt: false }))).toEqual([]);
  });

  test.each(['https://tfe.acme.com', 'tfe.acme.com/', 'tfe.acme.com/app', '', 'tfe acme'])(
    'has a host name and no address: %j',
    (hostname) => {
      expect(findingsOf(withStack({ backend: { cloud: { ...CLOUD, hostname } } }))).toEqual([
        expect.stringContaining('is not a host name'),
      ]);
    },
  );

  test.each(['tfe.acme.com', 'localhost', 'tfe.acme.com:8443'])('has a host name: %j', (hostname) => {
    expect(findingsOf(withStack({ backend: { cloud: { ...CLOUD, hostname } } }))).toEqual([]);
  });
});
