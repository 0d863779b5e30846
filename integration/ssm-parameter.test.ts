import { parseConfig, RotationConfig } from '../src/config';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { onWorkbench } from '../src/rehearsal/workbench';

const TEXT = `
version: 1
stacks:
  production:
    region: us-east-1
    networks:
      private:
        vpcId: { ssmParameter: /network/vpc-id }
        subnetIds: { ssmParameter: /network/subnets }
        databaseSecurityGroupIds: [{ ssmParameter: /network/database-group }]
      same:
        vpcId: { ssmParameter: /network/vpc-id }
        subnetIds: [{ ssmParameter: /network/subnet }]
        databaseSecurityGroupIds: { ssmParameter: /network/database-groups }
        functionSecurityGroupIds: { ssmParameter: /network/function-groups }
    rotations:
      orders:
        engine: mysql
        strategy: multi-user
        secret: production/orders
        masterSecret: { ssmParameter: orders-master-arn }
        masterSecretKmsKeyArn: { ssmParameter: /keys/secrets }
        network: private
        schedule: { everyDays: 30 }
      items:
        engine: postgres
        strategy: single-user
        secret: { ssmParameter: /secrets/items-arn }
        network: same
        schedule: { rate: 12 hours }
`;

function configuration(): RotationConfig {
  const { config, findings } = parseConfig(TEXT);
  expect(findings).toEqual([]);
  return config!;
}

describe('a configuration whose ids and ARNs are in parameters', () => {
  const bench = onWorkbench(configuration());

  test('rotates with what they hold, after all of it was in place, and a second plan is empty', async () => {
    await bench().deploy();

    const { rotations, calls } = await bench().ledger();
    const { secrets } = await bench().inventory('us-east-1');
    const stack = bench().knownStacks.production;
    const missing = Object.values(stack.rotations).flatMap((entry) => {
      const rotation = rotations.find(({ secret, arn }) => [secret, arn].includes(entry.secret))!;
      return prerequisitesOf(rotation, entry, stack, secrets).filter(({ holds }) => !holds);
    });
    expect(rotations).toHaveLength(2);
    expect(missing).toEqual([]);
    expect(calls).toContain('ssm:GetParameter');
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('says which parameter holds something else, before anything is made', async () => {
    await bench().standIn.hold('us-east-1', { '/network/vpc-id': ['subnet-0a1b2c3d4e5f60718'] });
    await bench().project.synth();
    await bench().project.init('production');

    await expect(bench().project.apply('production')).rejects.toThrow(
      /the parameter\s+"\/network\/vpc-id"\s+of\s+AWS\s+Systems\s+Manager\s+does\s+not\s+hold\s+the\s+id\s+of\s+a\s+VPC/,
    );
    expect((await bench().ledger()).operations).not.toContain('CreateSecurityGroup');
  });
});
