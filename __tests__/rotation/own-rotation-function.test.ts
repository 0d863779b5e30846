import { createHash } from 'crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { TerraformStack } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { OwnRotationFunction, OwnRotationFunctionProps } from '../../src/rotation/own-rotation-function';
import { RotationFunctionCode } from '../../src/rotation/rotation-function-code';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { RotationPolicies } from '../../src/policy/rotation-policies';
import { DATABASE_GROUP, KEY_ARN, MASTER_ARN, SECRET_ARN, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const FUNCTION = 'aws_lambda_function';

const ROLE = 'aws_iam_role';

const POLICY = 'aws_iam_role_policy';

const ROTATION = 'aws_secretsmanager_secret_rotation';

const BOUNDARY = 'arn:aws:iam::111122223333:policy/rotation-boundary';

let folder: string;
let zip: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-function-'));
  zip = join(folder, 'rotate.zip');
  writeFileSync(zip, 'PK\u0005\u0006'.padEnd(22, '\0'), 'latin1');
});

afterAll(() => rmSync(folder, { recursive: true }));

type Settings = Partial<OwnRotationFunctionProps>;

const network = (stack: TerraformStack): RotationNetwork =>
  RotationNetwork.vpc(stack, 'Network', {
    vpcId: VPC,
    subnetIds: SUBNETS,
    databaseSecurityGroupIds: [DATABASE_GROUP],
  });

function make(stack: TerraformStack, settings: Settings): OwnRotationFunction {
  return new OwnRotationFunction(stack, 'Rotation', {
    code: RotationFunctionCode.zip(zip),
    handler: 'lambda_function.lambda_handler',
    runtime: 'python3.13',
    functionName: 'rotate-orders',
    ...settings,
  });
}

function own(settings: Settings = {}, secrets: readonly string[] = ['production/orders']): Synthesised {
  return synthesise((stack) => {
    const rotationFunction = make(stack, settings);
    secrets.forEach((secret, index) => rotate(stack, `Rotation${index}`, rotationFunction, secret));
  });
}

function rotate(
  stack: TerraformStack,
  id: string,
  rotationFunction: OwnRotationFunction,
  secret: string,
  masterSecret?: string,
): void {
  const schedule = RotationSchedule.everyDays(30);
  const port = rotationFunction.network && 3306;
  new SecretRotation(stack, id, { secret, masterSecret, schedule, rotationFunction, port });
}

const inVpc = (settings: Settings = {}): Synthesised =>
  synthesise((stack) => {
    const rotationFunction = make(stack, { network: network(stack), ...settings });
    rotate(stack, 'Orders', rotationFunction, SECRET_ARN, MASTER_ARN);
  });

function policyNamed(synthesised: Synthesised, prefix: string): any {
  const found = synthesised.resources(POLICY).find(({ name_prefix }) => name_prefix.startsWith(prefix));
  return JSON.parse(found!.policy.replace(/\$\{[^}]*\}/g, '111122223333'));
}

describe('the code of a function of one’s own', () => {
  test('is a copy of the zip file with its hash, so that new content is deployed', () => {
    const sha256 = createHash('sha256').update('PK\u0005\u0006'.padEnd(22, '\0'), 'latin1').digest('base64');

    expect(own().resource(FUNCTION)).toMatchObject({
      filename: expect.stringMatching(/^assets\/.*\/rotate\.zip$/),
      source_code_hash: sha256,
      handler: 'lambda_function.lambda_handler',
      runtime: 'python3.13',
    });
  });

  test('is an object in Amazon S3', () => {
    const code = RotationFunctionCode.s3({ bucket: 'code', key: 'rotate.zip', objectVersion: 'v1' });
    const { s3_bucket, s3_key, s3_object_version, filename } = own({ code }).resource(FUNCTION);

    expect([s3_bucket, s3_key, s3_object_version, filename]).toEqual(['code', 'rotate.zip', 'v1', undefined]);
  });

  test('is an image, whose function has another name by default', () => {
    const code = RotationFunctionCode.image('111122223333.dkr.ecr.us-east-1.amazonaws.com/rotate:1');
    const settings = { code, handler: undefined, runtime: undefined, functionName: undefined };
    const { package_type, image_uri, function_name, handler } = own(settings).resource(FUNCTION);

    expect([package_type, image_uri, function_name, handler]).toEqual([
      'Image',
      '111122223333.dkr.ecr.us-east-1.amazonaws.com/rotate:1',
      'SecretsManager-test-Rotation-image',
      undefined,
    ]);
  });

  test('fails when there is no such file, when it is no zip file, or too large for Lambda', () => {
    const text = join(folder, 'rotate.py');
    const large = join(folder, 'large.zip');
    writeFileSync(text, 'import boto3');
    writeFileSync(large, 'PK');
    truncateSync(large, 52_428_801);

    expect(() => own({ code: RotationFunctionCode.zip(join(folder, 'none.zip')) })).toThrow(
      /there is no such file.*CodeFileMissing/,
    );
    expect(() => own({ code: RotationFunctionCode.zip(folder) })).toThrow(/EISDIR.*CodeFileMissing/);
    expect(() => own({ code: RotationFunctionCode.zip(text) })).toThrow(/CodeNoZip/);
    expect(() => own({ code: RotationFunctionCode.zip(large) })).toThrow(/52428801 bytes.*CodeTooLarge/);
  });
});

