import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { TerraformOutput } from 'cdktf';
import { RotationApp, RotationConfigFile, SecretRotationError } from '../../src';
import { fileInRoot, ROOT } from '../support/examples';
import { call } from '../cli/terminal';

const DEFAULT = fileInRoot('rotation.yaml');

const EXAMPLES = [
  'rotation.yaml',
  ...readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}`),
].filter((name) => name.endsWith('.yaml'));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotation-app-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(configuration: string): string {
  const file = join(folder, 'rotation.yaml');
  writeFileSync(file, configuration);
  return file;
}

function stackIn(outdir: string, name = 'production'): unknown {
  return JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
}

function stacksIn(outdir: string): unknown[] {
  return readdirSync(join(outdir, 'stacks')).map((name) => stackIn(outdir, name));
}

function thrownBy(work: () => unknown): SecretRotationError {
  try {
    work();
  } catch (error) {
    return error as SecretRotationError;
  }
  throw new Error('nothing was thrown');
}

describe('an app of a configuration file', () => {
  test.each(EXAMPLES)('makes the stacks of %s that the command makes', async (name) => {
    const configFile = join(ROOT, name);
    const [ofProgram, ofCommand] = [join(folder, 'program'), join(folder, 'command')];

    new RotationApp({ configFile, outdir: ofProgram }).synth();
    process.env.CDKTF_OUTDIR = ofCommand;
    await call(['synth', configFile]).finally(() => delete process.env.CDKTF_OUTDIR);

    const [one, other] = [stacksIn(ofProgram), stacksIn(ofCommand)];
    expect(one).toEqual(other);
  });

  test('has its stacks at hand for what is added to them', () => {
    const app = new RotationApp({ configFile: write(DEFAULT), outdir: join(folder, 'out') });

    new TerraformOutput(app.rotationStack('production'), 'Added', { value: 'yes' });
    app.synth();

    expect(stackIn(join(folder, 'out'))).toMatchObject({ output: { Added: { value: 'yes' } } });
  });

  test('fails for a stack that is not there, and tells which one is meant', () => {
    const app = new RotationApp({ configFile: write(DEFAULT) });

    const { problems } = thrownBy(() => app.rotationStack('prodution'));

    expect(problems).toEqual([
      {
        code: 'NoSuchStack',
        message:
          'the configuration has no stack "prodution"; did you mean "production"? allowed here: production',
      },
    ]);
  });

  test('fails with every error of its file at once', () => {
    const configFile = write(DEFAULT.replace('vpc-0', 'vcp-0').replace('everyDays', 'evryDays'));

    const error = thrownBy(() => new RotationApp({ configFile }));

    expect(error).toBeInstanceOf(SecretRotationError);
    expect(error.problems.map(({ code }) => code)).toEqual(['WrongForm', 'UnknownKey']);
    expect(error.message).toContain(
      `${configFile}: line 9, column 16, stacks.production.networks.private.vpcId: `,
    );
  });

  test('fails for a file that cannot be read', () => {
    expect(thrownBy(() => new RotationApp({ configFile: join(folder, 'none.yaml') })).message).toContain(
      'there is no such file',
    );
  });

  test('keeps the warnings', () => {
    const app = new RotationApp({ configFile: write(DEFAULT.replace('us-east-1', 'eu-central-2')) });

    expect(app.findings).toMatchObject([{ rule: 'RegionWithoutRepository', severity: 'warning' }]);
  });
});

describe('a configuration file', () => {
  test('tells its stacks when it is right', () => {
    expect(RotationConfigFile.load(write(DEFAULT))).toMatchObject({
      stackNames: ['production'],
      findings: [],
      isValid: true,
    });
  });

  test('tells what is wrong with it, and throws nothing', () => {
    const file = RotationConfigFile.load(write(DEFAULT.replace('mysql', 'mysqll')));

    expect(file).toMatchObject({ stackNames: [], isValid: false });
    expect(file.findings).toMatchObject([{ rule: 'NotAllowed', line: 18, column: 17 }]);
    expect(file.toText()).toMatch(/did you mean "mysql"\?[\s\S]*1 error, 0 warnings$/);
  });

  test('is valid with warnings', () => {
    const { isValid, findings } = RotationConfigFile.load(
      write(DEFAULT.replace('us-east-1', 'eu-central-2')),
    );

    expect({ isValid, count: findings.length }).toEqual({ isValid: true, count: 1 });
  });
});
