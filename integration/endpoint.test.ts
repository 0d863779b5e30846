import { NetworkConfig, RotationConfig } from '../src/config';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';

const EXISTING = 'vpce-0a1b2c3d4e5f60718';

function configuration(changes: Partial<NetworkConfig>): RotationConfig {
  const stack = defaultStack();
  const network = { ...stack.networks!.private, ...changes };
  return { version: 1, stacks: { production: { ...stack, networks: { private: network } } } };
}

describe.each([
  ['with private DNS', true, /^https:\/\/secretsmanager\.us-east-1\.amazonaws\.com$/],
  ['without private DNS', false, /^https:\/\/vpce-[\w-]+\./],
])('a network with an endpoint that exists, %s', (_, privateDns, url) => {
  const bench = onWorkbench(configuration({ secretsManagerEndpoint: { existing: EXISTING } }), {
    privateDns,
  });

  test('lets the function through that endpoint, makes no other, and a second plan is empty', async () => {
    await bench().deploy();

    const { production } = bench().config.stacks;
    const [rotation] = (await bench().ledger()).rotations;
    const { secrets } = await bench().inventory();
    const prerequisites = prerequisitesOf(rotation, production.rotations.orders, production, secrets);
    expect(prerequisites.filter(({ holds }) => !holds)).toEqual([]);
    expect(rotation.function.Environment.Variables.SECRETS_MANAGER_ENDPOINT).toMatch(url);
    expect(rotation.endpoints).toHaveLength(1);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});

describe('a network with a NAT gateway', () => {
  const bench = onWorkbench(configuration({ secretsManagerEndpoint: 'none' }));

  test('lets the function out to the internet on 443, makes no endpoint, and a second plan is empty', async () => {
    await bench().deploy();

    const [rotation] = (await bench().ledger()).rotations;
    const [group] = rotation.function.VpcConfig!.SecurityGroupIds!;
    const out = rotation.securityGroupRules.filter(({ GroupId, IsEgress }) => GroupId === group && IsEgress);
    expect(rotation.endpoints).toEqual([]);
    expect(out.map(({ FromPort, CidrIpv4 }) => [FromPort, CidrIpv4 ?? null])).toEqual(
      expect.arrayContaining([
        [443, '0.0.0.0/0'],
        [3306, null],
      ]),
    );
    expect(out).toHaveLength(2);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});
