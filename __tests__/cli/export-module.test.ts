import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ExitStatus } from '../../src/cli/exit-status';
import { call, Outcome } from './terminal';

let folder: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-module-'));
  target = join(folder, 'rotation');
});

afterEach(() => rmSync(folder, { recursive: true }));

const MYSQL = ['--engine', 'mysql', '--strategy', 'multi-user'];

function exportModule(...options: readonly string[]): Promise<Outcome> {
  return call(['export-module', target, ...options]);
}

test('writes a module, and tells each file', async () => {
  const { status, out, err } = await exportModule(...MYSQL);
  expect(status).toBe(ExitStatus.OK);
  expect(err).toBe('');
  expect(out.split('\n').slice(0, 5)).toEqual([
    join(target, 'README.md'),
    join(target, 'main.tf'),
    join(target, 'variables.tf'),
    join(target, 'outputs.tf'),
    join(target, 'versions.tf'),
  ]);
  expect(readFileSync(join(target, 'README.md'), 'utf8')).toContain('source = "./rotation"');
});

test('writes the resources in JSON on request, in place of those in HCL', async () => {
  await exportModule(...MYSQL);
  await exportModule(...MYSQL, '--format', 'json');
  expect(existsSync(join(target, 'main.tf'))).toBe(false);
  const { resource } = JSON.parse(readFileSync(join(target, 'main.tf.json'), 'utf8'));
  expect(resource.aws_secretsmanager_secret_rotation.rotation.for_each).toBe('${var.secrets}');
});

test('replaces what it wrote, and leaves what others have there', async () => {
  await exportModule(...MYSQL);
  writeFileSync(join(target, 'more.tf'), '# mine\n');
  const { status } = await exportModule(...MYSQL, '--managed-master');
  expect(status).toBe(ExitStatus.OK);
  expect(readFileSync(join(target, 'variables.tf'), 'utf8')).toContain('variable "database_arn"');
  expect(readFileSync(join(target, 'more.tf'), 'utf8')).toBe('# mine\n');
});

test('fails when a file was changed since, and writes nothing', async () => {
  await exportModule(...MYSQL);
  appendFileSync(join(target, 'main.tf'), '# mine\n');
  const before = readFileSync(join(target, 'variables.tf'), 'utf8');
  const { status, err } = await exportModule(...MYSQL, '--managed-master');
  expect(status).toBe(ExitStatus.WRONG_CALL);
  expect(err).toMatch(/nothing is written: main\.tf; .*\(FileExists\)/);
  expect(readFileSync(join(target, 'variables.tf'), 'utf8')).toBe(before);
});

test('fails when the files of others are in the way, and writes nothing', async () => {
  const { status, err } = await call(['export-module', folder, ...MYSQL]);
  expect(status).toBe(ExitStatus.OK);
  expect(err).toBe('');
  rmSync(join(folder, 'README.md'));
  const again = await call(['export-module', folder, '--engine', 'postgres', '--strategy', 'single-user']);
  expect(again.status).toBe(ExitStatus.WRONG_CALL);
  expect(readdirSync(folder)).not.toContain('README.md');
});

describe('with a configuration', () => {
  function configFile(...stacks: readonly string[]): string {
    const file = join(folder, 'rotation.yaml');
    const rest = 'engine: mysql, strategy: single-user, schedule: { everyDays: 30 }';
    const texts = stacks.map(
      (name) =>
        `  ${name}: { region: us-east-1, rotations: { orders: { secret: ${name}/orders, ${rest} } } }`,
    );
    writeFileSync(file, `version: 1\nstacks:\n${texts.join('\n')}\n`);
    return file;
  }

  test('writes what its only stack does', async () => {
    const { status } = await exportModule('--config', configFile('production'));
    expect(status).toBe(ExitStatus.OK);
    expect(readFileSync(join(target, 'variables.tf'), 'utf8')).toContain(
      'default     = "SecretsManager-production-mysql-single-user"',
    );
  });

  test('writes what the named stack does', async () => {
    await exportModule('--config', configFile('test', 'production'), '--stack', 'production');
    expect(readFileSync(join(target, 'variables.tf'), 'utf8')).toContain('"SecretsManager-production-');
  });

  test.each([
    [[], /name it in --stack: test, production \(OptionMissing\)/],
    [['--stack', 'prodution'], /did you mean "production"\?/],
    [['--stack', 'test', '--engine', 'mysql'], /or else --config \(OptionIgnored\)/],
  ])('fails when called with %j, and writes nothing', async (options, message) => {
    const config = configFile('test', 'production');
    const { status, err } = await exportModule('--config', config, ...options);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toMatch(message);
    expect(existsSync(target)).toBe(false);
  });

  test('fails when the configuration is wrong, and writes nothing', async () => {
    const file = join(folder, 'rotation.yaml');
    writeFileSync(file, 'version: 1\nstacks: {}\n');
    const { status } = await exportModule('--config', file);
    expect(status).toBe(ExitStatus.FINDINGS);
    expect(existsSync(target)).toBe(false);
  });
});

test.each([
  [['--stack', 'production'], /--stack names a stack of a configuration/],
  [[], /give --engine and --strategy, both of them, or a configuration in --config \(OptionMissing\)/],
  [['--engine', 'mysql'], /give --engine and --strategy/],
  [['--engine', 'mysq', '--strategy', 'single-user'], /Allowed choices are mysql, /],
  [['--engine', 'mysql', '--strategy', 'single-user', '--managed-master'], /leave --managed-master out/],
  [['--engine', 'mongodb', '--strategy', 'multi-user', '--managed-master'], /mongodb, multi-user/],
  [[...MYSQL, '--format', 'yaml'], /Allowed choices are hcl, json/],
])('fails when called with %j, and writes nothing', async (options, message) => {
  const { status, err } = await exportModule(...options);
  expect(status).toBe(ExitStatus.WRONG_CALL);
  expect(err).toMatch(message);
  expect(existsSync(target)).toBe(false);
});
