import { RotationConfig } from '../src/config';
import { landscapeOf } from '../src/rehearsal/landscape';
import { OWN_COMMAND } from '../src/rehearsal/own-command';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';
import { functionOf } from './attempt';
import { follow } from './remedy';

const { orders } = defaultStack().rotations;

const items = { ...orders, secret: 'items', masterSecret: 'items-master', schedule: { rate: '12 hours' } };

const CONFIG: RotationConfig = {
  version: 1,
  stacks: { production: { ...defaultStack(), rotations: { orders, items } } },
};

const ROTATION = 'aws_secretsmanager_secret_rotation';

const FUNCTION = 'aws_serverlessapplicationrepository_cloudformation_stack';

const bench = onWorkbench(CONFIG);

/** Turns a rotation off, if only for a moment. */
const TURNS_OFF = 'CancelRotateSecret';

async function expectAllRotated(stacks: readonly string[], by: Record<string, string>): Promise<void> {
  for (const [secret, name] of Object.entries(by)) expect(await functionOf(bench(), secret)).toBe(name);
  const { history, takenInUse } = await bench().ledger();
  expect(history).not.toContain(TURNS_OFF);
  expect(takenInUse).toEqual([]);
  for (const stack of stacks) expect(await bench().project.plan(stack)).toContain('No changes.');
}

test('rotations that are renamed, swap their secrets, or name them by ARN change nothing', async () => {
  await bench().deploy();
  const arns = Object.fromEntries((await bench().inventory()).secrets.map(({ Name, ARN }) => [Name, ARN]));
  const changes: Record<string, (stack: any) => void> = {
    renamed: (stack) =>
      (stack.rotations = { purchases: stack.rotations.orders, parts: stack.rotations.items }),
    swapped: (stack) => (stack.rotations = { orders: stack.rotations.items, items: stack.rotations.orders }),
    'named by ARN': ({ rotations }) => (rotations.orders.secret = arns['production/orders']),
    'named by partial ARN': ({ rotations }) =>
      (rotations.items.secret = arns.items.slice(0, -'-AbCd12'.length)),
  };

  for (const [name, change] of Object.entries(changes)) {
    await bench().change(change);
    expect([name, await bench().project.plan('production')]).toEqual([
      name,
      expect.stringContaining('No changes.'),
    ]);
  }
});

