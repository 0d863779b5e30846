import { FRAMEWORK } from '../../src/framework';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App } from 'cdktf';
import { addStacks } from '../../src/app/add-stacks';
import { movedStacks } from '../../src/app/moved-stacks';
import { Finding, RotationConfig, StackConfig } from '../../src/config';
import { ROTATION, STACK } from '../support/configuration';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moved-stacks-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const S3 = { s3: { bucket: 'acme', key: 'rotation.tfstate', region: 'us-east-1' } };

const CLOUD = { cloud: { organization: 'acme', workspace: 'rotation' } };

function write(name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What Terraform has in its state after a deployment. */
function writeState(
  stack: string,
  secrets: readonly string[],
  region = 'us-east-1',
  suffix = 'AbCd12',
): void {
  const instances = secrets.map((secret) => ({
    attributes: { secret_id: `arn:aws:secretsmanager:${region}:111122223333:secret:${secret}-${suffix}` },
  }));
  const resources = [{ mode: 'managed', type: 'aws_secretsmanager_secret_rotation', name: 'a', instances }];
  write(`terraform.${stack}.tfstate`, JSON.stringify({ version: 4, resources }));
}

function synthesise(stacks: Record<string, StackConfig>): void {
  const app = new App({ outdir: join(folder, 'cdktf.out') });
  addStacks(app, { version: 1, stacks });
  app.synth();
}

function findingsFor(stacks: Record<string, Partial<StackConfig>>): Finding[] {
  const config = Object.entries(stacks).map(([name, changes]) => [name, { ...STACK, ...changes }]);
  return movedStacks({ version: 1, stacks: Object.fromEntries(config) } as RotationConfig, folder, output());
}

const output = (): string => join(folder, 'cdktf.out');

const rules = (findings: readonly Finding[]): string[][] => findings.map(({ rule, path }) => [rule, path]);

const SECRET = ROTATION.secret;

describe('what was deployed before, with its state in a file', () => {
  test('is told when a stack of another name rotates its secrets', () => {
    writeState('production', ['other', SECRET]);

    expect(findingsFor({ live: {} })).toEqual([
      {
        rule: 'StackRenamed',
        severity: 'warning',
        path: 'stacks.live',
        message: expect.stringMatching(
          /"production".*terraform\.production\.tfstate.*"live" is terraform\.live\.tfstate.*"Renaming and moving"/,
        ),
      },
    ]);
  });

  test('is known by a secret whose random characters read like a word', () => {
    writeState('production', [SECRET], 'us-east-1', 'qwerty');
    expect(rules(findingsFor({ live: {} }))).toEqual([['StackRenamed', 'stacks.live']]);
  });

  test('is told when nothing takes it over', () => {
    writeState('staging', ['other']);

    expect(rules(findingsFor({ live: {} }))).toEqual([['StackLeft', 'stacks']]);
  });

  test('is told when the region changes', () => {
    writeState('production', [SECRET]);

    expect(findingsFor({ production: { region: 'eu-west-1' } })).toEqual([
      {
        rule: 'RegionChanged',
        severity: 'warning',
        path: 'stacks.production.region',
        message: expect.stringMatching(
          new RegExp(`was deployed to us-east-1; in eu-west-1 .*"${FRAMEWORK.command} destroy production"`),
        ),
      },
    ]);
  });

  test('is not told when it has been destroyed, or when all stays as it is', () => {
    writeState('production', [SECRET]);
    writeState('staging', []);

    expect(findingsFor({ production: {} })).toEqual([]);
  });
});

describe.each([
  ['S3', S3],
  ['HCP Terraform', CLOUD],
])('what was synthesised before, with its state in %s', (_, backend) => {
  const other = JSON.parse(JSON.stringify(backend).replace(/rotation/g, 'other'));

  test('is told when a stack of another name and another state rotates its secrets', () => {
    synthesise({ production: { ...STACK, backend } as StackConfig });

    expect(rules(findingsFor({ live: { backend: other } }))).toEqual([['StackRenamed', 'stacks.live']]);
  });

  test('is not told when the stack of another name has its state', () => {
    synthesise({ production: { ...STACK, backend } as StackConfig });

    expect(findingsFor({ live: { backend } })).toEqual([]);
  });

  test('is told when the region changes', () => {
    synthesise({ production: { ...STACK, backend } as StackConfig });

    expect(rules(findingsFor({ production: { backend, region: 'eu-west-1' } }))).toEqual([
      ['RegionChanged', 'stacks.production.region'],
    ]);
  });

  test('is not told when it may have been destroyed', () => {
    synthesise({ production: { ...STACK, backend } as StackConfig });

    expect(findingsFor({ live: { rotations: { other: { ...ROTATION, secret: 'x' } as never } } })).toEqual(
      [],
    );
  });
});

describe('files that are none of Terraform’s', () => {
  test.each([
    ['terraform.production.tfstate', '{'],
    ['terraform.production.tfstate', 'null'],
    [
      'terraform.production.tfstate',
      '{"resources":[null,1,{"type":"aws_secretsmanager_secret_rotation","instances":[null,{"attributes":3}]}]}',
    ],
    ['terraform.$(rm).tfstate', '{}'],
    ['cdktf.out/manifest.json', '{"stacks":{"../../etc":{},"production":{}}}'],
    ['cdktf.out/manifest.json', '[]'],
  ])('are passed over: %s with %s', (file, text) => {
    write(file, text);
    write('cdktf.out/stacks/production/cdk.tf.json', '{"terraform":{"backend":{"s3":1}}}');

    expect(findingsFor({ production: { region: 'eu-west-1' } })).toEqual([]);
  });

  test('are passed over when they are folders, or too large', () => {
    mkdirSync(join(folder, 'terraform.one.tfstate'));
    write('terraform.two.tfstate', ' '.repeat(17 * 1024 * 1024));

    expect(findingsFor({ production: {} })).toEqual([]);
  });

  test('are none in a folder that does not exist', () => {
    expect(movedStacks({ version: 1, stacks: {} }, join(folder, 'none'), output())).toEqual([]);
  });
});
