import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import { DATABASE_GROUP, KEY_ARN, SUBNETS, VPC } from '../support/examples';
import { Synthesised } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER } = RotationApplication;

const EXISTING = 'vpce-0a1b2c3d4e5f60718';

function withFips(
  build: (stack: TerraformStack) => void,
  region: string | undefined = 'us-west-2',
): Synthesised {
  const stack = new TerraformStack(Testing.app(), 'test');
  new AwsProvider(stack, 'Aws', { region, useFipsEndpoint: true });
  build(stack);
  return new Synthesised(stack);
}

function addFunction(stack: TerraformStack): void {
  new RotationFunction(stack, 'Function', { application: MYSQL_SINGLE_USER });
}

/** The rotation of a secret in a network that reaches Secrets Manager through an endpoint that exists. */
function addRotation(stack: TerraformStack): void {
  const secretsManagerEndpoint = SecretsManagerEndpoint.fromId(stack, 'Endpoint', {
    vpcEndpointId: EXISTING,
  });
  new SecretRotation(stack, 'Orders', {
    secret: 'orders',
    masterSecret: 'superuser',
    masterSecretKmsKeyArn: KEY_ARN.replace('us-east-1', 'us-west-2'),
    application: MYSQL_MULTI_USER,
    network: RotationNetwork.vpc(stack, 'Network', {
      vpcId: VPC,
      subnetIds: SUBNETS,
      databaseSecurityGroupIds: [DATABASE_GROUP],
      secretsManagerEndpoint,
    }),
    schedule: RotationSchedule.everyDays(30),
  });
}

describe('a provider that uses FIPS endpoints', () => {
  test('has the function call the FIPS endpoint', () => {
    const { parameters } = withFips(addFunction).resource(
      'aws_serverlessapplicationrepository_cloudformation_stack',
    );

    expect(parameters.endpoint).toBe('https://secretsmanager-fips.us-west-2.amazonaws.com');
  });

  test('refuses an endpoint that exists and leads elsewhere, and knows one without private DNS by its own name', () => {
    const { lifecycle } = withFips(addRotation).dataSource('aws_vpc_endpoint');

    expect(lifecycle.postcondition).toEqual([
      {
        condition: '${self.service_name == "com.amazonaws.us-west-2.secretsmanager-fips"}',
        error_message: expect.stringContaining(EXISTING),
      },
    ]);
  });

  test('leaves the name by which KMS knows Secrets Manager as it is', () => {
    const { policy } = withFips(addRotation).resource('aws_iam_role_policy');
    const conditions = JSON.parse(policy).Statement.flatMap(({ Condition }: any) => Condition ?? []);

    expect(conditions).toContainEqual(
      expect.objectContaining({
        StringEquals: expect.objectContaining({
          'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com',
        }),
      }),
    );
  });

  test.each(['eu-west-1', 'cn-north-1'])('fails in a region that has none: %s', (region) => {
    expect(() => withFips(addFunction, region)).toThrow(
      `test: Secrets Manager has no endpoint that is validated under FIPS 140 in "${region}"; it has one in ca-central-1, `,
    );
  });

  test('has Terraform refuse such a region where only that knows it', () => {
    const stack = withFips((scope) => {
      const region = new TerraformVariable(scope, 'region', { type: 'string' }).stringValue;
      const provider = new AwsProvider(scope, 'Other', { alias: 'other', region, useFipsEndpoint: true });
      new RotationFunction(scope, 'Function', { application: MYSQL_SINGLE_USER, provider });
    });
    const [{ condition }] = stack.dataSource('aws_region').lifecycle.postcondition;

    expect(condition).toMatch(/^\$\{contains\(\["ca-central-1",.*"us-west-2"\], self\.id\)\}$/);
  });
});

test('whether FIPS endpoints are used may be known to Terraform only', () => {
  const stack = new TerraformStack(Testing.app(), 'test');
  const fips = new TerraformVariable(stack, 'fips', { type: 'bool' });
  new AwsProvider(stack, 'Aws', { region: 'us-west-2', useFipsEndpoint: fips.booleanValue });
  addFunction(stack);
  const { parameters } = new Synthesised(stack).resource(
    'aws_serverlessapplicationrepository_cloudformation_stack',
  );

  expect(parameters.endpoint).toBe(
    'https://secretsmanager${var.fips ? "-fips" : ""}.us-west-2.amazonaws.com',
  );
});
