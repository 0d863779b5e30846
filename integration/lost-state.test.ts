import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { RotationConfig } from '../src/config';
import { OWN_COMMAND } from '../src/rehearsal/own-command';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';

const stack = defaultStack();

const { orders } = stack.rotations;

const folder = mkdtempSync(join(tmpdir(), 'lost-state-'));

const zip = join(folder, 'rotate.zip');

afterAll(() => rmSync(folder, { recursive: true }));

execFileSync('python3', [
  '-c',
  `import zipfile\nwith zipfile.ZipFile(${JSON.stringify(zip)}, 'w') as code:\n    code.writestr('lambda_function.py', 'pass')`,
]);

/** Of each kind of function and network one. */
const CONFIG: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...stack,
      networks: { ...stack.networks, database: { lookup: { dbInstance: 'shop' } } },
      functions: {
        named: { name: 'rotate-named', stackName: 'NamedStack' },
        own: { code: { zip }, handler: 'lambda_function.lambda_handler', runtime: 'python3.13' },
      },
      rotations: {
        orders,
        items: { ...orders, secret: 'items', isolation: 'dedicated' },
        named: { ...orders, secret: 'named', function: 'named' },
        own: { secret: 'own', schedule: orders.schedule, function: 'own' },
        shop: {
          ...orders,
          engine: 'postgres',
          strategy: 'single-user',
          masterSecret: undefined,
          secret: 'shop',
          network: 'database',
        },
      },
    },
  },
};

const bench = onWorkbench(CONFIG);

function importPlan(...args: readonly string[]) {
  const { project } = bench();
  return project.run(
    process.execPath,
    [...OWN_COMMAND, 'import-plan', 'rotation.yaml', ...args],
    project.folder,
  );
}

/** What the commands of AWS would print for each address that is asked for. */
function idsIn(state: any, asked: string): string[] {
  const address = asked.split('[')[0];
  const { type, instances } = state.resources.find((one: any) => `${one.type}.${one.name}` === address);
  return instances.map(({ index_key: key, attributes }: any) => {
    const { [ID_OF[type] ?? 'id']: id } = attributes;
    return `${address}${key === undefined ? '' : `[${JSON.stringify(key)}]`}=${id}`;
  });
}

/** By which attribute AWS knows what Terraform knows by two. */
const ID_OF: Readonly<Record<string, string>> = {
  aws_lambda_permission: 'statement_id',
  aws_iam_role_policy: 'name',
};

test('a stack whose state was lost is adopted as a whole, and nothing is rotated or recreated', async () => {
  const { project } = bench();
  await bench().deploy();
  const file = join(project.folder, 'terraform.production.tfstate');
  const state = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);

  const { output } = await importPlan().outcome;
  const asked = [...output.matchAll(/--id '([^=]+)=/g)].map(([, address]) => address);
  await importPlan(
    ...asked.flatMap((address) => idsIn(state, address)).flatMap((id) => ['--id', id]),
  ).succeed();
  await project.synth();
  await project.init('production');
  const plan = await project.plan('production');
  expect(plan).not.toMatch(/# aws_\S+ (will|must) be (created|replaced|destroyed)/);

  const before = (await bench().ledger()).history.length;
  await project.apply('production');
  const { history, rotations } = await bench().ledger();
  // Terraform does not know which code is there.
  expect(history.slice(before)).toEqual(['UpdateFunctionCode']);
  expect(rotations).toHaveLength(5);
  expect(await project.plan('production')).toContain('No changes.');
});