/** What a plan does to what is in AWS, by address. */
async function planned(): Promise<string[]> {
  const plan = await bench().project.plan('production');
  return [...plan.matchAll(/# (aws_\S+) (?:will|must) be ([\w-]+)/g)].map(
    ([, address, what]) => `${address.replace(/\..*(?=Rotations_)/, '.')} ${what}`,
  );
}

/** The rules by which something would be replaced of what the state has. */
async function foundAgainstState(): Promise<string[]> {
  const { project } = bench();
  const args = ['validate', 'rotation.yaml', '--against', 'terraform.production.tfstate', '--json'];
  const printed = await project.run(process.execPath, [...OWN_COMMAND, ...args], project.folder).succeed();
  return JSON.parse(printed.slice(printed.indexOf('{'))).findings.map(({ rule }: { rule: string }) => rule);
}

test('a fleet with one more, one less, shuffled, or whose network is renamed changes what it has to, and is told before', async () => {
  const inOneFunction = (stack: any): void => {
    stack.rotations.items.masterSecret = stack.rotations.orders.masterSecret;
  };
  const rename = (stack: any, aliases?: string[]): void => {
    inOneFunction(stack);
    stack.networks = { subnets: { ...stack.networks.private, aliases } };
    Object.values<any>(stack.rotations).forEach((rotation) => (rotation.network = 'subnets'));
  };
  await bench().change((stack) => {
    inOneFunction(stack);
    delete stack.rotations.items;
  });
  await bench().project.init('production');
  await bench().project.apply('production');

  await bench().change(inOneFunction);
  expect(await planned()).toEqual([
    expect.stringMatching(/^aws_secretsmanager_secret_rotation\.Rotations_items_\w+ created$/),
  ]);
  await bench().project.apply('production');
  expect(await foundAgainstState()).toEqual([]);

  await bench().change((stack) => {
    inOneFunction(stack);
    stack.rotations = { items: stack.rotations.items, orders: stack.rotations.orders };
  });
  expect(await bench().project.plan('production')).toContain('No changes.');

  await bench().change((stack) => rename(stack, ['private']));
  expect(await bench().project.plan('production')).toContain('No changes.');
  expect(await foundAgainstState()).toEqual([]);

  await bench().change((stack) => rename(stack));
  expect((await planned()).filter((line) => line.startsWith(FUNCTION))).toEqual([
    expect.stringMatching(/private destroyed$/),
    expect.stringMatching(/subnets created$/),
  ]);
  expect(await foundAgainstState()).toEqual(['FunctionReplaced']);

  await bench().change((stack) => {
    inOneFunction(stack);
    delete stack.rotations.items;
  });
  expect(await planned()).toEqual([expect.stringMatching(/Rotations_items_\w+ destroyed$/)]);
  expect(await foundAgainstState()).toEqual(['RotationRemoved']);
});

test('a stack that gets another name and keeps its state moves its rotations, and turns none off', async () => {
  await bench().deploy();
  bench().project.configure({ ...bench().config, stacks: { live: bench().config.stacks.production } });
  await bench().project.synth();

  await follow(bench(), 'A stack');

  const name = 'SecretsManager-live-mysql-multi-user-private';
  await expectAllRotated(['live'], { 'production/orders': name, items: name });
  expect((await bench().inventory()).functions.map(({ FunctionName }) => FunctionName)).toEqual([name]);
});

test('a rotation that moves to another stack is turned on there, and not off', async () => {
  await bench().deploy();
  const { production } = bench().config.stacks;
  const { orders: moved, items: left } = production.rotations;
  const outside = { ...moved, network: undefined };
  const live = { ...production, networks: undefined, rotations: { orders: outside } };
  bench().project.configure({
    version: 1,
    stacks: { production: { ...production, rotations: { items: left } }, live },
  });
  const address = await addressOfOrders();
  await bench().project.synth();

  await follow(bench(), 'A rotation that moves to another stack', { ADDRESS: address });

  await expectAllRotated(['live', 'production'], {
    'production/orders': 'SecretsManager-live-mysql-multi-user',
    items: 'SecretsManager-production-mysql-multi-user-private',
  });
});

/** Terraform's address of the rotation of `production/orders`. */
async function addressOfOrders(): Promise<string> {
  const list = await bench().project.terraform('production', 'state', 'list');
  return list.split('\n').find((address) => address.startsWith(ROTATION) && address.includes('orders'))!;
}

test('a region is changed by no apply, and left by the documented way', async () => {
  const { standIn, config, project } = bench();
  await bench().change((stack) => outside(stack, 'us-east-1'));
  await project.init('production');
  await project.apply('production');
  await standIn.prepare(landscapeOf({ ...config.stacks.production, region: 'eu-west-1' }, { config }));

  await bench().change((stack) => outside(stack, 'eu-west-1'));
  await expect(project.apply('production')).rejects.toThrow(/this\s+stack\s+is\s+in\s+us-east-1/);
  expect(await functionOf(bench(), 'items')).toBe('SecretsManager-production-mysql-multi-user');
  expect((await bench().inventory('eu-west-1')).functions).toEqual([]);

  await bench().change((stack) => outside(stack, 'us-east-1'));
  await follow(bench(), 'A region');
  expect((await bench().inventory()).functions).toEqual([]);
});

/** Rotations that need nothing which has an id of its own in each region. */
function outside(stack: any, region: string): void {
  stack.region = region;
  delete stack.networks;
  Object.values<any>(stack.rotations).forEach((rotation) => delete rotation.network);
}
