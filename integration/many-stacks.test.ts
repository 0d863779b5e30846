import { RotationConfig, StackConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';

const REGIONS = ['us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1', 'eu-west-1', 'eu-west-1'];

/** Stacks of one region, each with a VPC, secrets and functions of its own. */
function fleet(): RotationConfig {
  const stacks = REGIONS.map((region, index): [string, StackConfig] => [
    `team-${index}`,
    stackOf(region, index),
  ]);
  return { version: 1, stacks: Object.fromEntries(stacks) };
}

function stackOf(region: string, index: number): StackConfig {
  const { networks, rotations } = defaultStack();
  const own = (id: string): string => `${id.slice(0, -1)}${index}`;
  const { private: network } = networks!;
  return {
    region,
    networks: {
      private: {
        vpcId: own(network.vpcId!),
        subnetIds: network.subnetIds!.map((id, place) => `${id.slice(0, -2)}${place}${index}`),
        databaseSecurityGroupIds: network.databaseSecurityGroupIds!.map(own),
        secretsManagerEndpoint: 'create',
      },
    },
    rotations: {
      orders: {
        ...rotations.orders,
        secret: `team-${index}/orders`,
        masterSecret: `team-${index}/orders-master`,
      },
    },
  };
}

const bench = onWorkbench(fleet());

test('six stacks in two regions are deployed three at a time, and each has a second plan that is empty', async () => {
  await bench().project.cdktf('deploy', '*', '--parallelism', '3', '--auto-approve').succeed();

  const { rotations } = await bench().ledger();
  expect(rotations.map(({ secret, region }) => `${secret} in ${region}`).sort()).toEqual(
    REGIONS.map((region, index) => `team-${index}/orders in ${region}`),
  );
  for (const stack of bench().stacks) {
    expect(await bench().project.plan(stack)).toContain('No changes.');
  }
});
