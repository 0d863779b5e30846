import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation, SecretRotationProps } from '../../src/rotation/secret-rotation';
import { DATABASE_GROUP, KEY_ARN, MASTER_ARN, SECRET_ARN, SUBNETS, VPC } from '../support/examples';
import { newStack, Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER } = RotationApplication;

const ROTATION = 'aws_secretsmanager_secret_rotation';

const OF_OTHER_ACCOUNT = MASTER_ARN.replace(/:\d{12}:/, ':444455556666:');

const SINGLE = {
  secret: SECRET_ARN,
  application: MYSQL_SINGLE_USER,
  schedule: RotationSchedule.everyDays(7),
};

function withRotation(props: SecretRotationProps): Synthesised {
  return synthesise((stack) => new SecretRotation(stack, 'Orders', props));
}

describe('SecretRotation', () => {
  test('turns on the rotation of a secret by its function', () => {
    expect(withRotation(SINGLE).resource(ROTATION)).toMatchObject({
      secret_id: SECRET_ARN,
      rotation_lambda_arn: expect.stringMatching(/^\$\{local\./),
      rotation_rules: { automatically_after_days: 7 },
      rotate_immediately: true,
    });
  });

  test('looks a secret up by its ARN, so that Terraform tells of one that is being deleted before it makes anything', () => {
    const synthesised = withRotation(SINGLE);

    expect(synthesised.dataSource('aws_secretsmanager_secret').arn).toBe(SECRET_ARN);
    expect(synthesised.resource(ROTATION).secret_id).toBe(SECRET_ARN);
  });

  test('looks a secret up by its name', () => {
    const synthesised = withRotation({ ...SINGLE, secret: 'production/orders' });

    expect(synthesised.dataSource('aws_secretsmanager_secret').name).toBe('production/orders');
    expect(synthesised.resource(ROTATION).secret_id).toMatch(
      /^\$\{data\.aws_secretsmanager_secret\..*\.arn\}$/,
    );
  });

  test('looks a secret up by the name in a partial ARN, because Terraform wants the full one', () => {
    const synthesised = withRotation({ ...SINGLE, secret: SECRET_ARN.slice(0, -'-AbCd12'.length) });

    expect(synthesised.dataSource('aws_secretsmanager_secret').name).toBe('production/orders');
  });

  test('waits for the stack of a function that is in another', () => {
    const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
    const [functions, rotations] = ['functions', 'rotations'].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
      return stack;
    });
    const { secret, schedule, application } = SINGLE;
    const rotationFunction = new RotationFunction(functions, 'Function', { application });
    new SecretRotation(rotations, 'Orders', { secret, schedule, rotationFunction });

    expect(rotations.dependencies).toEqual([functions]);
    expect(new Synthesised(rotations).resource(ROTATION)).not.toHaveProperty('depends_on');
  });

  test.each([
    [{ secret: '' }, /"secret".*InputMalformed/s],
    [{ secret: 'orders!*' }, /"orders!\*".*a secret's name or ARN/s],
    [{ secret: 'arn:aws:lambda:us-east-1:123456789012:function:orders' }, /InputMalformed/],
    [{ port: 0 }, /0 is not a TCP port; expected a whole number from 1 to 65535/],
    [{ port: 3306.5 }, /PortInvalid/],
    [{ masterSecretKmsKeyArn: KEY_ARN }, /"masterSecretKmsKeyArn" says nothing without "masterSecret"/],
    [{ application: MYSQL_MULTI_USER, masterSecret: '' }, /"masterSecret".*InputMalformed/s],
    [
      { application: MYSQL_MULTI_USER, masterSecret: MASTER_ARN, masterSecretKmsKeyArn: 'alias/orders' },
      /"alias\/orders".*the ARN of a KMS key/s,
    ],
    [{ kmsKeyArn: 'alias/orders' }, /"alias\/orders".*the ARN of a KMS key/s],
    [{ applicationVersion: '' }, /"" is not a version of an application; expected three numbers/],
  ])('refuses %j', (changes, message) => {
    expect(() => withRotation({ ...SINGLE, ...changes })).toThrow(message);
  });

  test('passes schedule and window on', () => {
    const schedule = RotationSchedule.cron('0 4 ? * SUN *', { window: '2h' });

    expect(withRotation({ ...SINGLE, schedule }).resource(ROTATION).rotation_rules).toEqual({
      schedule_expression: 'cron(0 4 ? * SUN *)',
      duration: '2h',
    });
  });

  test('waits for the first scheduled date when told to', () => {
    expect(withRotation({ ...SINGLE, rotateImmediately: false }).resource(ROTATION).rotate_immediately).toBe(
      false,
    );
  });

  test('depends on permission, policy, rules and endpoint, because it rotates at once', () => {
    const synthesised = synthesise((stack) => {
      const network = RotationNetwork.vpc(stack, 'Network', {
        vpcId: VPC,
        subnetIds: SUBNETS,
        databaseSecurityGroupIds: [DATABASE_GROUP],
      });
      new SecretRotation(stack, 'Orders', {
        ...SINGLE,
        application: MYSQL_MULTI_USER,
        masterSecret: MASTER_ARN,
        network,
      });
    });

    const waitsFor = [
      ['aws_lambda_permission', 1],
      ['aws_iam_role_policy', 1],
      ['aws_vpc_security_group_egress_rule', 2],
      ['aws_vpc_security_group_ingress_rule', 2],
      ['aws_vpc_endpoint', 1],
    ] as const;
    waitsFor.forEach(([type, count]) => expect(synthesised.addresses(type)).toHaveLength(count));
    expect([...synthesised.resource(ROTATION).depends_on].sort()).toEqual(
      waitsFor.flatMap(([type]) => synthesised.addresses(type)).sort(),
    );
  });

  test('opens the database’s own port when it is not the engine’s usual one', () => {
    const synthesised = synthesise((stack) => {
      const network = RotationNetwork.vpc(stack, 'Network', {
        vpcId: VPC,
        subnetIds: SUBNETS,
        databaseSecurityGroupIds: [DATABASE_GROUP],
      });
      new SecretRotation(stack, 'Orders', { ...SINGLE, network, port: 13306 });
    });

    expect(synthesised.resources('aws_vpc_security_group_ingress_rule')).toContainEqual(
      expect.objectContaining({ security_group_id: DATABASE_GROUP, from_port: 13306, to_port: 13306 }),
    );
  });

  test('warns of a master secret of another account, which has to let the function read it', () => {
    const stack = newStack(
      (scope) =>
        new SecretRotation(scope, 'Orders', {
          ...SINGLE,
          application: MYSQL_MULTI_USER,
          masterSecret: OF_OTHER_ACCOUNT,
          masterSecretKmsKeyArn: KEY_ARN,
        }),
    );
    const { metadata } = stack.node.findChild('Orders').node;

    expect(metadata.map(({ type, data }) => [type, data])).toEqual([
      ['@cdktf/warn', expect.stringMatching(/belongs to another account[^]*\(MasterSecretNeedsPolicies\)$/)],
    ]);
  });

  test('shares a function with other rotations', () => {
    const synthesised = synthesise((stack) => {
      const rotationFunction = new RotationFunction(stack, 'Function', { application: MYSQL_MULTI_USER });
      const schedule = RotationSchedule.everyDays(30);
      ['a', 'b', 'c'].forEach(
        (name) =>
          new SecretRotation(stack, name, {
            secret: name,
            masterSecret: MASTER_ARN,
            rotationFunction,
            schedule,
          }),
      );
    });

    expect(synthesised.resources(ROTATION)).toHaveLength(3);
    expect(synthesised.resources('aws_iam_role_policy')).toHaveLength(1);
    expect(synthesised.resources('aws_lambda_permission')).toHaveLength(1);
    expect(synthesised.resources('aws_serverlessapplicationrepository_cloudformation_stack')).toHaveLength(1);
  });

  test('keeps the shape of its tree, on which the addresses in Terraform’s state depend', () => {
    const stack = newStack((scope) => {
      const network = RotationNetwork.vpc(scope, 'Network', {
        vpcId: VPC,
        subnetIds: SUBNETS,
        databaseSecurityGroupIds: [DATABASE_GROUP],
      });
      new SecretRotation(scope, 'Orders', {
        ...SINGLE,
        secret: 'orders',
        application: MYSQL_MULTI_USER,
        masterSecret: 'orders-master',
        network,
      });
    });

    expect(stack.node.findAll().map(({ node }) => node.path)).toMatchInlineSnapshot(`
[
  "test",
  "test/Aws",
  "test/Network",
  "test/Network/EndpointSubnets-secretsmanager",
  "test/Network/EndpointSubnets-secretsmanager/AllSubnetIds",
  "test/Network/EndpointSubnets-secretsmanager/Service",
  "test/Network/EndpointSubnets-secretsmanager/Subnets",
  "test/Network/EndpointSubnets-secretsmanager/SubnetIds",
  "test/Network/Endpoint",
  "test/Network/Endpoint/SecurityGroup",
  "test/Network/Endpoint/Resource",
  "test/AwsEnvironment",
  "test/AwsEnvironment/CallerIdentity",
  "test/Orders",
  "test/Orders/Function",
  "test/Orders/Function/Network",
  "test/Orders/Function/Network/SecurityGroup",
  "test/Orders/Function/Network/SecretsManager",
  "test/Orders/Function/Network/SecretsManager/Ingress",
  "test/Orders/Function/Network/SecretsManager/Egress",
  "test/Orders/Function/Network/Database-sg-0a1b2c3d4e5f60718-3306",
  "test/Orders/Function/Network/Database-sg-0a1b2c3d4e5f60718-3306/Ingress",
  "test/Orders/Function/Network/Database-sg-0a1b2c3d4e5f60718-3306/Egress",
  "test/Orders/Function/Resource",
  "test/Orders/Function/Arn",
  "test/Orders/Function/Function",
  "test/Orders/Function/InvokePermission",
  "test/Orders/Function/MasterSecretPolicy",
  "test/Orders/Function/MasterSecretPolicy/Resource",
  "test/Orders/Function/MasterSecretPolicy/Secret-dedea18fName",
  "test/Orders/Function/MasterSecretPolicy/Secret-dedea18f",
  "test/Orders/SecretName",
  "test/Orders/Secret",
  "test/Orders/Resource",
  "test/RotationDeletionProtection",
  "test/RotationDeletionProtection/Functions",
  "test/RotationDeletionProtection/Version",
  "test/RotationDeletionProtection/Resource",
]
`);
  });
});

