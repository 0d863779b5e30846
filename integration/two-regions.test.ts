import { RotationConfig, StackConfig } from '../src/config';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { providerVersion } from '../src/rehearsal/tools';
import { onWorkbench } from '../src/rehearsal/workbench';

const REGIONS = ['us-east-1', 'eu-west-1'];

/** What the stand-in of AWS is to have in each region; the program below makes the rest. */
const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: Object.fromEntries(REGIONS.map((region) => [region, stackIn(region)])),
};

function stackIn(region: string): StackConfig {
  const { orders } = defaultStack().rotations;
  return {
    region,
    networks: { orders: { lookup: { dbInstance: 'orders' } } },
    rotations: { orders: { ...orders, masterSecret: 'rds-managed', network: 'orders' } },
  };
}

const PROGRAM = `
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { RotationApplication, RotationNetwork, RotationSchedule, SecretRotation } from './src';

const app = new App();
const stack = new TerraformStack(app, 'everywhere');
stack.addOverride('terraform.required_providers.aws.version', '${providerVersion(process.env.TF_PLUGIN_DIR)}');

${JSON.stringify(REGIONS)}.forEach((region, index) => {
  const provider = new AwsProvider(stack, 'Aws-' + region, { region, alias: index === 0 ? undefined : 'west' });
  new SecretRotation(stack, 'Orders-' + region, {
    secret: 'production/orders',
    managedMasterSecret: true,
    application: RotationApplication.MYSQL_MULTI_USER,
    functionName: 'rotate-orders',
    network: RotationNetwork.ofDbInstance(stack, 'Network-' + region, { dbInstance: 'orders', provider }),
    schedule: RotationSchedule.everyDays(7),
    provider,
  });
});
app.synth();
`;

const bench = onWorkbench(CONFIGURATION);

test('two regions in one stack have each all that its rotation needs, and a second plan is empty', async () => {
  const { project } = bench();
  await project.synthProgram(PROGRAM);
  await project.init('everywhere');
  await project.apply('everywhere');

  const { rotations } = await bench().ledger();
  const judged = rotations.map(async (rotation) => {
    const stack = bench().knownStacks[rotation.region];
    const { secrets } = await bench().inventory(rotation.region);
    const found = prerequisitesOf(rotation, stack.rotations.orders, stack, secrets);
    return [rotation.region, found.length, found.filter(({ holds }) => !holds)];
  });
  expect((await Promise.all(judged)).sort()).toEqual(REGIONS.map((region) => [region, 9, []]).sort());
  expect(await project.plan('everywhere')).toContain('No changes.');
});
