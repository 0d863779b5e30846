import { killDuring } from './kill';
import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

describe('an apply that is killed', () => {
  test.each([
    { operation: 'CreateSecurityGroup', others: [] },
    { operation: 'CreateCloudFormationChangeSet', others: ['aws_vpc_endpoint'] },
    { operation: 'AddPermission', others: ['aws_vpc_endpoint', 'aws_iam_role_policy'] },
    { operation: 'PutRolePolicy', others: ['aws_vpc_endpoint', 'aws_lambda_permission'] },
    { operation: 'RotateSecret', others: [] },
  ])('while $operation is under way is made good by the next one', async ({ operation, others }) => {
    await killDuring(bench(), operation, others);

    await bench().project.apply('production');

    const { secrets, functions } = await bench().inventory();
    expect(functions).toHaveLength(1);
    expect(secrets.find(({ Name }) => Name === 'production/orders')).toMatchObject({ RotationEnabled: true });
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});