describe('the settings of a function of one’s own', () => {
  test('reach Lambda, with the variables that AWS’s code reads', () => {
    const settings = {
      architecture: 'arm64',
      layers: ['arn:aws:lambda:us-east-1:111122223333:layer:drivers:3'],
      environment: { LOG_LEVEL: 'INFO' },
      password: { length: 40, excludeNumbers: false, requireEachIncludedType: true },
      excludeCharacters: '%',
      timeoutSeconds: 60,
      memoryMegabytes: 256,
    };

    expect(own(settings).resource(FUNCTION)).toMatchObject({
      architectures: ['arm64'],
      layers: settings.layers,
      timeout: 60,
      memory_size: 256,
      environment: {
        variables: {
          LOG_LEVEL: 'INFO',
          SECRETS_MANAGER_ENDPOINT: 'https://secretsmanager.us-east-1.amazonaws.com',
          EXCLUDE_CHARACTERS: '%',
          PASSWORD_LENGTH: '40',
          EXCLUDE_NUMBERS: 'false',
          REQUIRE_EACH_INCLUDED_TYPE: 'true',
        },
      },
    });
  });

  test.each<[string, Settings, RegExp]>([
    ['no handler', { handler: undefined }, /needs "handler".*PackageSettingMissing/],
    ['no runtime', { runtime: undefined }, /needs "runtime".*PackageSettingMissing/],
    ['an image with a handler', { code: RotationFunctionCode.image('x:1') }, /"handler" is in the image/],
    ['a variable that is ours', { environment: { PASSWORD_LENGTH: '40' } }, /filled from password\.length/],
    ['a variable of Lambda’s', { environment: { AWS_REGION: 'x' } }, /EnvironmentNameReserved/],
    ['a variable with a hyphen', { environment: { 'LOG-LEVEL': 'x' } }, /EnvironmentNameInvalid/],
    ['no characters', { password: ALL_EXCLUDED() }, /PasswordWithoutCharacters/],
    ['a password of 0', { password: { length: 0 } }, /PasswordLengthInvalid/],
    ['a password too short', { password: { length: 3 } }, /each of the 4 sorts.*PasswordTooShort/],
    ['a timeout of 901', { timeoutSeconds: 901 }, /"timeoutSeconds" is 901.*from 1 to 900/],
    ['a memory of 127', { memoryMegabytes: 127 }, /"memoryMegabytes" is 127.*LambdaLimit/],
    ['a path without slashes', { rolePath: 'rotation' }, /RolePathInvalid/],
    ['a boundary that is no policy', { permissionsBoundaryArn: 'x' }, /"permissionsBoundaryArn"/],
    [
      'a path for a role that exists',
      { roleArn: 'arn:aws:iam::111122223333:role/rotation/orders', rolePath: '/x/' },
      /"rolePath" is for a role that is made here/,
    ],
    ['a name with a dot', { functionName: 'a.b' }, /"functionName"/],
  ])('fails with %s', (_, settings, message) => {
    expect(() => own(settings)).toThrow(message);
  });

  test.each([1, 900])('takes a timeout of %d', (timeoutSeconds) => {
    expect(own({ timeoutSeconds }).resource(FUNCTION).timeout).toBe(timeoutSeconds);
  });
});

function ALL_EXCLUDED(): Settings['password'] {
  return { excludeNumbers: true, excludePunctuation: true, excludeUppercase: true, excludeLowercase: true };
}

