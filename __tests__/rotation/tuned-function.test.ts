import { RotationApplication } from '../../src/catalogue';
import { RotationFunction, RotationFunctionProps } from '../../src/rotation/rotation-function';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { KEY_ARN } from '../support/examples';
import { newStack, Synthesised, synthesise } from '../support/synthesised';

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';

const LOG_GROUP = 'aws_cloudwatch_log_group';

type Tuning = Partial<RotationFunctionProps>;

function tuned(props: Tuning, region?: string): Synthesised {
  return synthesise((stack) => {
    const rotationFunction = new RotationFunction(stack, 'Rotation', {
      application: RotationApplication.MYSQL_SINGLE_USER,
      functionName: 'rotate-catalog',
      ...props,
    });
    new SecretRotation(stack, 'Orders', {
      secret: 'production/orders',
      schedule: RotationSchedule.everyDays(30),
      rotationFunction,
    });
  }, region);
}

function warningsOf(props: Tuning): string[] {
  const stack = newStack((scope) => {
    new RotationFunction(scope, 'Rotation', { application: RotationApplication.MYSQL_SINGLE_USER, ...props });
  });
  const rotationFunction = stack.node.findChild('Rotation');
  return rotationFunction.node.metadata.map(({ data }) => String(data));
}

describe('parameters of the application', () => {
  test('are sent as they stand, beside those of the function’s own settings', () => {
    expect(tuned({ parameters: { usernameLimit: '32', note: 'a,b c' } }).resource(STACK).parameters).toEqual({
      endpoint: 'https://secretsmanager.us-east-1.amazonaws.com',
      functionName: 'rotate-catalog',
      usernameLimit: '32',
      note: 'a,b c',
    });
  });

  test.each([
    ['an empty text', { runtime: '' }],
    ['the principal that all templates have', { invokingServicePrincipal: 'secretsmanager.amazonaws.com' }],
    ['the runtime of the pinned version', { runtime: 'python3.12' }],
  ])('are not sent when they equal a default: %s', (_, parameters) => {
    expect(Object.keys(tuned({ parameters }).resource(STACK).parameters)).toEqual([
      'endpoint',
      'functionName',
    ]);
  });

  test('are sent where the version runs another runtime, or which is not known', () => {
    const parameters = { runtime: 'python3.12' };

    expect(tuned({ parameters, applicationVersion: '1.1.618' }).resource(STACK).parameters).toMatchObject(
      parameters,
    );
    expect(tuned({ parameters }, 'cn-north-1').resource(STACK).parameters).toMatchObject(parameters);
  });

  test.each([
    'endpoint',
    'functionName',
    'vpcSubnetIds',
    'vpcSecurityGroupIds',
    'kmsKeyArn',
    'excludeCharacters',
  ])('fails when they override %s', (name) => {
    expect(() => tuned({ parameters: { [name]: 'x' } })).toThrow(
      new RegExp(`"${name}" is filled from .*ParameterIsOurs`),
    );
  });

  test('fails when a program without types gives a number', () => {
    expect(() => tuned({ parameters: { usernameLimit: 32 as unknown as string } })).toThrow(
      /"usernameLimit" is a number; parameters are texts/,
    );
  });

  test('have a warning when the catalogue does not know them, and none when it does', () => {
    expect(warningsOf({ parameters: { usernameLimit: '32' } })).toEqual([
      expect.stringMatching(
        /^SecretsManagerRDSMySQLRotationSingleUser is not known to have a parameter "usernameLimit"; .*\(ParameterUnknown\)$/,
      ),
    ]);
    expect(warningsOf({ parameters: { Runtime: 'python3.11' } })).toEqual([
      expect.stringContaining('did you mean "runtime"?'),
    ]);
    expect(warningsOf({ parameters: { runtime: 'python3.11' } })).toEqual([]);
  });
});

describe('the logs of a function', () => {
  test('are left to Lambda when nothing is said of them', () => {
    expect(tuned({}).resources(LOG_GROUP)).toEqual([]);
  });

  test('have a log group that is made before the function, and before anything rotates', () => {
    const synthesised = tuned({ logRetentionDays: 90, logKmsKeyArn: KEY_ARN });
    const [address] = synthesised.addresses(LOG_GROUP);

    expect(synthesised.resource(LOG_GROUP)).toMatchObject({
      name: '/aws/lambda/rotate-catalog',
      retention_in_days: 90,
      kms_key_id: KEY_ARN,
      lifecycle: { create_before_destroy: true },
    });
    expect(synthesised.resource(STACK).depends_on).toContain(address);
    expect(synthesised.resource('aws_secretsmanager_secret_rotation').depends_on).toContain(address);
  });

  test.each([0, 1, 3653])('are kept for %d days', (logRetentionDays) => {
    expect(tuned({ logRetentionDays }).resource(LOG_GROUP).retention_in_days).toBe(logRetentionDays);
  });

  test.each([-1, 2, 100, 3654, 1.5])('fails when they are to be kept for %d days', (logRetentionDays) => {
    expect(() => tuned({ logRetentionDays })).toThrow(/LogRetentionInvalid/);
  });

  test('fails when the key is no ARN of a key', () => {
    expect(() => tuned({ logKmsKeyArn: 'alias/logs' })).toThrow(/"logKmsKeyArn"/);
  });
});
