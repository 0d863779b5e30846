import { Inventory } from './stand-in';
import { onWorkbench } from './workbench';

const bench = onWorkbench();

const FUNCTION_NAME = 'SecretsManager-production-mysql-multi-user-private';

describe('an apply that is killed', () => {
  test.each([
    { operation: 'CreateSecurityGroup', others: [] },
    { operation: 'CreateCloudFormationChangeSet', others: ['aws_vpc_endpoint'] },
    { operation: 'AddPermission', others: ['aws_vpc_endpoint', 'aws_iam_role_policy'] },
    { operation: 'PutRolePolicy', others: ['aws_vpc_endpoint', 'aws_lambda_permission'] },
    { operation: 'RotateSecret', others: [] },
  ])('while $operation is under way is made good by the next one', async ({ operation, others }) => {
    await killDuring(operation, others);

    await bench().project.apply('production');

    const { secrets, functions } = await bench().inventory();
    expect(functions).toHaveLength(1);
    expect(secrets.find(({ Name }) => Name === 'production/orders')).toMatchObject({ RotationEnabled: true });
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test.each([
    {
      operation: 'ExecuteChangeSet',
      others: ['aws_vpc_endpoint'],
      refusal: /didn't contain changes/,
      type: 'aws_serverlessapplicationrepository_cloudformation_stack',
      idOf: () => FUNCTION_NAME,
    },
    {
      operation: 'CreateVpcEndpoint',
      others: ['aws_iam_role_policy'],
      refusal: /conflicting DNS domain/,
      type: 'aws_vpc_endpoint',
      idOf: ({ endpoints: [{ VpcEndpointId }] }: Inventory) => VpcEndpointId,
    },
  ])('while $operation is under way is made good by an import and the next one', async (given) => {
    const { project } = bench();
    await killDuring(given.operation, given.others);
    await expect(project.apply('production')).rejects.toThrow(given.refusal);

    const id = given.idOf(await bench().inventory());
    await project.terraform('production', 'import', project.addressOf('production', given.type), id);
    await project.apply('production');

    expect((await bench().ledger()).rotations).toHaveLength(1);
    expect(await project.plan('production')).toContain('No changes.');
  });
});

/** Kills Terraform when an operation was carried out and not answered, and others were completed. */
async function killDuring(operation: string, others: readonly string[]): Promise<void> {
  await bench().project.synth();
  await bench().project.init('production');
  await bench().standIn.setFaults({ hold: operation });
  const apply = bench().project.startApply('production');
  await Promise.race([bench().standIn.untilHeld(operation), apply.succeed().then(endedTooEarly)]);
  await until(() => others.every((type) => new RegExp(`${type}.*Creation complete`).test(apply.output)));
  apply.kill();
  await apply.outcome;
}

function endedTooEarly(): never {
  throw new Error('the apply ended before it could be killed');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 100));
}
