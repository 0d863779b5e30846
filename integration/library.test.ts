import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { providerVersion } from '../src/rehearsal/tools';
import { onWorkbench } from '../src/rehearsal/workbench';

/** What the stand-in of AWS is to have; the program below makes the rest. */
const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...defaultStack(),
      networks: { orders: { lookup: { dbInstance: 'orders' } } },
      rotations: {
        orders: { ...defaultStack().rotations.orders, masterSecret: 'rds-managed', network: 'orders' },
      },
    },
  },
};

/** Region and partition are left to Terraform. */
const PROGRAM = `
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { RotationApplication, RotationNetwork, RotationSchedule, SecretRotation } from './src';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', {});
stack.addOverride('terraform.required_providers.aws.version', '${providerVersion(process.env.TF_PLUGIN_DIR)}');

const network = RotationNetwork.ofDbInstance(stack, 'Network', { dbInstance: 'orders' });
new SecretRotation(stack, 'OrdersRotation', {
  secret: 'production/orders',
  managedMasterSecret: true,
  application: RotationApplication.MYSQL_MULTI_USER,
  network,
  schedule: RotationSchedule.cron('0 4 ? * SUN *', { window: '2h' }),
});
app.synth();
`;

const bench = onWorkbench(CONFIGURATION);

test('a program that uses the library rotates with a managed master secret, and a second plan is empty', async () => {
  const { project } = bench();
  await project.synthProgram(PROGRAM);
  await project.init('production');
  await project.apply('production');

  const [rotation] = (await bench().ledger()).rotations;
  expect(rotation).toMatchObject({
    secret: 'production/orders',
    rules: { ScheduleExpression: 'cron(0 4 ? * SUN *)', Duration: '2h' },
    application: { version: '1.1.671' },
  });
  expect(rotation.endpoints.map(({ ServiceName }) => ServiceName).sort()).toEqual([
    'com.amazonaws.us-east-1.rds',
    'com.amazonaws.us-east-1.secretsmanager',
  ]);
  expect(rotation.function.Environment.Variables.SECRETS_MANAGER_ENDPOINT).toBe(
    'https://secretsmanager.us-east-1.amazonaws.com',
  );
  expect(await project.plan('production')).toContain('No changes.');
});
