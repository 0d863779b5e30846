import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { providerVersion } from '../src/rehearsal/tools';
import { onWorkbench } from '../src/rehearsal/workbench';
import { attempt } from './attempt';

const ROTATION = 'aws_secretsmanager_secret_rotation';

const { orders } = defaultStack().rotations;

/** What the stand-in of AWS is to have. */
const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: { production: { region: 'us-east-1', rotations: { orders: { ...orders, network: undefined } } } },
};

/** A program whose rotation's resource has something called. */
const programWith = (call: string): string => `
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { RotationApplication, RotationFunction, RotationSchedule, SecretRotation } from './src';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
stack.addOverride('terraform.required_providers.aws.version', '${providerVersion(process.env.TF_PLUGIN_DIR)}');

const rotationFunction = new RotationFunction(stack, 'Function', { application: RotationApplication.MYSQL_SINGLE_USER });
const { resource } = new SecretRotation(stack, 'Orders', {
  secret: 'production/orders',
  rotationFunction,
  schedule: RotationSchedule.everyDays(30),
});
${call}
app.synth();
`;

const bench = onWorkbench(CONFIGURATION);

test('a rotation whose address is chosen, moved and imported stays on, and its secret rotates once', async () => {
  const { project } = bench();
  await project.synthProgram(programWith("resource.overrideLogicalId('orders');"));
  await project.init('production');
  await project.apply('production');
  expect(project.addressOf('production', ROTATION)).toBe(`${ROTATION}.orders`);
  expect(await project.plan('production')).toContain('No changes.');

  await project.synthProgram(programWith(`resource.moveFromId('${ROTATION}.orders');`));
  expect(await attempt(bench())).toEqual({ error: undefined, history: [] });
  expect(await project.plan('production')).toContain('No changes.');

  const address = project.addressOf('production', ROTATION);
  const [{ arn }] = (await bench().ledger()).rotations;
  await project.terraform('production', 'state', 'rm', address);
  await project.synthProgram(programWith(`resource.importFrom('${arn}');`));
  expect((await attempt(bench())).error).toBeUndefined();
  expect(await project.plan('production')).toContain('No changes.');

  expect((await bench().ledger()).operations).not.toContain('CancelRotateSecret');
  expect((await bench().ledger()).rotations.map(({ secret }) => secret)).toEqual(['production/orders']);
});
