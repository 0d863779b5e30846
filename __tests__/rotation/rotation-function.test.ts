import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction, RotationFunctionProps } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { DATABASE_GROUP, KEY_ARN, MASTER_ARN, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER, POSTGRES_SINGLE_USER, ROTATION_TEMPLATE } = RotationApplication;

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';

function withFunction(
  props: RotationFunctionProps,
  use: (rotationFunction: RotationFunction) => void = () => undefined,
  region?: string,
): Synthesised {
  return synthesise((stack) => use(new RotationFunction(stack, 'Rotation', props)), region);
}

const network = (stack: TerraformStack): RotationNetwork =>
  RotationNetwork.vpc(stack, 'Network', {
    vpcId: VPC,
    subnetIds: SUBNETS,
    databaseSecurityGroupIds: [DATABASE_GROUP],
  });

describe('the application’s stack', () => {
  const stack = withFunction({ application: MYSQL_MULTI_USER }).resource(STACK);

  test('has the application’s ARN, a pinned version and exactly the two capabilities', () => {
    expect(stack).toMatchObject({
      application_id:
        'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
      semantic_version: '1.1.671',
      capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
    });
  });

  test('sends the two required parameters and none that it would only repeat', () => {
    expect(stack.parameters).toEqual({
      endpoint: 'https://secretsmanager.us-east-1.amazonaws.com',
      functionName: 'SecretsManager-test-Rotation-mysql-multi-user',
    });
  });

  test('is called as its function', () => {
    expect(stack.name).toBe(stack.parameters.functionName);
  });

  test.each([
    ['cn-northwest-1', 'aws-cn:serverlessrepo:cn-north-1:193023089310', '1.1.440', 'amazonaws.com.cn'],
    ['us-gov-east-1', 'aws-us-gov:serverlessrepo:us-gov-west-1:023102451235', '1.1.383', 'amazonaws.com'],
  ])('comes from the partition’s publisher in %s', (region, publisher, version, suffix) => {
    const inPartition = withFunction({ application: MYSQL_MULTI_USER }, undefined, region).resource(STACK);

    expect(inPartition).toMatchObject({
      application_id: `arn:${publisher}:applications/SecretsManagerRDSMySQLRotationMultiUser`,
      semantic_version: version,
      parameters: { endpoint: `https://secretsmanager.${region}.${suffix}` },
    });
  });

  test('finds out region and partition when the provider does not state the region', () => {
    const synthesised = synthesise((scope) => {
      new RotationFunction(scope, 'Rotation', { application: MYSQL_MULTI_USER });
    }, null);
    const { application_id, semantic_version, parameters } = synthesised.resource(STACK);

    expect(synthesised.data('aws_region')).toHaveLength(1);
    expect(application_id).toMatch(/297356227824.*193023089310.*023102451235.*\[data\.aws_partition\./s);
    expect(semantic_version).toMatch(/1\.1\.671.*1\.1\.440.*1\.1\.383.*\[data\.aws_partition\./s);
    expect(parameters.endpoint).toMatch(
      /^https:\/\/secretsmanager\.\$\{data\.aws_region\..*\.\$\{data\.aws_partition\./,
    );
  });

  test('asks for the version of the template where only Terraform knows the partition as well', () => {
    expect(() =>
      synthesise((scope) => {
        new RotationFunction(scope, 'Rotation', { application: ROTATION_TEMPLATE });
      }, null),
    ).toThrow('ApplicationVersionMissing');
  });

  test.each([
    ['orders', /"orders".*"applicationArn".*the ARN of an application/s],
    [
      'arn:aws:serverlessrepo:us-east-1:297356227924:applications/SecretsManagerRDSMySQLRotationSingleUser',
      /RepositoryAccountMistyped/,
    ],
  ])('is refused with the application %s', (applicationArn, message) => {
    const application = RotationApplication.custom({ applicationArn, applicationVersion: '1.0.0' });

    expect(() => withFunction({ application })).toThrow(message);
  });

  test('has a name that stays when only Terraform knows the application', () => {
    const application = RotationApplication.custom({
      applicationArn: '${var.application}',
      applicationVersion: '1.0.0',
    });

    expect(withFunction({ application }).resource(STACK).name).toBe('SecretsManager-test-Rotation-custom');
  });

  test('takes another version', () => {
    const other = withFunction({ application: MYSQL_MULTI_USER, applicationVersion: '1.1.618-beta.1' });

    expect(other.resource(STACK).semantic_version).toBe('1.1.618-beta.1');
  });

  test('sends a customer managed key and excluded characters', () => {
    const other = withFunction({
      application: POSTGRES_SINGLE_USER,
      kmsKeyArn: KEY_ARN,
      excludeCharacters: '%',
    });

    expect(other.resource(STACK).parameters).toMatchObject({ kmsKeyArn: KEY_ARN, excludeCharacters: '%' });
  });

  test('does not send excluded characters that equal the application’s default', () => {
    const other = withFunction({ application: POSTGRES_SINGLE_USER, excludeCharacters: ':/@"\'\\' });

    expect(other.resource(STACK).parameters).not.toHaveProperty('excludeCharacters');
  });

  test('joins lists by Terraform, so that they may hold tokens', () => {
    const synthesised = synthesise((scope) => {
      const subnets = new TerraformVariable(scope, 'subnets', { type: 'list(string)' }).listValue;
      const inTokens = RotationNetwork.vpc(scope, 'Network', {
        vpcId: VPC,
        subnetIds: subnets,
        databaseSecurityGroupIds: [DATABASE_GROUP],
      });
      new RotationFunction(scope, 'Rotation', { application: MYSQL_MULTI_USER, network: inTokens });
    });

    expect(synthesised.resource(STACK).parameters).toMatchObject({
      vpcSubnetIds: '${join(",", var.subnets)}',
      vpcSecurityGroupIds: expect.stringMatching(/^\$\{join\(",", \[aws_security_group\..*\.id\]\)\}$/),
    });
  });

  test('has a name of at most 64 characters, whatever the path', () => {
    const names = ['A'.repeat(80), `${'A'.repeat(79)}B`].map((id) => {
      const synthesised = synthesise((scope) => {
        new RotationFunction(scope, id, { application: MYSQL_SINGLE_USER });
      });
      return synthesised.resource(STACK).name;
    });

    expect(names[0]).toMatch(/^SecretsManager-test-A+-[0-9a-f]{8}$/);
    expect(names[0]).toHaveLength(64);
    expect(names[1]).not.toBe(names[0]);
  });
});

describe('the CloudFormation stack', () => {
  const application = MYSQL_SINGLE_USER;

  test('may have a name of its own, under which somebody made it', () => {
    const { name, parameters } = withFunction({
      application,
      functionName: 'rotate-orders',
      stackName: 'MyLambdaCreationStack',
    }).resource(STACK);

    expect([name, parameters.functionName]).toEqual(['MyLambdaCreationStack', 'rotate-orders']);
  });

  test.each(['', '1st', 'my_stack', 'a'.repeat(114)])('fails when it is called %j', (stackName) => {
    expect(() => withFunction({ application, stackName })).toThrow(/StackNameInvalid|"stackName" takes/);
  });

  test('has at most the characters that the repository leaves it', () => {
    const stackName = 'a'.repeat(113);

    expect(withFunction({ application, stackName }).resource(STACK).name).toBe(stackName);
  });
});

describe('Secrets Manager', () => {
  const synthesised = withFunction({ application: MYSQL_MULTI_USER });

  test('may invoke the function for secrets of this account only', () => {
    expect(synthesised.resource('aws_lambda_permission')).toMatchObject({
      action: 'lambda:InvokeFunction',
      principal: 'secretsmanager.amazonaws.com',
      source_account: expect.stringMatching(/^\$\{data\.aws_caller_identity\..*\.account_id\}$/),
      function_name: expect.stringMatching(/^\$\{element\(split\(":", local\.[\w-]+\), 6\)\}$/),
    });
  });
});

describe('the function’s role', () => {
  test('is looked up through a local value, never through the stack itself', () => {
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) =>
      it.grantMasterSecret(MASTER_ARN),
    );
    const [name] = Object.keys(synthesised.json.locals);

    expect(synthesised.json.locals[name]).toMatch(
      new RegExp(`^\\$\\{${STACK}\\..*\\.outputs\\.RotationLambdaARN\\}$`),
    );
    expect(synthesised.dataSource('aws_lambda_function').function_name).toBe(`\${local.${name}}`);
    expect(synthesised.resource('aws_iam_role_policy').role).toMatch(
      /^\$\{basename\(data\.aws_lambda_function\..*\.role\)\}$/,
    );
  });

  test('gets no policy when no master secret is used', () => {
    expect(withFunction({ application: MYSQL_SINGLE_USER }).resources('aws_iam_role_policy')).toEqual([]);
  });

  test('may read a master secret that is given by its full ARN, as it stands', () => {
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) =>
      it.grantMasterSecret(MASTER_ARN),
    );

    expect(policyOf(synthesised)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: MASTER_ARN }],
    });
    expect(synthesised.data('aws_secretsmanager_secret')).toEqual([]);
  });

  test('may read a master secret that is given by a partial ARN, matched by six characters', () => {
    const partial = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/superuser';
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) =>
      it.grantMasterSecret(partial),
    );

    expect(policyOf(synthesised).Statement[0].Resource).toBe(`${partial}-??????`);
    expect(synthesised.data('aws_secretsmanager_secret')).toEqual([]);
  });

  test('may read a master secret that is given by its name, which is looked up', () => {
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) =>
      it.grantMasterSecret('orders-master'),
    );

    expect(synthesised.dataSource('aws_secretsmanager_secret').name).toBe('orders-master');
    expect(policyOf(synthesised).Statement[0].Resource).toMatch(
      /^\$\{data\.aws_secretsmanager_secret\..*\.arn\}$/,
    );
  });

  test('may read a master secret that another resource makes', () => {
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) =>
      it.grantMasterSecret('${aws_secretsmanager_secret.master.arn}'),
    );

    expect(policyOf(synthesised).Statement[0].Resource).toBe('${aws_secretsmanager_secret.master.arn}');
  });

  test('may read a master secret whose interpolation has quotation marks, which Terraform wants as they are', () => {
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) =>
      it.grantMasterSecret('${var.secrets["orders"]}', '${var.keys["orders"]}'),
    );
    const { policy } = synthesised.resource('aws_iam_role_policy');

    expect(policy).toContain('"Resource":"${var.secrets["orders"]}"');
    expect(policy).toContain('"Resource":"${var.keys["orders"]}"');
  });

  test('names a secret that another resource makes once, however many tokens stand for it', () => {
    const synthesised = synthesise((stack) => {
      const master = new SecretsmanagerSecret(stack, 'Master');
      const rotationFunction = new RotationFunction(stack, 'Rotation', { application: MYSQL_MULTI_USER });
      [master.arn, master.arn].forEach((arn) => rotationFunction.grantMasterSecret(arn));
    });

    expect(policyOf(synthesised).Statement[0].Resource).toMatch(
      /^\$\{aws_secretsmanager_secret\.Master\.arn\}$/,
    );
  });

  test('has one policy that names all master secrets, each once', () => {
    const synthesised = withFunction({ application: MYSQL_MULTI_USER }, (it) => {
      it.grantMasterSecret('b-master');
      it.grantMasterSecret(MASTER_ARN);
      it.grantMasterSecret('b-master');
    });

    expect(policyOf(synthesised).Statement[0].Resource).toHaveLength(2);
    expect(synthesised.data('aws_secretsmanager_secret')).toHaveLength(1);
  });

  test('may use the master secret’s key through Secrets Manager of its region only', () => {
    const synthesised = withFunction(
      { application: MYSQL_MULTI_USER },
      (it) => it.grantMasterSecret(MASTER_ARN, KEY_ARN),
      'cn-north-1',
    );

    expect(policyOf(synthesised).Statement[1]).toMatchObject({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: KEY_ARN,
      Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.cn-north-1.amazonaws.com.cn' } },
    });
  });
});