describe('the role of a function of one’s own', () => {
  test('has a boundary and a path, is trusted by Lambda only, and is made anew before the old one goes', () => {
    const role = own({ permissionsBoundaryArn: BOUNDARY, rolePath: '/rotation/' }).resource(ROLE);

    expect(role).toMatchObject({
      name_prefix: 'rotate-orders-',
      path: '/rotation/',
      permissions_boundary: BOUNDARY,
      lifecycle: { create_before_destroy: true },
    });
    expect(JSON.parse(role.assume_role_policy)).toEqual(RotationPolicies.executionTrust().toJson());
  });

  test('may rotate the secrets that it rotates, and no others', () => {
    const settings = { kmsKeyArns: [KEY_ARN] };
    const policy = policyNamed(own(settings, [SECRET_ARN, 'production/items']), 'RotationExecution-');

    expect(policy).toEqual(
      RotationPolicies.execution({
        region: 'us-east-1',
        accountId: '111122223333',
        functionName: 'rotate-orders',
        kmsKeyArns: [KEY_ARN],
        secretArns: [
          SECRET_ARN,
          'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/items-??????',
        ],
      }).toJson(),
    );
  });

  test('reads its master secrets, and uses its network', () => {
    const synthesised = inVpc();
    const statements = policyNamed(synthesised, 'RotationExecution-').Statement.map(({ Sid }: any) => Sid);

    expect(statements).toContain('CreateNetworkInterfaces');
    expect(policyNamed(synthesised, 'MasterSecret-').Statement[0].Resource).toBe(MASTER_ARN);
  });

  test('may rotate whatever names the function where the secrets are too many to name', () => {
    const secrets = Array.from({ length: 40 }, (_, index) => `production/orders-of-region-${index}`);

    expect(policyNamed(own({}, secrets), 'RotationExecution-').Statement[0]).toMatchObject({
      Resource: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:*',
      Condition: {
        StringEquals: {
          'secretsmanager:resource/AllowRotationLambdaArn':
            'arn:aws:lambda:us-east-1:111122223333:function:rotate-orders',
        },
      },
    });
  });

  test('can be one that exists, which gets the policies', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/rotation/orders';
    const synthesised = own({ roleArn });

    expect(synthesised.resources(ROLE)).toEqual([]);
    expect(synthesised.resource(FUNCTION).role).toBe(roleArn);
    expect(synthesised.resource(POLICY).role).toBe('orders');
  });
});

describe('the order around a function of one’s own', () => {
  const synthesised = (): Synthesised => inVpc({ permissionsBoundaryArn: BOUNDARY });

  test('nothing rotates until permission, policies, log group and rules are there', () => {
    const found = synthesised();
    const needed = [
      'aws_lambda_permission',
      POLICY,
      'aws_cloudwatch_log_group',
      'aws_vpc_security_group_ingress_rule',
      'aws_vpc_security_group_egress_rule',
      'aws_vpc_endpoint',
      ROLE,
    ].flatMap((type) => found.addresses(type));

    expect(needed).toHaveLength(10);
    expect(found.resource(ROTATION).depends_on).toEqual(expect.arrayContaining(needed));
  });

  test('the function is made when its role may use the network, and its rules and log group are there', () => {
    const found = synthesised();
    const policy = found.addresses(POLICY).find((address) => address.includes('ExecutionPolicy'));

    expect(found.resource(FUNCTION).depends_on).toEqual(
      expect.arrayContaining([
        policy,
        ...found.addresses('aws_cloudwatch_log_group'),
        ...found.addresses('aws_vpc_security_group_egress_rule'),
      ]),
    );
  });

  test('function and role are kept until every rotation has left them, also when the role is made anew', () => {
    const found = synthesised();
    const { depends_on, lifecycle } =
      found.json.resource.terraform_data.RotationDeletionProtection_Resource ??
      Object.values<any>(found.json.resource.terraform_data).find(({ depends_on: on }) => on);
    const [role] = found.addresses(ROLE);
    const identities = Object.values<any>(found.json.resource.terraform_data).find(
      ({ for_each }) => for_each,
    );

    expect(depends_on).toEqual(expect.arrayContaining([role, 'aws_lambda_function.rotate-orders']));
    expect(lifecycle.replace_triggered_by).toContain('aws_lambda_function.rotate-orders.id');
    expect(Object.values(identities.for_each).join()).toContain(`\${${role}.name}`);
  });
});

test('the published code of AWS brings its usual port, and what it wants of master secrets', () => {
  const make_ = (masterSecret?: string): Synthesised =>
    synthesise((stack) => {
      const application = RotationApplication.MYSQL_MULTI_USER;
      const rotationFunction = make(stack, { network: network(stack), application });
      const schedule = RotationSchedule.everyDays(30);
      new SecretRotation(stack, 'Orders', { secret: SECRET_ARN, masterSecret, schedule, rotationFunction });
    });

  expect(make_(MASTER_ARN).resources('aws_vpc_security_group_ingress_rule')).toContainEqual(
    expect.objectContaining({ from_port: 3306, security_group_id: DATABASE_GROUP }),
  );
  expect(() => make_()).toThrow('MasterSecretMissing');
});

test('fails in a VPC when nothing says on which port the database listens', () => {
  expect(() =>
    synthesise((stack) => {
      const rotationFunction = make(stack, { network: network(stack) });
      const schedule = RotationSchedule.everyDays(30);
      new SecretRotation(stack, 'Orders', { secret: SECRET_ARN, schedule, rotationFunction });
    }),
  ).toThrow(/rotate-orders has no usual port/);
});
