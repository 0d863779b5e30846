import { TerraformStack } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { SecretRotationError } from '../../src/problem';
import { OwnRotationFunction } from '../../src/rotation/own-rotation-function';
import { RdsEndpoint } from '../../src/rotation/rds-endpoint';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import { newStack } from '../support/synthesised';

/** What a program in JavaScript may give for anything. Texts, numbers and booleans are right somewhere. */
const NOTHING = [null, {}, [], () => 1, Symbol.iterator, { arns: {}, service: 'x', scheduleExpression: 'x' }];

const ROTATION = {
  secret: 'production/orders',
  application: RotationApplication.MYSQL_SINGLE_USER,
  schedule: RotationSchedule.everyDays(7),
};

type Build = (stack: TerraformStack, props: any) => unknown;

const BUILDS: Readonly<Record<string, Build>> = {
  SecretRotation: (stack, props) => new SecretRotation(stack, 'Made', props),
  RotationFunction: (stack, props) => new RotationFunction(stack, 'Made', props),
  'RotationFunction.fromFunctionArn': (stack, props) =>
    RotationFunction.fromFunctionArn(stack, 'Made', props),
  OwnRotationFunction: (stack, props) => new OwnRotationFunction(stack, 'Made', props),
  'RotationNetwork.vpc': (stack, props) => RotationNetwork.vpc(stack, 'Made', props),
  'RotationNetwork.ofDbInstance': (stack, props) => RotationNetwork.ofDbInstance(stack, 'Made', props),
  'RotationNetwork.ofDbCluster': (stack, props) => RotationNetwork.ofDbCluster(stack, 'Made', props),
  SecretsManagerEndpoint: (stack, props) => new SecretsManagerEndpoint(stack, 'Made', props),
  'SecretsManagerEndpoint.fromId': (stack, props) => SecretsManagerEndpoint.fromId(stack, 'Made', props),
  RdsEndpoint: (stack, props) => new RdsEndpoint(stack, 'Made', props),
};

function errorOf(build: () => unknown): unknown {
  try {
    build();
  } catch (error) {
    return error;
  }
  return undefined;
}

const typed = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

describe('plain JavaScript gets our error', () => {
  test.each(
    Object.keys(BUILDS).flatMap((name) => [undefined, 7, 'x', ...NOTHING].map((props) => [name, props])),
  )('of %s with %p for its props', (name, props) => {
    expect(
      errorOf(() =>
        BUILDS[name as string](
          newStack(() => undefined),
          props,
        ),
      ),
    ).toBeInstanceOf(SecretRotationError);
  });

  test.each([
    'secret',
    'schedule',
    'application',
    'rotationFunction',
    'masterSecret',
    'managedMasterSecret',
    'masterSecretKmsKeyArn',
    'redshiftWarehouse',
    'rotateImmediately',
    'port',
    'network',
    'functionName',
    'applicationVersion',
    'kmsKeyArn',
    'excludeCharacters',
  ])('of a rotation with anything else for its %s', (prop) => {
    const wrong = NOTHING.filter(
      (value) =>
        !(
          errorOf(
            () =>
              new SecretRotation(
                newStack(() => undefined),
                'Made',
                { ...ROTATION, [prop]: value as any },
              ),
          ) instanceof SecretRotationError
        ),
    );

    expect(wrong.map(typed)).toEqual([]);
  });

  test.each([
    [
      'a text',
      { application: 'MYSQL_SINGLE_USER' },
      '"MYSQL_SINGLE_USER" in "application" is no application',
    ],
    ['a text', { schedule: 'rate(7 days)' }, '"rate(7 days)" in "schedule" is no schedule'],
    ['a mapping', { schedule: { automaticallyAfterDays: 7 } }, 'a mapping in "schedule" is no schedule'],
    ['a method', { schedule: RotationSchedule.everyDays }, 'a function in "schedule" is no schedule'],
    ['a word', { rotateImmediately: 'yes' }, '"yes" in "rotateImmediately" is no boolean'],
    ['a text', { provider: 'aws.west' }, '"aws.west" in "provider" is no provider'],
    ['a text', { port: '3306' }, '"3306" is not a TCP port'],
  ])('which says what %s is not: %j', (_, props, message) => {
    expect(
      () =>
        new SecretRotation(
          newStack(() => undefined),
          'Made',
          { ...ROTATION, ...(props as any) },
        ),
    ).toThrow(message);
  });

  test.each([
    ['everyDays', [7, '2h'], '"2h" in "options" is no mapping'],
    ['everyDays', [7, null], 'null in "options" is no mapping'],
    ['everyDays', ['7'], '"7" is out of range'],
    ['rate', [7], '7 is not a number of hours or days'],
    ['cron', [undefined], 'undefined is not a cron expression'],
    ['cron', [{}], 'a mapping is not a cron expression'],
    ['forCompliance', [90], 'undefined is not allowed; allowed here: single-user, multi-user'],
    ['forCompliance', [90, 'both'], '"both" is not allowed'],
  ])('of RotationSchedule.%s with %j', (method, args, message) => {
    const build = (): unknown => (RotationSchedule as any)[method](...args);

    expect(build).toThrow(message);
    expect(errorOf(build)).toBeInstanceOf(SecretRotationError);
  });
});
