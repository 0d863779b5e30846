import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { TerraformStack } from 'cdktf';
import { ExistingRotationFunctionProps } from '../../src/rotation/existing-rotation-function';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { DATABASE_GROUP, MASTER_ARN, OTHER_GROUP, SECRET_ARN, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:rotate-legacy';

const INGRESS = 'aws_vpc_security_group_ingress_rule';

function existing(
  settings: (stack: TerraformStack) => Partial<ExistingRotationFunctionProps> = () => ({}),
  region?: string,
): Synthesised {
  return synthesise((stack) => {
    const rotationFunction = RotationFunction.fromFunctionArn(stack, 'Legacy', {
      functionArn: ARN,
      ...settings(stack),
    });
    new SecretRotation(stack, 'Orders', {
      secret: SECRET_ARN,
      masterSecret: MASTER_ARN,
      schedule: RotationSchedule.everyDays(30),
      port: 3306,
      rotationFunction,
    });
  }, region);
}

function inNetwork(functionSecurityGroupIds?: string[]): Synthesised {
  return existing((stack) => ({
    network: RotationNetwork.vpc(stack, 'Network', {
      vpcId: VPC,
      subnetIds: SUBNETS,
      databaseSecurityGroupIds: [DATABASE_GROUP],
      functionSecurityGroupIds,
    }),
  }));
}

test('a function that exists gets the permission, the master secret’s grant and the schedule, in this order', () => {
  const synthesised = existing();
  const { function_name, source_account } = synthesised.resource('aws_lambda_permission');

  expect([function_name, source_account]).toEqual([
    ARN.split(':')[6],
    expect.stringContaining('caller_identity'),
  ]);
  expect(synthesised.resource('aws_iam_role_policy')).toMatchObject({
    role: expect.stringMatching(/^\$\{basename\(data\.aws_lambda_function\..*\.role\)\}$/),
    policy: expect.stringContaining(MASTER_ARN),
  });
  expect(synthesised.resource('aws_secretsmanager_secret_rotation')).toMatchObject({
    rotation_lambda_arn: ARN,
    depends_on: expect.arrayContaining([
      ...synthesised.addresses('aws_lambda_permission'),
      ...synthesised.addresses('aws_iam_role_policy'),
    ]),
  });
});

test('its network is left alone', () => {
  expect(Object.keys(existing().json.resource).sort()).toEqual([
    'aws_iam_role_policy',
    'aws_lambda_permission',
    'aws_secretsmanager_secret_rotation',
    'terraform_data',
  ]);
});

test('its role is not looked up when it is named', () => {
  const synthesised = existing(() => ({ roleName: 'rotate-legacy' }));

  expect(synthesised.data('aws_lambda_function')).toEqual([]);
  expect(synthesised.resource('aws_iam_role_policy').role).toBe('rotate-legacy');
});

describe('with a network', () => {
  test('the ways are opened from the groups that the network names', () => {
    const rules = inNetwork([OTHER_GROUP]).resources(INGRESS);

    expect(rules).toContainEqual(
      expect.objectContaining({
        security_group_id: DATABASE_GROUP,
        referenced_security_group_id: OTHER_GROUP,
        from_port: 3306,
      }),
    );
    expect(rules).toHaveLength(2);
  });

  test('the ways are opened from one of the function’s own groups where the network names none', () => {
    const synthesised = inNetwork();

    expect(synthesised.resources('aws_security_group')).toHaveLength(1);
    expect(synthesised.resource(INGRESS).for_each).toMatch(
      /source = element\(sort\(tolist\(data\.aws_lambda_function\.\w+\.vpc_config\[0\]\.security_group_ids\)\), 0\), key = "sg-0a1b2c3d4e5f60718", .* port = 3306/,
    );
  });
});

test('it may be one that the stack makes', () => {
  const synthesised = existing((stack) => ({
    functionArn: new LambdaFunction(stack, 'Made', {
      functionName: 'made',
      role: 'arn:aws:iam::111122223333:role/x',
    }).arn,
    roleName: 'x',
  }));

  expect(synthesised.resource('aws_secretsmanager_secret_rotation').rotation_lambda_arn).toBe(
    '${aws_lambda_function.Made.arn}',
  );
});

test.each([
  ['a version', `${ARN}:3`, undefined, /"functionArn"/],
  ['a name alone', 'rotate-legacy', undefined, /"functionArn"/],
  ['another region', ARN, 'eu-west-1', /eu-west-1/],
  [
    'an application in place of a function',
    'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationSingleUser',
    undefined,
    /the ARN of a function/,
  ],
])('fails with %s', (_, functionArn, region, message) => {
  expect(() => existing(() => ({ functionArn }), region)).toThrow(message);
});