describe('SecretRotation fails when', () => {
  const attempt = (props: SecretRotationProps) => () => withRotation(props);

  test('nothing says what rotates the secret', () => {
    expect(attempt({ ...SINGLE, application: undefined })).toThrowErrorMatchingInlineSnapshot(
      `"test/Orders: nothing says what rotates the secret; give "application" or "rotationFunction" (ApplicationMissing)"`,
    );
  });

  test('a multi-user rotation has no master secret', () => {
    expect(attempt({ ...SINGLE, application: MYSQL_MULTI_USER })).toThrowErrorMatchingInlineSnapshot(
      `"test/Orders: SecretsManagerRDSMySQLRotationMultiUser changes the password with the credentials of a master secret; name that secret in "masterSecret" (MasterSecretMissing)"`,
    );
  });

  test('a single-user rotation has one', () => {
    expect(attempt({ ...SINGLE, masterSecret: MASTER_ARN })).toThrowErrorMatchingInlineSnapshot(
      `"test/Orders: SecretsManagerRDSMySQLRotationSingleUser uses no master secret; leave "masterSecret" out, or choose the multi-user strategy (MasterSecretNotTaken)"`,
    );
  });

  test('the master secret is of another account, and its key is not named', () => {
    const build = (): unknown =>
      withRotation({ ...SINGLE, application: MYSQL_MULTI_USER, masterSecret: OF_OTHER_ACCOUNT });

    expect(build).toThrow(/and has no customer managed key[^]*MasterSecretInOtherAccount/);
  });

  test('the master secret is the secret itself', () => {
    expect(
      attempt({ ...SINGLE, application: MYSQL_MULTI_USER, masterSecret: SECRET_ARN }),
    ).toThrowErrorMatchingInlineSnapshot(
      `"test/Orders: "arn:aws:secretsmanager:us-east-1:111122223333:secret:production/orders-AbCd12" is given as the secret and as its master secret; the master secret holds the credentials of a superuser, in a secret of its own (SecretIsItsOwnMaster)"`,
    );
  });

  test('settings of a function are given beside a function', () => {
    const build = (): Synthesised =>
      synthesise((stack) => {
        const rotationFunction = new RotationFunction(stack, 'Function', { application: MYSQL_SINGLE_USER });
        new SecretRotation(stack, 'Orders', {
          ...SINGLE,
          rotationFunction,
          functionName: 'SecretsManagerOrders',
        });
      });

    expect(build).toThrowErrorMatchingInlineSnapshot(`
"test/Orders: "application" belongs to the rotation function and would be ignored here; set it where the function in "rotationFunction" is made (FunctionSettingIgnored)
test/Orders: "functionName" belongs to the rotation function and would be ignored here; set it where the function in "rotationFunction" is made (FunctionSettingIgnored)"
`);
  });
});
