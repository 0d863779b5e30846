import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from './run';

const ROOT = join(__dirname, '..');

const TERRAIN = join(ROOT, 'dist', 'cdktn');

const BINDINGS = join(TERRAIN, 'node_modules', '@cdktn', 'provider-aws');

/** A configuration that makes every kind of resource. */
const CONFIGURATION = `version: 1
stacks:
  production:
    region: us-east-1
    tags: { team: data }
    networks:
      private:
        vpcId: vpc-0a1b2c3d4e5f60718
        subnetIds: [subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719]
        databaseSecurityGroupIds: [sg-0a1b2c3d4e5f60718]
        secretsManagerEndpoint: create
      instance: { lookup: { dbInstance: orders }, secretsManagerEndpoint: { existing: vpce-0a1b2c3d4e5f60718 } }
      cluster: { lookup: { dbCluster: items }, secretsManagerEndpoint: create, rdsEndpoint: create }
    rotations:
      ids: { engine: mysql, strategy: multi-user, secret: ids, masterSecret: admin, network: private, schedule: { everyDays: 7 } }
      instance: { engine: mysql, strategy: single-user, secret: instance, network: instance, schedule: { rate: 12 hours } }
      cluster:
        engine: postgres
        strategy: multi-user
        secret: cluster
        masterSecret: rds-managed
        network: cluster
        schedule: { cron: '0 4 ? * SUN *', window: 2h }
  open:
    region: cn-north-1
    backend: { s3: { bucket: state, key: open, region: cn-north-1, useLockfile: true } }
    rotations:
      orders: { engine: mysql, strategy: single-user, secret: orders, schedule: { complianceDays: 90 } }
`;

type Block = Record<string, any>;

/** What Terraform itself knows of every resource. */
const META = ['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider'];

const folder = mkdtempSync(join(tmpdir(), 'flavours-'));

const made: Record<string, Record<string, Block>> = {};

beforeAll(async () => {
  if (!existsSync(join(TERRAIN, 'lib'))) {
    await run('npm', ['run', 'build:cdktn', '--', '--listTests'], ROOT);
  }
  made.cdktf = await synthesise(ROOT);
  made.cdktn = await synthesise(TERRAIN);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The Terraform of each stack, from one flavour's source. */
async function synthesise(flavour: string): Promise<Record<string, Block>> {
  const outdir = mkdtempSync(join(folder, 'out-'));
  writeFileSync(join(folder, 'rotation.yaml'), CONFIGURATION);
  const tsx = require.resolve('tsx');
  await run(process.execPath, ['--import', tsx, join(flavour, 'main.ts')], folder, { CDKTF_OUTDIR: outdir });
  const stacks = join(outdir, 'stacks');
  return Object.fromEntries(
    readdirSync(stacks).map((name) => [
      name,
      JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8')),
    ]),
  );
}

/** A stack without what says by which framework, and with which release of the provider, it was made. */
function neutral(stack: Block): Block {
  const { required_providers: providers, ...terraform } = stack.terraform;
  return { ...stack, '//': undefined, terraform: { ...terraform, providers: Object.keys(providers) } };
}

describe('both flavours', () => {
  test.each(['production', 'open'])('make the same Terraform of stack %s', (name) => {
    expect(neutral(made.cdktn[name])).toEqual(neutral(made.cdktf[name]));
  });

  test('differ in framework version, provider version and source', () => {
    const { cdktf, cdktn } = { cdktf: made.cdktf.production, cdktn: made.cdktn.production };

    expect(cdktf.terraform.required_providers.aws).toEqual({ source: 'aws', version: '6.25.0' });
    expect(cdktn.terraform.required_providers.aws).toEqual({ source: 'hashicorp/aws', version: '6.66.0' });
    expect([cdktf['//'].metadata.version, cdktn['//'].metadata.version]).toEqual(['0.21.0', '0.24.0']);
  });
});

/** The file of the bindings for a resource or data source. */
function bindingOf(type: string, isData: boolean): string {
  const name = type.replace(/_/g, '-').replace(/^aws-/, isData ? 'data-aws-' : '');
  return readFileSync(join(BINDINGS, 'lib', name, 'index.js'), 'utf8');
}

/** The attributes and blocks that the provider's schema gives a type, as its bindings carry them. */
function attributesOf(type: string, isData: boolean): string[] {
  const binding = bindingOf(type, isData);
  const table = binding.slice(binding.lastIndexOf('synthesizeHclAttributes() {'));
  return [...table.matchAll(/^ {12}(\w+): \{$/gm)].map(([, name]) => name);
}

/** The blocks of a stack, each with its type. */
function blocksOf(
  stack: Block,
  kind: 'resource' | 'data',
): { type: string; attributes: string[]; isData: boolean }[] {
  return Object.entries<Record<string, Block>>(stack[kind] ?? {}).flatMap(([type, byName]) =>
    Object.values(byName).map((block) => ({
      type,
      attributes: Object.keys(block).filter((name) => !META.includes(name)),
      isData: kind === 'data',
    })),
  );
}

test('all that is emitted is in the schema of provider 6.66, as its bindings carry it', () => {
  const blocks = Object.values(made.cdktf).flatMap((stack) => [
    ...blocksOf(stack, 'resource'),
    ...blocksOf(stack, 'data'),
  ]);
  const unknown = blocks
    // What is Terraform's own has no bindings.
    .filter(({ type }) => type.startsWith('aws_'))
    .flatMap(({ type, attributes, isData }) => {
      const known = attributesOf(type, isData);
      return attributes.filter((name) => !known.includes(name)).map((name) => `${type}.${name}`);
    });

  expect(new Set(blocks.map(({ type }) => type)).size).toBeGreaterThan(10);
  expect(unknown).toEqual([]);
});
