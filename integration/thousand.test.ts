import { writeFileSync } from 'fs';
import { join } from 'path';
import { Execution } from '../src/rehearsal/execution';
import { Landscape } from '../src/rehearsal/landscape';
import { OWN_COMMAND } from '../src/rehearsal/own-command';
import { Project } from '../src/rehearsal/project';
import { StandIn } from '../src/rehearsal/stand-in';
import { providerVersion } from '../src/rehearsal/tools';

const REGIONS: Readonly<Record<string, string>> = {
  orders: 'us-east-1',
  billing: 'us-east-1',
  catalog: 'eu-west-1',
  reports: 'eu-central-1',
};

const STACKS = Object.keys(REGIONS);

const NETWORKS = ['front', 'back', 'batch'];

const ENGINES = ['mysql', 'postgres', 'mariadb', 'oracle', 'sqlserver'];

const ROTATIONS_OF_STACK = 250;

const MASTERS_OF_STACK = 10;

const MOST_LINES = 1_200;

let standIn: StandIn;
let project: Project;

beforeAll(async () => {
  standIn = await StandIn.start();
  project = new Project(standIn.environment);
});

afterAll(async () => {
  await Execution.killAll();
  await standIn.stop();
  project.remove();
});

type Ids = Readonly<Record<string, string>>;

/** A VPC for each network of a stack: two subnets, and the security group of its databases. */
function landscapeOf(stack: string): Landscape {
  const networks = NETWORKS.map((name) => ({
    vpcId: `${stack}-${name}`,
    subnetIds: [`${stack}-${name}-1`, `${stack}-${name}-2`],
    securityGroupIds: [`${stack}-${name}-databases`],
    endpoints: [],
  }));
  const nothing = { lookedUp: [], keys: [], functions: [], applications: [], roles: [], databases: [] };
  return { region: REGIONS[stack], networks, ...nothing, secrets: [] };
}

/** Who writes a fleet by hand leaves out what its entries have in common. */
function stackText(stack: string, ids: Ids): string[] {
  const networks = NETWORKS.map((name) => {
    const id = (part: string): string => ids[`${stack}-${name}${part}`];
    return `      ${name}: { vpcId: ${id('')}, subnetIds: [${id('-1')}, ${id('-2')}], databaseSecurityGroupIds: [${id('-databases')}] }`;
  });
  const rotations = Array.from({ length: ROTATIONS_OF_STACK }, (_, index) => {
    const settings = settingsOf(stack, index).join(', ');
    return `      ${stack}-${index}: {${settings === '' ? '' : ` ${settings} `}}`;
  });
  return [
    `  ${stack}:`,
    `    region: ${REGIONS[stack]}`,
    `    defaults: { masterSecret: ${stack}/superuser-0 }`,
    '    networks:',
    ...networks,
    '    rotations:',
    ...rotations,
  ];
}

/** Most are as the defaults say; each network has its engine besides, and its superusers. */
function settingsOf(stack: string, index: number): string[] {
  const engine = ENGINES[index % ENGINES.length];
  const network = NETWORKS[index % NETWORKS.length];
  const isSingleUser = index % 4 === 3;
  const master = index % MASTERS_OF_STACK;
  return [
    ...(engine === 'mysql' ? [] : [`engine: ${engine}`]),
    ...(network === 'front' ? [] : [`network: ${network}`]),
    ...(isSingleUser ? ['strategy: single-user'] : []),
    ...(isSingleUser || master === 0 ? [] : [`masterSecret: ${stack}/superuser-${master}`]),
  ];
}

function fleetText(stacks: readonly string[]): string {
  const version = providerVersion(process.env.TF_PLUGIN_DIR);
  return [
    'version: 1',
    'defaults:',
    '  engine: mysql',
    '  strategy: multi-user',
    '  network: front',
    '  schedule: { everyDays: 30, window: 3h }',
    ...(version === undefined ? [] : [`  awsProviderVersion: ${version}`]),
    'stacks:',
    ...stacks,
    '',
  ].join('\n');
}

/** Makes secrets of some names, with one client for all. */
async function makeSecrets(region: string, names: readonly string[]): Promise<void> {
  const script = `
import boto3, json, sys
client = boto3.client("secretsmanager", region_name=sys.argv[1])
for name in json.loads(sys.argv[2]):
    client.create_secret(Name=name, SecretString="{}")
`;
  await project.run('python3', ['-c', script, region, JSON.stringify(names)], project.folder).succeed();
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}

test('a thousand secrets of mixed engines, networks and 40 superusers fit into one file, and Terraform plans them', async () => {
  const texts: string[][] = [];
  for (const stack of STACKS) {
    texts.push(stackText(stack, await standIn.prepare(landscapeOf(stack))));
    await makeSecrets(REGIONS[stack], [
      ...numbered(stack, ROTATIONS_OF_STACK),
      ...numbered(`${stack}/superuser`, MASTERS_OF_STACK),
    ]);
  }
  const text = fleetText(texts.flat());
  expect(text.split('\n').length).toBeLessThan(MOST_LINES);
  writeFileSync(join(project.folder, 'rotation.yaml'), text);

  const validated = await project
    .run(process.execPath, [...OWN_COMMAND, 'validate', 'rotation.yaml', '--json'], project.folder)
    .succeed();
  expect(JSON.parse(validated.slice(validated.indexOf('{'))).findings).toEqual([]);
  await project.synth();

  for (const stack of STACKS) {
    await project.init(stack);
    expect(await project.terraform(stack, 'validate', '-no-color')).toContain('The configuration is valid.');
    const plan = await project.plan(stack);
    expect([stack, countOf(plan, 'aws_secretsmanager_secret_rotation')]).toEqual([stack, ROTATIONS_OF_STACK]);
    expect(countOf(plan, 'aws_vpc_endpoint')).toBe(NETWORKS.length);
    expect(plan).toMatch(/Plan: 1 to import, \d+ to add, 1 to change, 0 to destroy\./);
  }
});

/** How many of a type a plan creates. */
function countOf(plan: string, type: string): number {
  return plan.match(new RegExp(`# ${type}\\.\\S+ will be created`, 'g'))?.length ?? 0;
}