describe('in a VPC, the function', () => {
  const synthesised = synthesise((scope) => {
    const rotationFunction = new RotationFunction(scope, 'Rotation', {
      application: MYSQL_MULTI_USER,
      network: network(scope),
    });
    rotationFunction.allowDatabasePort();
    rotationFunction.allowDatabasePort(3307);
    rotationFunction.allowDatabasePort(3307);
  });

  test('has a security group of its own, without any rule in it', () => {
    const [own] = synthesised
      .resources('aws_security_group')
      .filter(({ name_prefix }) => name_prefix.startsWith('SecretsManager-test-Rotation-'));

    expect(own).toMatchObject({ vpc_id: VPC });
    expect(own).not.toHaveProperty('egress');
    expect(own).not.toHaveProperty('ingress');
  });

  test('is let out to each port of the databases and to the endpoint, and nowhere else', () => {
    const rules = synthesised.resources('aws_vpc_security_group_egress_rule');

    expect(rules.map(({ from_port, to_port, ip_protocol }) => [from_port, to_port, ip_protocol])).toEqual([
      [3306, 3306, 'tcp'],
      [3307, 3307, 'tcp'],
      [443, 443, 'tcp'],
    ]);
    expect(rules.map(({ referenced_security_group_id }) => referenced_security_group_id)).toEqual([
      DATABASE_GROUP,
      DATABASE_GROUP,
      expect.stringMatching(/Endpoint_SecurityGroup/),
    ]);
    expect(rules.filter((rule) => 'cidr_ipv4' in rule)).toEqual([]);
  });

  test('is let in where it is let out to', () => {
    const out = synthesised.resources('aws_vpc_security_group_egress_rule');
    const into = synthesised.resources('aws_vpc_security_group_ingress_rule');

    expect(
      into.map((rule) => [rule.security_group_id, rule.referenced_security_group_id, rule.from_port]),
    ).toEqual(out.map((rule) => [rule.referenced_security_group_id, rule.security_group_id, rule.from_port]));
  });
});

