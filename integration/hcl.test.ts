import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseConfig, RotationConfig } from '../src/config';
import { defaultConfiguration, defaultStack, Project, ROOT } from '../src/rehearsal/project';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Whatever CDKTF writes wrongly as HCL if it is let: policies, conditions, quotes, backslashes, expressions. */
const EVERYTHING: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...defaultStack(),
      networks: {
        ...defaultStack().networks,
        instance: {
          lookup: { dbInstance: 'orders' },
          secretsManagerEndpoint: { existing: 'vpce-0a1b2c3d4e5f60718' },
        },
        cluster: { lookup: { dbCluster: 'items' }, secretsManagerEndpoint: 'create', rdsEndpoint: 'create' },
      },
      rotations: {
        ...defaultStack().rotations,
        keyed: {
          ...defaultStack().rotations.orders,
          secret: 'keyed',
          kmsKeyArn: KEY,
          masterSecretKmsKeyArn: KEY,
          excludeCharacters: 'dms',
        },
        instance: {
          engine: 'mysql',
          strategy: 'single-user',
          secret: 'instance',
          network: 'instance',
          schedule: { cron: '0 4 ? * SUN *', window: '2h' },
          excludeCharacters: 'url-safe',
        },
        cluster: {
          engine: 'postgres',
          strategy: 'multi-user',
          secret: 'cluster',
          masterSecret: 'rds-managed',
          network: 'cluster',
          schedule: { complianceDays: 90 },
          excludeCharacters: '$\\{"',
        },
      },
    },
  },
};

/** Terraform's only warning of what CDKTF writes. */
const QUOTED = 'Quoted references are deprecated';

const projects: Project[] = [];

afterAll(() => projects.forEach((project) => project.remove()));

function projectOf(config: RotationConfig): Project {
  const project = new Project();
  projects.push(project);
  project.configure(config);
  return project;
}

/** The HCL that `cdktf synth --hcl` writes, where Terraform can read it alone. */
async function asHcl(config: RotationConfig): Promise<Project> {
  const project = projectOf(config);
  await project.cdktf('synth', '--hcl').succeed();
  await project.init('production');
  return project;
}

describe.each([
  ['the default configuration', defaultConfiguration()],
  ['a configuration with all that there is', EVERYTHING],
])('%s as HCL', (_, config) => {
  test('is valid, says Terraform', async () => {
    const project = await asHcl(config);

    const verdict = JSON.parse(await project.terraform('production', 'validate', '-json'));

    expect(verdict).toMatchObject({ valid: true, error_count: 0 });
  });
});

test('every example as HCL is valid, and Terraform warns of nothing but how CDKTF writes depends_on', async () => {
  const files = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.yaml'));
  const configs = files.map(
    (name) => parseConfig(readFileSync(join(ROOT, 'examples', name), 'utf8')).config!,
  );
  const stacks = Object.assign({}, ...configs.map((config) => config.stacks));
  expect(Object.keys(stacks)).toHaveLength(files.length);
  const project = projectOf({ version: 1, stacks });
  await project.cdktf('synth', '--hcl').succeed();

  for (const stack of Object.keys(stacks)) {
    await project.init(stack);
    const verdict = JSON.parse(await project.terraform(stack, 'validate', '-json'));
    const others = verdict.diagnostics.filter(({ summary }: any) => summary !== QUOTED);
    expect([stack, verdict.valid, others]).toEqual([stack, true, []]);
  }
});

/** What docs/limits.md says of conditions in resources of one's own. */
test('conditions of a program are written in a form that Terraform refuses', async () => {
  const project = new Project();
  projects.push(project);
  await project.synthProgram(`
import { App, DataResource, TerraformStack } from 'cdktf';

process.env.SYNTH_HCL_OUTPUT = 'true';
const app = new App();
const stack = new TerraformStack(app, 'production');
new DataResource(stack, 'Own', {
  lifecycle: { precondition: [{ condition: '\${1 == 1}', errorMessage: 'one is not one' }] },
});
app.synth();
`);

  await expect(project.init('production')).rejects.toThrow(/Unsupported argument[^]*precondition/);
});

test('excluded characters are the same in HCL as in JSON', async () => {
  const hcl = await asHcl(EVERYTHING);
  const json = projectOf(EVERYTHING);
  await json.synth();
  const stack = (project: Project, file: string) =>
    readFileSync(join(project.folder, 'cdktf.out', 'stacks', 'production', file), 'utf8');
  const { resource } = JSON.parse(stack(json, 'cdk.tf.json'));
  const inJson = Object.values<any>(
    resource.aws_serverlessapplicationrepository_cloudformation_stack,
  ).flatMap(({ parameters }) => parameters.excludeCharacters ?? []);
  const literals = [...stack(hcl, 'cdk.tf').matchAll(/excludeCharacters\s*= (.*)/g)].map(
    ([, literal]) => literal,
  );

  const inHcl = await Promise.all(literals.map((literal) => valueOf(literal)));

  expect(literals).toHaveLength(3);
  expect(inHcl.sort()).toEqual(inJson.sort());
});

/** What Terraform takes an expression for. */
async function valueOf(expression: string): Promise<string> {
  const project = new Project();
  projects.push(project);
  writeFileSync(join(project.folder, 'main.tf'), `output "value" {\n  value = ${expression}\n}\n`);
  await project.run('terraform', ['apply', '-auto-approve', '-no-color'], project.folder).succeed();
  return JSON.parse(await project.run('terraform', ['output', '-json'], project.folder).succeed()).value
    .value;
}
