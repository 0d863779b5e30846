import { RotationApplication } from '../../src/catalogue';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { DATABASE_GROUP, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

function rotationWith(application: RotationApplication, internetAccess: boolean): Synthesised {
  return synthesise((stack) => {
    new SecretRotation(stack, 'Orders', {
      application,
      secret: 'orders',
      masterSecret: application.requiresMasterSecret ? 'orders-master' : undefined,
      schedule: RotationSchedule.everyDays(7),
      network: RotationNetwork.vpc(stack, 'Network', {
        vpcId: VPC,
        subnetIds: SUBNETS,
        databaseSecurityGroupIds: [DATABASE_GROUP],
        internetAccess,
      }),
    });
  });
}

describe('what a rotation needs', () => {
  test.each([true, false])('is made before what it replaces goes (internet access: %s)', (internetAccess) => {
    const { resource } = rotationWith(RotationApplication.MYSQL_MULTI_USER, internetAccess).json;
    const { aws_secretsmanager_secret_rotation: rotations, ...prerequisites } = resource;
    const inAws = Object.entries<Record<string, any>>(prerequisites).filter(([type]) => /^aws_/.test(type));

    const inPlaceOfTheOld = inAws.flatMap(([type, resources]) =>
      Object.values(resources)
        .filter(({ lifecycle }) => lifecycle?.create_before_destroy !== true)
        .map(() => type),
    );
    expect(inPlaceOfTheOld).toEqual([]);
    expect(Object.keys(rotations)).toHaveLength(1);
  });

  test('has names that another application does not have, so that both can be there at once', () => {
    const names = [RotationApplication.MYSQL_SINGLE_USER, RotationApplication.MYSQL_MULTI_USER].map(
      (application) =>
        rotationWith(application, false).resource('aws_serverlessapplicationrepository_cloudformation_stack')
          .name,
    );

    expect(names).toEqual([
      'SecretsManager-test-Orders-Function-mysql-single-user',
      'SecretsManager-test-Orders-Function-mysql-multi-user',
    ]);
  });

  test('is named after an application of one’s own too', () => {
    const application = RotationApplication.custom({
      applicationArn: 'arn:aws:serverlessrepo:us-east-1:111122223333:applications/OwnRotation',
      applicationVersion: '1.0.0',
      defaultPort: 3306,
    });
    const stack = rotationWith(application, false).resource(
      'aws_serverlessapplicationrepository_cloudformation_stack',
    );

    expect(stack.name).toBe('SecretsManager-test-Orders-Function-OwnRotation');
  });

  test('includes a permission whose id no statement of a cut-off apply can have', () => {
    const permission = rotationWith(RotationApplication.MYSQL_SINGLE_USER, false).resource(
      'aws_lambda_permission',
    );

    expect(permission.statement_id_prefix).toBe('SecretsManagerInvokesRotationFunction');
    expect(permission).not.toHaveProperty('statement_id');
  });
});
