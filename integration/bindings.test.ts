import { RotationConfig } from '../src/config';
import { AppWithBindings } from './bindings';
import { ENGINE_NAMES } from '../src/rehearsal/engines';
import { defaultStack } from '../src/rehearsal/project';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Every resource and data source that the app can make, and every setting that reaches one. */
const EVERYTHING: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...defaultStack(),
      backend: { s3: { bucket: 'state', key: 'production', region: 'us-east-1', useLockfile: true } },
    },
    fleet: {
      ...defaultStack(),
      backend: { cloud: { organization: 'acme', workspace: 'rotation' } },
      tags: { team: 'data' },
      networks: {
        private: { ...defaultStack().networks!.private, vpcId: 'vpc-0a1b2c3d4e5f60721' },
        existing: {
          ...defaultStack().networks!.private,
          vpcId: 'vpc-0a1b2c3d4e5f60719',
          functionSecurityGroupIds: ['sg-0a1b2c3d4e5f60719'],
          secretsManagerEndpoint: { existing: 'vpce-0a1b2c3d4e5f60718' },
        },
        open: {
          ...defaultStack().networks!.private,
          vpcId: 'vpc-0a1b2c3d4e5f60720',
          secretsManagerEndpoint: 'none',
        },
        instance: { lookup: { dbInstance: 'orders' } },
        cluster: { lookup: { dbCluster: 'items' } },
      },
      rotations: Object.fromEntries([
        ...['instance', 'cluster'].map((network) => [
          network,
          {
            engine: 'mysql',
            strategy: 'multi-user',
            secret: `${network}-secret`,
            masterSecret: 'rds-managed',
            network,
            schedule: { complianceDays: 90 },
          },
        ]),
        ...ENGINE_NAMES.map((engine, index) => [
          engine,
          {
            engine,
            strategy: 'multi-user',
            secret: engine,
            masterSecret: `${engine}-master`,
            network: ['private', 'existing', 'open', undefined][index % 4],
            schedule: index % 2 ? { rate: '12 hours', window: '2h' } : { cron: '0 4 ? * SUN *' },
            kmsKeyArn: KEY,
            masterSecretKmsKeyArn: KEY,
            excludeCharacters: '$";',
          },
        ]),
      ]),
    },
  },
};

const apps: AppWithBindings[] = [];

afterAll(() => apps.forEach((app) => app.remove()));

function app(): AppWithBindings {
  apps.push(new AppWithBindings());
  return apps[apps.length - 1];
}

test('both major releases of the bindings give the same Terraform, apart from the provider’s version', async () => {
  const [older, newer] = [app(), app()];
  await older.install('20.1.0');
  newer.useInstalled();

  const made = [await older.synth(EVERYTHING), await newer.synth(EVERYTHING)];

  expect(made.map(takeProviderVersions)).toEqual([
    ['5.100.0', '5.100.0'],
    ['6.25.0', '6.25.0'],
  ]);
  expect(Object.keys(made[0].fleet.resource)).toHaveLength(9);
  expect(Object.keys(made[0].fleet.data).sort()).toEqual([
    'aws_caller_identity',
    'aws_db_instance',
    'aws_db_subnet_group',
    'aws_lambda_function',
    'aws_rds_cluster',
    'aws_secretsmanager_secret',
    'aws_subnet',
    'aws_subnets',
    'aws_vpc_endpoint',
    'aws_vpc_endpoint_service',
  ]);
  expect(made[0]).toEqual(made[1]);
});

/** Takes the provider's version out of each stack, and answers what it was. */
function takeProviderVersions(stacks: Record<string, any>): string[] {
  return Object.values(stacks).map(({ terraform }) => {
    const { version } = terraform.required_providers.aws;
    delete terraform.required_providers.aws.version;
    return version;
  });
}
