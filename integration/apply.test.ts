import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { RecordedRotation, RuleRecord } from '../src/rehearsal/stand-in';
import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

describe('the default configuration, applied', () => {
  test('rotates the secret once, when everything that the rotation needs is there', async () => {
    await bench().deploy();

    const { rotations } = await bench().ledger();
    const { secrets } = await bench().inventory();
    const stack = bench().config.stacks.production;
    expect(rotations).toMatchObject([
      {
        secret: 'production/orders',
        rules: { AutomaticallyAfterDays: 7 },
        immediately: true,
        hasValue: true,
        application: {
          arn: 'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
          version: '1.1.671',
        },
      },
    ]);
    const prerequisites = prerequisitesOf(rotations[0], stack.rotations.orders, stack, secrets);
    expect(prerequisites.filter(({ holds }) => !holds)).toEqual([]);
    expect(prerequisites).toHaveLength(7);

    await expectExactGrants(rotations[0]);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});

/** No more than what the rotation needs: one policy statement, one permission for this account, four rules. */
async function expectExactGrants(rotation: RecordedRotation): Promise<void> {
  const { secrets } = await bench().inventory();
  const master = secrets.find(({ Name }) => Name === 'production/orders-master');
  expect(Object.values(rotation.inlinePolicies)).toEqual([
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: master?.ARN }],
    },
  ]);

  const [database] = bench().config.stacks.production.networks!.private.databaseSecurityGroupIds!;
  const [ownGroup] = rotation.function.VpcConfig!.SecurityGroupIds!;
  const [{ GroupId: endpoint }] = rotation.endpoints[0].Groups;
  const opened = rotation.securityGroupRules
    .filter(({ ReferencedGroupInfo }) => ReferencedGroupInfo)
    .map(ruleText);
  expect(opened.sort()).toEqual(
    [
      `out of ${ownGroup} to ${database} on tcp 3306-3306`,
      `into ${database} from ${ownGroup} on tcp 3306-3306`,
      `out of ${ownGroup} to ${endpoint} on tcp 443-443`,
      `into ${endpoint} from ${ownGroup} on tcp 443-443`,
    ].sort(),
  );
  const ofOwnGroup = rotation.securityGroupRules.filter(({ GroupId }) => GroupId === ownGroup);
  expect(ofOwnGroup).toHaveLength(2);
}

function ruleText(rule: RuleRecord): string {
  const direction = rule.IsEgress ? 'out of' : 'into';
  const preposition = rule.IsEgress ? 'to' : 'from';
  const other = rule.ReferencedGroupInfo?.GroupId;
  return `${direction} ${rule.GroupId} ${preposition} ${other} on ${rule.IpProtocol} ${rule.FromPort}-${rule.ToPort}`;
}