describe('RotationFunction fails when', () => {
  const attempt =
    (props: RotationFunctionProps, use?: (it: RotationFunction) => void, region?: string) => () =>
      withFunction(props, use, region);

  test('its name would be refused', () => {
    expect(
      attempt({ application: MYSQL_MULTI_USER, functionName: 'my function' }),
    ).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation: "my function" cannot name a function; "functionName" takes up to 64 letters, digits, hyphens and underscores (FunctionNameInvalid)"`,
    );
  });

  test('its application has no pinned version', () => {
    expect(attempt({ application: ROTATION_TEMPLATE })).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation: the catalogue has no version of SecretsManagerRotationTemplate for this partition; give "applicationVersion" (ApplicationVersionMissing)"`,
    );
  });

  test('a single-user application is given a master secret', () => {
    expect(
      attempt({ application: MYSQL_SINGLE_USER }, (it) => it.grantMasterSecret(MASTER_ARN)),
    ).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation: SecretsManagerRDSMySQLRotationSingleUser uses no master secret; leave "masterSecret" out, or choose the multi-user strategy (MasterSecretNotTaken)"`,
    );
  });

  test('a custom application does not take what it would be sent', () => {
    const application = RotationApplication.custom({
      applicationArn: 'arn:aws:serverlessrepo:us-east-1:111122223333:applications/OwnRotation',
      applicationVersion: '1.0.0',
      parameterNames: ['endpoint', 'functionName'],
    });

    expect(attempt({ application, kmsKeyArn: KEY_ARN })).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation: OwnRotation has no parameter "kmsKeyArn"; it takes endpoint, functionName (ParameterNotTaken)"`,
    );
  });

  test('its role has more master secrets, whose names are known, than an inline policy has room for', () => {
    const granting = (count: number): (() => Synthesised) =>
      attempt({ application: MYSQL_MULTI_USER }, (it) =>
        Array.from({ length: count }, (_, index) =>
          it.grantMasterSecret(`production/orders-${index}-master`),
        ),
      );
    expect(granting(95)).not.toThrow();
    expect(granting(105)).toThrow(
      /the role's inline policies have 9\d{3} characters together, and may have 9000, because the function's own policies have up to 1240 of the 10240 that IAM allows; [^]* "isolation: dedicated"/,
    );
  });

  test('no port is known in a network', () => {
    const build = (): Synthesised =>
      synthesise((scope) => {
        const rotationFunction = new RotationFunction(scope, 'Rotation', {
          application: ROTATION_TEMPLATE,
          applicationVersion: '1.0.112',
          network: network(scope),
        });
        rotationFunction.allowDatabasePort();
      });

    expect(build).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation: SecretsManagerRotationTemplate has no usual port; name the database's in "port" (PortMissing)"`,
    );
  });

  test('its region is in a partition without the repository', () => {
    expect(
      attempt({ application: MYSQL_MULTI_USER }, undefined, 'us-iso-east-1'),
    ).toThrowErrorMatchingInlineSnapshot(
      `"test: "us-iso-east-1" is in a partition that has no Serverless Application Repository, where the rotation functions come from; use a region of aws, aws-cn or aws-us-gov (UnsupportedPartition)"`,
    );
  });

  test('its region is none', () => {
    expect(
      attempt({ application: MYSQL_MULTI_USER }, undefined, 'us-east'),
    ).toThrowErrorMatchingInlineSnapshot(
      `"test: "us-east" has not the form of an AWS region; did you mean "us-east-1"? allowed here: af-south-1, ap-east-1, ap-east-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-south-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-6, ap-southeast-7, ca-central-1, ca-west-1, cn-north-1, cn-northwest-1, eu-central-1, eu-central-2, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3, il-central-1, me-central-1, me-south-1, mx-central-1, sa-east-1, us-east-1, us-east-2, us-gov-east-1, us-gov-west-1, us-west-1, us-west-2 (UnknownRegion)"`,
    );
  });
});

function policyOf(synthesised: Synthesised): any {
  return JSON.parse(synthesised.resource('aws_iam_role_policy').policy);
}
