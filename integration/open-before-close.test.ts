import { NetworkConfig, RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';
import { attempt } from './attempt';

const { orders } = defaultStack().rotations;
const { private: ids } = defaultStack().networks!;

/** The networks that are there. */
const NETWORKS: Readonly<Record<string, NetworkConfig>> = {
  private: ids,
  other: {
    ...ids,
    databaseSecurityGroupIds: ['sg-0d1d2d3d4d5d60718'],
    functionSecurityGroupIds: ['sg-0f1f2f3f4f5f60718'],
  },
  elsewhere: {
    ...ids,
    vpcId: 'vpc-0e1e2e3e4e5e60718',
    subnetIds: ['subnet-0e1e2e3e4e5e60718'],
    databaseSecurityGroupIds: ['sg-0e1e2e3e4e5e60718'],
    functionSecurityGroupIds: ['sg-0c1c2c3c4c5c60718'],
  },
};

/** A rotation in each network, so that the stand-in has them all. */
const rotations = Object.keys(NETWORKS).map((network) => [network, { ...orders, secret: network, network }]);

const CONFIG: RotationConfig = {
  version: 1,
  stacks: {
    production: { ...defaultStack(), networks: NETWORKS, rotations: Object.fromEntries(rotations) },
  },
};

/** What an apply does, in the order in which it has to. A security group that is made loses its first rule out at once. */
const PHASES = [
  /^(CreateSecurityGroup|Authorize)/,
  /^(ExecuteChangeSet|RotateSecret)$/,
  /^(RevokeSecurityGroupIngress|DeleteSecurityGroup|DeleteStack|DeleteVpcEndpoints)$/,
];

/** The phases through which an apply went, by their numbers. */
function phasesOf(history: readonly string[]): number[] {
  const numbers = history.map((operation) => PHASES.findIndex((phase) => phase.test(operation)));
  return numbers.filter((number) => number >= 0);
}

/** The rotation that is looked at, in the first network. */
function onlyOne(stack: any): void {
  stack.rotations = { orders: stack.rotations.private };
}

describe('new rules and security groups', () => {
  const bench = onWorkbench(CONFIG);

  const groupsOf = (network: string, key: keyof NetworkConfig): unknown =>
    bench().config.stacks.production.networks![network][key];

  test('are open before anything uses them, and old ones close when nothing does', async () => {
    const changes: [string, (stack: any) => void, number[]][] = [
      ['another port', ({ rotations }) => (rotations.orders.port = 3307), [0, 2]],
      [
        'another security group of the database',
        ({ networks: { private: network } }) =>
          (network.databaseSecurityGroupIds = groupsOf('other', 'databaseSecurityGroupIds')),
        [0, 2],
      ],
      [
        'a security group of the function that is given',
        ({ networks: { private: network } }) =>
          (network.functionSecurityGroupIds = groupsOf('other', 'functionSecurityGroupIds')),
        [0, 1, 2],
      ],
      ['one that is made', () => undefined, [0, 1, 2]],
      ['another network of the VPC', ({ rotations }) => (rotations.orders.network = 'other'), [0, 1, 2]],
      ['a network of another VPC', ({ rotations }) => (rotations.orders.network = 'elsewhere'), [0, 1, 2]],
    ];
    await bench().change(onlyOne);
    await bench().project.init('production');
    await bench().project.apply('production');

    for (const [name, change, phases] of changes) {
      await bench().change((stack) => {
        onlyOne(stack);
        change(stack);
      });
      const { error, history } = await attempt(bench());
      const found = phasesOf(history);

      expect({ name, error, history, phases: found }).toEqual({
        name,
        error: undefined,
        history,
        phases: [...found].sort(),
      });
      expect([name, [...new Set(found)]]).toEqual([name, phases]);
    }
    expect(await bench().project.plan('production')).toContain('No changes.');
  }, 900_000);
});
