import { killDuring } from './kill';
import { Inventory } from '../src/rehearsal/stand-in';
import { onWorkbench } from '../src/rehearsal/workbench';

const FUNCTION_NAME = 'SecretsManager-production-mysql-multi-user-private';

const bench = onWorkbench();

describe('an apply in which the function’s first creation fails', () => {
  test('is made good by the deletion of its CloudFormation stack and the next one', async () => {
    const { project, standIn } = bench();
    await standIn.setFaults({ failChangeSet: 'the runtime is not available' });
    await expect(bench().deploy()).rejects.toThrow(/ROLLBACK_COMPLETE/);
    await expect(project.apply('production')).rejects.toThrow(/can not be updated/);

    await standIn.deleteStack(`serverlessrepo-${FUNCTION_NAME}`);
    await project.apply('production');

    expect((await bench().ledger()).rotations).toHaveLength(1);
    expect(await project.plan('production')).toContain('No changes.');
  });
});

describe('an apply that is killed before it knows the id of what it made', () => {
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
    await killDuring(bench(), given.operation, given.others);
    await expect(project.apply('production')).rejects.toThrow(given.refusal);

    const id = given.idOf(await bench().inventory());
    await project.terraform('production', 'import', project.addressOf('production', given.type), id);
    await project.apply('production');

    expect((await bench().ledger()).rotations).toHaveLength(1);
    expect(await project.plan('production')).toContain('No changes.');
  });
});
