import { killDuring } from './kill';
import { attempt, denied, functionOf } from './attempt';
import { Blanks, remedy } from './remedy';
import { CallFault, Inventory } from '../src/rehearsal/stand-in';
import { onWorkbench, Workbench } from '../src/rehearsal/workbench';

const FUNCTION_NAME = 'SecretsManager-production-mysql-multi-user-private';

const REPLACED = 'would be made anew under its own name';

const FUNCTION = 'aws_serverlessapplicationrepository_cloudformation_stack';
const ENDPOINT = 'aws_vpc_endpoint';
const EGRESS = 'aws_vpc_security_group_egress_rule';

const bench = onWorkbench();

/** A first apply that fails. */
async function fail(...calls: CallFault[]): Promise<void> {
  await bench().change(() => undefined);
  await bench().project.init('production');
  expect((await attempt(bench(), ...calls)).error).toContain(calls[0].operation);
}

/** One more apply makes good what is left, with one rotation, and nothing is left to change. */
async function expectMadeGood(): Promise<void> {
  expect((await attempt(bench())).error).toBeUndefined();
  expect((await bench().ledger()).rotations).toHaveLength(1);
  expect(await functionOf(bench())).toBe(FUNCTION_NAME);
  expect(await bench().project.plan('production')).toContain('No changes.');
}

describe('a function whose first creation fails', () => {
  test.each([
    ['is refused', { calls: [denied('ExecuteChangeSet')] }],
    ['is rolled back', { failChangeSet: 'the runtime is not available' }],
  ])(
    'because its change set %s, is not replaced, and made good by the deletion of its stack',
    async (_, faults) => {
      await bench().change(() => undefined);
      await bench().project.init('production');
      await bench().standIn.setFaults(faults);
      await expect(bench().project.apply('production')).rejects.toThrow();
      await bench().standIn.setFaults({ calls: [] });

      const { error, history } = await attempt(bench());
      expect(error).toMatch(/would be\s+made anew under its own name/);
      expect(history).toEqual([]);
      expect(await functionOf(bench())).toBeUndefined();

      await remedy(bench(), REPLACED, 'delete-stack', { 'FUNCTION-NAME': FUNCTION_NAME });
      await expectMadeGood();
    },
  );

  test('because nobody may see that it exists, is kept by its owner, and rotates once', async () => {
    await fail(denied('GetApplication'));
    expect((await attempt(bench())).error).toMatch(/would be\s+made anew/);

    await keepTainted(REPLACED, FUNCTION);
    await expectMadeGood();
  });
});

test('a function that somebody tainted while it rotates a secret is not replaced, and kept', async () => {
  await bench().deploy();
  const { project } = bench();
  await project.terraform('production', 'taint', project.addressOf('production', FUNCTION));

  expect(await attempt(bench())).toMatchObject({ error: expect.stringMatching(/made anew/), history: [] });

  await keepTainted(REPLACED, FUNCTION);
  expect(await project.plan('production')).toContain('No changes.');
});

describe('an apply that does not see what it made', () => {
  test('of the endpoint that it made, is made good when the endpoint is kept', async () => {
    await fail(denied('DescribeVpcEndpoints'));
    expect((await attempt(bench())).error).toMatch(/conflicting\s+DNS\s+domain/);

    await keepTainted('conflicting DNS domain', ENDPOINT);
    await expectMadeGood();
  });

  test('of the rotation that it turned on, turns it off and on at the next unless it is told', async () => {
    await fail({ ...denied('DescribeSecret'), of: 'production/orders-', after: 'RotateSecret' });

    await keepTainted('is tainted, so must be replaced', 'aws_secretsmanager_secret_rotation');
    await expectMadeGood();
  });
});

describe('an apply that is killed before it knows the id of what it made', () => {
  test.each([
    {
      operation: 'ExecuteChangeSet',
      others: [ENDPOINT],
      message: "didn't contain changes",
      type: FUNCTION,
      blanksOf: (): Blanks => ({ 'FUNCTION-NAME': FUNCTION_NAME }),
    },
    {
      operation: 'CreateVpcEndpoint',
      others: ['aws_iam_role_policy'],
      message: 'conflicting DNS domain',
      type: ENDPOINT,
      blanksOf: ({ endpoints: [{ VpcEndpointId }] }: Inventory): Blanks => ({ 'vpce-ID': VpcEndpointId }),
    },
  ])('while $operation is under way is made good by an import and the next one', async (given) => {
    const { project } = bench();
    await killDuring(bench(), given.operation, given.others);
    await expect(project.apply('production')).rejects.toThrow(
      new RegExp(given.message.replace(/ /g, '\\s+')),
    );

    const ADDRESS = project.addressOf('production', given.type);
    await remedy(bench(), given.message, 'import', { ADDRESS, ...given.blanksOf(await bench().inventory()) });
    await expectMadeGood();
  });

  test('while a function’s creation is rolled back is made good by the deletion of its stack', async () => {
    await bench().standIn.setFaults({ failChangeSet: 'the runtime is not available' });
    await killDuring(bench(), 'ExecuteChangeSet', [ENDPOINT]);
    const { error } = await attempt(bench());
    expect(error).toMatch(/is\s+in\s+ROLLBACK_COMPLETE\s+state\s+and\s+can\s+not\s+be\s+updated/);

    await remedy(bench(), 'is in ROLLBACK_COMPLETE state', 'delete-stack', {
      'FUNCTION-NAME': FUNCTION_NAME,
    });
    await expectMadeGood();
  });

  test('while a rule is made is made good by an import and the next one', async () => {
    await killDuring(bench(), 'AuthorizeSecurityGroupIngress', [ENDPOINT, EGRESS]);
    const { error } = await attempt(bench());
    const [, ADDRESS] = /with (aws_vpc_security_group_ingress_rule\.[\w-]+),/.exec(error!)!;

    const port = ADDRESS.includes('-3306_') ? 3306 : 443;
    const { securityGroupRules } = await bench().inventory();
    const { SecurityGroupRuleId } = securityGroupRules.find(
      ({ IsEgress, FromPort }) => !IsEgress && FromPort === port,
    )!;
    await remedy(bench(), 'InvalidPermission.Duplicate', 'import', {
      ADDRESS,
      'sgr-ID': SecurityGroupRuleId,
    });
    await expectMadeGood();
  });
});

/** Follows the advice for all that Terraform's state has as tainted of a type. */
async function keepTainted(message: string, type: string): Promise<void> {
  const tainted = await taintedOf(bench(), type);
  expect(tainted).not.toEqual([]);
  for (const ADDRESS of tainted) await remedy(bench(), message, 'untaint', { ADDRESS });
}

async function taintedOf({ project }: Workbench, type: string): Promise<string[]> {
  const { resources } = JSON.parse(await project.terraform('production', 'state', 'pull'));
  return resources
    .filter(({ instances }: any) => instances.some(({ status }: any) => status === 'tainted'))
    .filter((one: any) => one.type === type)
    .map(({ name }: any) => `${type}.${name}`);
}
