import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { JsiiRuntime, Reference, struct } from './jsii';
import { run } from './run';

const ROOT = join(__dirname, '..');

const OWN = 'cdktf-secret-rotation';

const folder = mkdtempSync(join(tmpdir(), 'languages-'));

const runtime = new JsiiRuntime();

beforeAll(async () => {
  expect(await runtime.hello()).toMatch(/^@jsii\/runtime@1\./);
  for (const name of ['constructs', 'cdktf', '@cdktf/provider-aws']) {
    const module = join(ROOT, 'node_modules', name);
    const tarball = await run(
      'npm',
      ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, module],
      ROOT,
    );
    await runtime.load(name, versionOf(module), join(folder, tarball.trim()));
  }
  await runtime.load(OWN, versionOf(ROOT), process.env.PACKED!);
});

afterAll(() => {
  runtime.stop();
  rmSync(folder, { recursive: true });
});

function versionOf(module: string): string {
  return JSON.parse(readFileSync(join(module, 'package.json'), 'utf8')).version;
}

/** README's second program, as another language runs it. */
async function program(outdir: string): Promise<void> {
  const app = await runtime.create('cdktf.App', struct('cdktf.AppConfig', { outdir }));
  const stack = await runtime.create('cdktf.TerraformStack', app, 'production');
  const region = struct('@cdktf/provider-aws.provider.AwsProviderConfig', { region: 'us-east-1' });
  await runtime.create('@cdktf/provider-aws.provider.AwsProvider', stack, 'Aws', region);
  const network: Reference = await runtime.callStatic(
    `${OWN}.RotationNetwork`,
    'vpc',
    stack,
    'Network',
    struct(`${OWN}.VpcRotationNetworkProps`, {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
      databaseSecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
    }),
  );
  const application = await runtime.getStatic(`${OWN}.RotationApplication`, 'MYSQL_MULTI_USER');
  const schedule = await runtime.callStatic(`${OWN}.RotationSchedule`, 'everyDays', 7);
  await runtime.create(
    `${OWN}.SecretRotation`,
    stack,
    'OrdersRotation',
    struct(`${OWN}.SecretRotationProps`, {
      secret: 'production/orders',
      masterSecret: 'production/orders-master',
      application,
      network,
      schedule,
    }),
  );
  await runtime.call(app, 'synth');
}

const TWIN = `
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const { App, TerraformStack } = require('cdktf');
const { RotationApplication, RotationNetwork, RotationSchedule, SecretRotation } = require('${join(ROOT, 'src')}');

const app = new App({ outdir: process.argv[1] });
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
const network = RotationNetwork.vpc(stack, 'Network', {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
  databaseSecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
});
new SecretRotation(stack, 'OrdersRotation', {
  secret: 'production/orders',
  masterSecret: 'production/orders-master',
  application: RotationApplication.MYSQL_MULTI_USER,
  network,
  schedule: RotationSchedule.everyDays(7),
});
app.synth();
`;

function stackIn(outdir: string): any {
  return JSON.parse(readFileSync(join(outdir, 'stacks', 'production', 'cdk.tf.json'), 'utf8'));
}

test('another language makes the Terraform that TypeScript makes', async () => {
  const [ofOther, ofTypeScript] = [join(folder, 'other'), join(folder, 'typescript')];

  await program(ofOther);
  await run(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', TWIN, ofTypeScript], ROOT);

  expect(Object.keys(stackIn(ofOther).resource)).toContain('aws_secretsmanager_secret_rotation');
  expect(stackIn(ofOther)).toEqual(stackIn(ofTypeScript));
});

test('another language gets our error, with what is wrong and what is allowed', async () => {
  await expect(runtime.callStatic(`${OWN}.RotationSchedule`, 'everyDays', 0)).rejects.toThrow(
    /0 is out of range; expected a whole number of days from 1 to 1000 \(OutOfRange\)/,
  );
});

describe('the example in Python', () => {
  const file = join(ROOT, 'examples', 'python', 'main.py');
  const program = readFileSync(file, 'utf8');

  test('names what the package has in Python', () => {
    const types: Record<string, any> = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types;
    const named = [...program.matchAll(/\b(Rotation\w+|SecretRotation)(?:\.(\w+))?\(?/g)];
    const members = named.flatMap(([, type, member]) => (member ? [`${type}.${member}`] : []));
    const keywords = [...program.matchAll(/^ {4}(\w+)=/gm)].map(([, keyword]) => keyword);

    expect(named.map(([, type]) => type).filter((type) => !types[`${OWN}.${type}`])).toEqual([]);
    expect(members.filter((member) => !membersOf(types).has(member))).toEqual([]);
    expect(keywords.filter((keyword) => !propertiesOf(types).has(keyword))).toEqual([]);
    expect(keywords.length).toBeGreaterThan(6);
  });

  const lacking = whatPythonLacks();

  test(lacking ? `was left out: ${lacking}` : 'makes the Terraform that TypeScript makes', async () => {
    if (lacking) return void process.stderr.write(`examples/python was left out: ${lacking}\n`);
    const [ofPython, ofTypeScript] = [join(folder, 'python'), join(folder, 'typescript-twin')];
    await run('python3', [file], ROOT, { CDKTF_OUTDIR: ofPython });
    await run(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', TWIN, ofTypeScript], ROOT);

    expect(stackIn(ofPython)).toEqual(stackIn(ofTypeScript));
  });
});

/** What is missing for a run of the example, and how to get it. */
function whatPythonLacks(): string | undefined {
  const imports = 'import cdktf, cdktf_cdktf_provider_aws, cdktf_secret_rotation';
  const { status, error } = spawnSync('python3', ['-c', imports], { stdio: 'ignore' });
  if (error !== undefined) return 'there is no Python 3; install it from https://www.python.org/downloads/';
  return status === 0
    ? undefined
    : 'Python has not the packages of examples/python/requirements.txt; examples/README.md says how to install them';
}

/** The static members of all types as Python calls them. */
function membersOf(types: Record<string, any>): Set<string> {
  return new Set(
    Object.values(types).flatMap((type) =>
      [...(type.methods ?? []), ...(type.properties ?? [])].map(
        ({ name }) => `${type.name}.${inPython(name)}`,
      ),
    ),
  );
}

/** The properties of all structs as Python calls them. */
function propertiesOf(types: Record<string, any>): Set<string> {
  const structs = Object.values(types).filter(({ datatype }) => datatype);
  return new Set(structs.flatMap(({ properties = [] }) => properties.map(({ name }: any) => inPython(name))));
}

function inPython(name: string): string {
  return /^[A-Z_]+$/.test(name) ? name : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
