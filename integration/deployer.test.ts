import { deployerPolicyOf } from '../src/app/deployer-policy';
import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';

const ACCOUNT = '123456789012';

/** What anybody may ask who has credentials. */
const WITHOUT_PERMISSION = ['sts:GetCallerIdentity'];

/** Whether a statement is about the caller's own calls, not about those that a service makes on the caller's behalf. */
const isForCaller = ({ Condition = {} }: { Condition?: object }): boolean =>
  !/"aws:(CalledVia|ViaAWSService)"/.test(JSON.stringify(Condition));

const stack = defaultStack();

/** A network by its ids, one whose endpoint exists, and one that is looked up with the master secret that RDS manages. */
const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...stack,
      tags: { team: 'data' },
      networks: {
        ...stack.networks,
        existing: {
          ...stack.networks!.private,
          vpcId: 'vpc-0a1b2c3d4e5f60719',
          subnetIds: ['subnet-0a1b2c3d4e5f60720'],
          databaseSecurityGroupIds: ['sg-0a1b2c3d4e5f60719'],
          secretsManagerEndpoint: { existing: 'vpce-0a1b2c3d4e5f60718' },
        },
        lookedUp: { lookup: { dbInstance: 'items' } },
      },
      rotations: {
        ...stack.rotations,
        parts: { ...stack.rotations.orders, secret: 'parts', network: 'existing' },
        items: {
          ...stack.rotations.orders,
          secret: 'items',
          masterSecret: 'rds-managed',
          network: 'lookedUp',
        },
      },
    },
  },
};

const bench = onWorkbench(CONFIGURATION);

test('the policy of who deploys allows every call that Terraform makes from apply to destroy', async () => {
  await bench().deploy();
  await bench().change((production) => (production.rotations.parts.schedule = { rate: '12 hours' }));
  await bench().project.apply('production');
  await bench().project.destroy('production');

  const { calls } = await bench().ledger();
  const allowed: string[] = deployerPolicyOf(bench().config, ACCOUNT)
    .toJson()
    .Statement.filter(isForCaller)
    .flatMap(({ Action }: { Action: string | string[] }) => Action);
  expect(calls).toEqual(
    expect.arrayContaining(['lambda:GetFunction', 'secretsmanager:RotateSecret', 'ec2:CreateVpcEndpoint']),
  );
  expect(calls.filter((call) => ![...allowed, ...WITHOUT_PERMISSION].includes(call))).toEqual([]);
});
