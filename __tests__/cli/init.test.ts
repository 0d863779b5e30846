import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PassThrough } from 'stream';
import { configurationText } from '../../src/cli/init/configuration';
import { answersOf } from '../../src/cli/init/answers';
import { ask } from '../../src/cli/init/ask';
import { FRAMEWORK } from '../../src/framework';
import { parseConfig } from '../../src/config';
import { ENGINES, STRATEGIES } from '../../src/secret/subject';
import { fileInRoot } from '../support/examples';
import { call, Outcome } from './terminal';

const MANIFEST = JSON.parse(fileInRoot('package.json'));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function init(...args: string[]): Promise<Outcome> {
  return call(['init', folder, ...args]);
}

function written(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** All files under the folder, with what they hold. */
function snapshot(): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

describe('init', () => {
  test('writes a project that names what it needs', async () => {
    const { status, out } = await init();

    expect(status).toBe(0);
    expect(out.match(/^created {2}/gm)).toHaveLength(7);
    expect(JSON.parse(written('cdktf.json'))).toMatchObject({
      app: 'secret-rotation synth',
      context: { rotationConfig: 'rotation.yaml' },
    });
    expect(readdirSync(folder).sort()).toEqual([
      '.gitignore',
      'README.md',
      '__tests__',
      'cdktf.json',
      'help',
      'package.json',
      'rotation.yaml',
    ]);
  });

  test('has the configuration that the package comes with by default, and where its schema lies', async () => {
    await init();
    const [schema, ...rest] = written('rotation.yaml').split('\n');

    expect(schema).toBe(
      `# yaml-language-server: $schema=node_modules/${FRAMEWORK.ownPackage}/schemas/rotation-config.schema.json`,
    );
    expect(rest.join('\n')).toBe(fileInRoot('rotation.yaml'));
  });

  test('pins the releases that this package is tested with', async () => {
    await init('--typescript');
    const { dependencies, devDependencies } = JSON.parse(written('package.json'));

    for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) {
      expect([name, version]).toEqual([name, MANIFEST.devDependencies[name] ?? MANIFEST.version]);
    }
    expect(Object.keys(devDependencies)).toContain('ts-jest');
  });

  test('writes a program with --typescript', async () => {
    await init('--typescript');

    expect(JSON.parse(written('cdktf.json')).app).toBe('node --import tsx main.ts');
    expect(written('main.ts')).toContain('new RotationApp()');
    expect(existsSync(join(folder, '__tests__', 'rotation.test.ts'))).toBe(true);
  });

  test('fills the configuration in from its options', async () => {
    await init(
      ...['--engine', 'postgres', '--region', 'eu-west-1', '--network', 'lookup:items'],
      ...['--secret', 'items', '--master-secret', 'rds-managed', '--every-days', '30'],
    );

    expect(parseConfig(written('rotation.yaml'))).toMatchObject({
      findings: [],
      config: {
        stacks: {
          production: {
            region: 'eu-west-1',
            networks: { database: { lookup: { dbInstance: 'items' }, secretsManagerEndpoint: 'create' } },
            rotations: {
              orders: {
                engine: 'postgres',
                secret: 'items',
                masterSecret: 'rds-managed',
                schedule: { everyDays: 30 },
              },
            },
          },
        },
      },
    });
  });

  test('takes the ids of a VPC', async () => {
    await init('--network', 'vpc:vpc-1234abcd,subnet-1234abcd,sg-1234abcd');

    expect(parseConfig(written('rotation.yaml')).config?.stacks.production.networks).toEqual({
      private: {
        vpcId: 'vpc-1234abcd',
        subnetIds: ['subnet-1234abcd'],
        databaseSecurityGroupIds: ['sg-1234abcd'],
        secretsManagerEndpoint: 'create',
      },
    });
  });

  test.each([
    [['--engine', 'mysqll'], /"mysqll" is not allowed; did you mean "mysql"\?/],
    [['--strategy', 'none'], /allowed here: single-user, multi-user/],
    [['--network', 'lookup:'], /--network "lookup:" is none of: none, lookup:DBINSTANCE/],
    [['--network', 'vpc:subnet-1234abcd'], /with one id that starts with vpc-/],
    [['--every-days', '0'], /--every-days "0" is not a whole number of days from 1 to 1000/],
  ])('refuses %j, and writes nothing', async (args, message) => {
    const { status, err } = await init(...args);

    expect(status).toBe(2);
    expect(err).toMatch(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['--region', 'moon-1'],
    ['--secret', 'two words'],
    ['--network', 'lookup:Not A Name'],
  ])('tells the findings of a configuration that %s %j would make, and writes nothing', async (...args) => {
    const { status, err } = await init(...args);

    expect(status).toBe(1);
    expect(err).toMatch(/1 error, 0 warnings/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('init in a folder that is not empty', () => {
  test('keeps what is there, and says so', async () => {
    writeFileSync(join(folder, 'README.md'), 'mine');
    writeFileSync(join(folder, 'rotation.yaml'), 'mine: too');

    const { status, out } = await init();

    expect(status).toBe(0);
    expect([written('README.md'), written('rotation.yaml')]).toEqual(['mine', 'mine: too']);
    expect(out).toMatch(/^kept {5}.*rotation\.yaml$/m);
    expect(out).toMatch(/^created {2}.*cdktf\.json$/m);
  });

  test('refuses to fill in a configuration that is there', async () => {
    writeFileSync(join(folder, 'rotation.yaml'), 'mine');

    const { status, err } = await init('--engine', 'mysql');

    expect(status).toBe(2);
    expect(err).toMatch(/already, which stays as it is/);
    expect(readdirSync(folder)).toEqual(['rotation.yaml']);
  });

  test('adds to a package.json what it lacks, and changes nothing in it', async () => {
    const mine = {
      name: 'mine',
      scripts: { test: 'true' },
      dependencies: { [FRAMEWORK.library]: '0.20.0' },
      custom: [1],
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(mine));

    await init();

    const { scripts, dependencies, devDependencies, ...others } = JSON.parse(written('package.json'));
    expect(others).toEqual({ name: 'mine', custom: [1] });
    expect(scripts).toMatchObject({ test: 'true', synth: `${FRAMEWORK.command} synth` });
    expect(dependencies).toMatchObject({
      [FRAMEWORK.library]: '0.20.0',
      constructs: MANIFEST.devDependencies.constructs,
    });
    expect(devDependencies).toMatchObject({ jest: MANIFEST.devDependencies.jest });
  });

  test('refuses a package.json that it cannot read, and writes nothing', async () => {
    writeFileSync(join(folder, 'package.json'), '{');

    expect(await init()).toMatchObject({ status: 2, err: expect.stringMatching(/is no JSON object/) });
    expect(readdirSync(folder)).toEqual(['package.json']);
  });

  test('changes nothing the second time', async () => {
    await init();
    const before = snapshot();

    const { status, out } = await init();

    expect(status).toBe(0);
    expect(out).not.toMatch(/created|added/);
    expect(snapshot()).toEqual(before);
  });

  test('leaves nothing when a file cannot be written', async () => {
    writeFileSync(join(folder, '__tests__'), 'a file, where a folder is needed');

    const { status } = await init();

    expect(status).toBe(2);
    expect(readdirSync(folder)).toEqual(['__tests__']);
  });

  test('makes the folder that is named', async () => {
    mkdirSync(join(folder, 'inner'));

    await call(['init', join(folder, 'inner', 'new', 'project')]);

    expect(existsSync(join(folder, 'inner', 'new', 'project', 'rotation.yaml'))).toBe(true);
  });
});

describe('a configuration made of answers', () => {
  const networks = ['none', 'vpc', 'lookup:orders', 'lookup-cluster:orders'];
  const all = ENGINES.flatMap((engine) =>
    STRATEGIES.flatMap((strategy) => networks.map((network) => [engine, strategy, network])),
  );

  test.each(all)(
    'for %s, %s, %s has no error, unless there is nothing to look up',
    (engine, strategy, network) => {
      const { config, findings } = parseConfig(configurationText(answersOf({ engine, strategy, network })));

      expect(config === undefined ? findings.map(({ rule }) => rule) : []).toEqual(
        isLookedUpInVain(engine, network) ? ['EngineNotLookedUp'] : [],
      );
    },
  );
});

/** Redshift is not in RDS, where networks are looked up. */
function isLookedUpInVain(engine: string, network: string): boolean {
  return engine === 'redshift' && network.startsWith('lookup');
}

describe('the questions', () => {
  test('are asked where the options say nothing, with a default for each', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    // As the screen, it stays when a question has been answered.
    output.end = () => output;
    let printed = '';
    output.on('data', (data: Buffer) => {
      printed += data;
      if (String(data).includes('?')) setImmediate(() => input.write('\n'));
    });

    const answers = await ask({ engine: 'postgres' }, { input, output });

    expect(answersOf(answers)).toEqual({
      engine: 'postgres',
      strategy: 'multi-user',
      region: 'us-east-1',
      secret: 'production/orders',
      masterSecret: 'production/orders-master',
      network: { kind: 'lookup', key: 'dbInstance', database: 'orders' },
      everyDays: 7,
    });
    expect(printed).not.toContain("The database's engine");
    expect(printed).toContain('The network of the rotation function');
  });
});
