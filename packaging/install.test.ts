import { spawnSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Consumer } from './consumer';
import { packagesOfReadme, programsOfDocuments } from './documents';

const packed = process.env.PACKED!;

const MANIFEST = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));

const COMMONJS = { module: 'CommonJS', moduleResolution: 'Node10', skipLibCheck: true };

const NODENEXT = { module: 'NodeNext', moduleResolution: 'NodeNext', skipLibCheck: true };

const consumers: Consumer[] = [];

afterAll(() => consumers.forEach((consumer) => consumer.remove()));

function consumer(): Consumer {
  consumers.push(new Consumer());
  return consumers[consumers.length - 1];
}

/** The lowest release that a range allows. */
function lowest(name: string): string {
  return `${name}@${/\d+\.\d+\.\d+/.exec(MANIFEST.peerDependencies[name])![0]}`;
}

/** Node.js wants paths in full where modules are ECMAScript's; the provider's package has no map of its exports. */
function asEcmaScript(programs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(programs).map(([name, text]) => [
      name,
      text.replace(/('@cdktf\/provider-aws\/lib\/[\w-]+)'/g, "$1/index.js'"),
    ]),
  );
}

/** Whether Terraform is there, and a mirror of providers or the way to a registry. */
function hasTerraform(): boolean {
  return process.env.TF_PLUGIN_DIR !== undefined && spawnSync('terraform', ['version']).status === 0;
}

describe('installed by README’s line', () => {
  const project = consumer();

  beforeAll(async () => {
    project.write('package.json', '{ "private": true }');
    const seconds = await project.install([packed, ...packagesOfReadme()]);
    process.stderr.write(`${seconds} s to install\n`);
  });

  test('it brings no second copy of what it shares with the program', () => {
    const nested = readdirSync(join(project.folder, 'node_modules', 'cdktf-secret-rotation', 'node_modules'));

    expect(nested).not.toEqual(expect.arrayContaining(['cdktf']));
    expect(nested).not.toEqual(expect.arrayContaining(['constructs']));
  });

  test('the documents’ programs compile as CommonJS', async () => {
    await project.compile(programsOfDocuments('ts'), COMMONJS);
  });

  test('the documents’ programs compile as ECMAScript modules', async () => {
    await project.compile(asEcmaScript(programsOfDocuments('mts')), NODENEXT);
  });

  test('the documents’ programs compile where every declaration is checked', async () => {
    await project.compile(programsOfDocuments('ts'), {
      ...COMMONJS,
      skipLibCheck: false,
      exactOptionalPropertyTypes: false,
    });
  });

  test('a program that names what is not there does not compile', async () => {
    const program = "import { SecretRotations } from 'cdktf-secret-rotation'; console.log(SecretRotations);";

    await expect(project.compile({ 'wrong.ts': program }, COMMONJS)).rejects.toThrow(
      /no exported member named 'SecretRotations'/,
    );
  });

  test('nothing but what its exports name can be imported', async () => {
    const reach = (path: string) =>
      project.run(process.execPath, '-p', `require('cdktf-secret-rotation/${path}') && 'reached'`);

    expect(await reach('schemas/rotation-config.schema.json')).toBe('reached\n');
    expect(await reach('package.json')).toBe('reached\n');
    await expect(reach('lib/policy/glob.js')).rejects.toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test('it loads as CommonJS and as an ECMAScript module, with the same classes', async () => {
    const script = `
      import { createRequire } from 'module';
      import * as imported from 'cdktf-secret-rotation';
      const required = createRequire(import.meta.url)('cdktf-secret-rotation');
      const same = Object.keys(required).every((name) => imported[name] === required[name]);
      console.log(same, Object.keys(required).length > 20, new required.SecretRotationError('a', []) instanceof Error);`;
    project.write('load.mjs', script);

    expect(await project.run(process.execPath, 'load.mjs')).toBe('true true true\n');
  });

  test('its command starts projects whose synthesis and tests pass', async () => {
    await project.run('npx', 'secret-rotation', 'init', '--yes');
    await project.install([]);
    const validated = await project.run('npx', 'secret-rotation', 'validate');
    await project.run('npm', 'run', 'synth');
    await project.run('npm', 'test');

    expect(validated).toContain('SecretsManagerRDSMySQLRotationMultiUser');
    expect(existsSync(join(project.folder, 'cdktf.out', 'stacks', 'production', 'cdk.tf.json'))).toBe(true);
  });

  test('its check of policies and secrets runs', async () => {
    project.write(
      'policy.json',
      '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:Get", "Resource": "*" } }',
    );

    await expect(project.run('npx', 'secret-rotation', 'check-policy', 'policy.json')).rejects.toThrow(
      /ended with status 1/,
    );
    expect(await project.run('npx', 'secret-rotation', '--version')).toBe(`${MANIFEST.version}\n`);
  });

  test('Terraform finds nothing wrong with what was synthesised, where there is Terraform', async () => {
    if (!hasTerraform()) {
      process.stderr.write('skipped: terraform validate, for want of Terraform or of TF_PLUGIN_DIR\n');
      return;
    }
    const stack = join('cdktf.out', 'stacks', 'production');
    const [version] = readdirSync(
      join(process.env.TF_PLUGIN_DIR!, 'registry.terraform.io', 'hashicorp', 'aws'),
    ).slice(-1);
    const json = JSON.parse(project.read(join(stack, 'cdk.tf.json')));
    json.terraform.required_providers.aws.version = version;
    project.write(join(stack, 'cdk.tf.json'), JSON.stringify(json));
    project.write(
      'terraform.rc',
      `provider_installation {\n  filesystem_mirror {\n    path = "${process.env.TF_PLUGIN_DIR}"\n  }\n}\n`,
    );
    process.env.TF_CLI_CONFIG_FILE = join(project.folder, 'terraform.rc');
    await project.run('terraform', `-chdir=${stack}`, 'init', '-input=false');

    expect(JSON.parse(await project.run('terraform', `-chdir=${stack}`, 'validate', '-json'))).toMatchObject({
      valid: true,
    });
  });
});

test('installed with the lowest peers, by npm 10 and without scripts, it synthesises', async () => {
  const project = consumer();
  project.write('package.json', '{ "private": true }');
  await project.installWith(
    ['npx', '--yes', 'npm@10'],
    [packed, ...Object.keys(MANIFEST.peerDependencies).map(lowest)],
    '--ignore-scripts',
  );

  await project.run('npx', 'secret-rotation', 'init', '--yes');
  await project.run('npx', 'secret-rotation', 'synth');

  expect(existsSync(join(project.folder, 'cdktf.out', 'stacks', 'production', 'cdk.tf.json'))).toBe(true);
  await project.compile(programsOfDocuments('ts'), COMMONJS);
});

test('a program of `init --typescript` compiles, and makes the stacks that the command makes', async () => {
  const project = consumer();
  await project.run(
    'npx',
    '--yes',
    `--package=${packed}`,
    'secret-rotation',
    'init',
    '--yes',
    '--typescript',
  );
  await project.install([]);

  await project.run('npx', 'tsc');
  await project.run('npm', 'test');
  await project.run('npm', 'run', 'synth');
  const ofProgram = project.read(join('cdktf.out', 'stacks', 'production', 'cdk.tf.json'));
  await project.run('npx', 'secret-rotation', 'synth');

  expect(JSON.parse(ofProgram)).toEqual(
    JSON.parse(project.read(join('cdktf.out', 'stacks', 'production', 'cdk.tf.json'))),
  );
});
