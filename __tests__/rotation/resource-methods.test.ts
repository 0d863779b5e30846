import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { TerraformIterator, TerraformStack, TerraformVariable } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { SECRET_ARN } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const ROTATION = 'aws_secretsmanager_secret_rotation';

const PROPS = {
  secret: SECRET_ARN,
  application: RotationApplication.MYSQL_SINGLE_USER,
  schedule: RotationSchedule.everyDays(7),
};

function lastDependencies(synthesised: Synthesised): string[] {
  return Object.values<any>(synthesised.json.resource.terraform_data).flatMap(
    ({ depends_on = [] }) => depends_on,
  );
}

describe('the rotation’s resource', () => {
  test('rotates all secrets of an iterator with one function', () => {
    const synthesised = synthesise((stack) => {
      const names = TerraformIterator.fromList(['orders', 'items']);
      const secrets = new SecretsmanagerSecret(stack, 'Secrets', { forEach: names, name: names.value });
      const each = TerraformIterator.fromResources(secrets);
      const rotation = new SecretRotation(stack, 'Rotations', { ...PROPS, secret: each.getString('arn') });
      rotation.resource.forEach = each;
    });

    expect(synthesised.resource(ROTATION)).toMatchObject({
      for_each: '${aws_secretsmanager_secret.Secrets}',
      secret_id: '${each.value.arn}',
    });
    expect(synthesised.resources('aws_serverlessapplicationrepository_cloudformation_stack')).toHaveLength(1);
  });

  test.each<[string, (stack: TerraformStack) => any, string]>([
    [
      'the value of an iterator',
      () => TerraformIterator.fromList(['a', 'b']).value,
      '${can(regex("^arn:[^:]+:secretsmanager:[^:]+:[0-9]{12}:secret:.+-[0-9A-Za-z]{6}$", each.value))}',
    ],
    [
      'a variable',
      (stack) => new TerraformVariable(stack, 'secret', {}).stringValue,
      '${can(regex("^arn:[^:]+:secretsmanager:[^:]+:[0-9]{12}:secret:.+-[0-9A-Za-z]{6}$", var.secret))}',
    ],
  ])('is refused by Terraform where %s is no full ARN', (_, secretOf, condition) => {
    const synthesised = synthesise((stack) => {
      new SecretRotation(stack, 'Orders', { ...PROPS, secret: secretOf(stack) });
    });

    expect(synthesised.resource(ROTATION).lifecycle.precondition).toEqual([
      {
        condition,
        error_message:
          'the secret is no full ARN, so that each apply would turn its rotation off and on again; give the ARN that a resource or data source of the secret has',
      },
    ]);
  });

  test.each(['arn', 'id'])('takes the %s of a secret as it is', (attribute) => {
    const synthesised = synthesise((stack) => {
      const secret = new SecretsmanagerSecret(stack, 'Secret', {});
      new SecretRotation(stack, 'Orders', { ...PROPS, secret: secret.getStringAttribute(attribute) });
    });

    expect(synthesised.resource(ROTATION).lifecycle).toBeUndefined();
  });

  test('keeps what depends on it when its logical id is another', () => {
    const synthesised = synthesise((stack) => {
      new SecretRotation(stack, 'Orders', PROPS).resource.overrideLogicalId('orders');
    });

    expect(synthesised.addresses(ROTATION)).toEqual([`${ROTATION}.orders`]);
    expect(lastDependencies(synthesised)).toContain(`${ROTATION}.orders`);
  });

  test('is imported from the secret that rotates already', () => {
    const synthesised = synthesise((stack) => {
      new SecretRotation(stack, 'Orders', PROPS).resource.importFrom(SECRET_ARN);
    });

    expect(synthesised.json.import).toContainEqual({
      id: SECRET_ARN,
      to: synthesised.addresses(ROTATION)[0],
    });
  });

  test('moves to the address that it had', () => {
    const synthesised = synthesise((stack) => {
      new SecretRotation(stack, 'Orders', PROPS).resource.moveFromId(`${ROTATION}.old`);
    });

    expect(synthesised.json.moved).toEqual([
      { from: `${ROTATION}.old`, to: synthesised.addresses(ROTATION)[0] },
    ]);
  });
});

describe('the function’s resource', () => {
  test('keeps what refers to it when its logical id is another', () => {
    const synthesised = synthesise((stack) => {
      const { application } = PROPS;
      const rotationFunction = new RotationFunction(stack, 'Function', { application });
      rotationFunction.resource.overrideLogicalId('rotate');
    });

    const type = 'aws_serverlessapplicationrepository_cloudformation_stack';
    expect(synthesised.addresses(type)).toEqual([`${type}.rotate`]);
    expect(JSON.stringify(synthesised.json.locals)).toContain(`${type}.rotate.outputs`);
    expect(lastDependencies(synthesised)).toContain(`${type}.rotate`);
  });
});
