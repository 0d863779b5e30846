import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformIterator, TerraformStack, Testing } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation, SecretRotationProps } from '../../src/rotation/secret-rotation';
import { DATABASE_GROUP, MASTER_ARN, SECRET_ARN, SUBNETS, VPC } from '../support/examples';
import { newStack, Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER } = RotationApplication;

const FUNCTION = 'aws_serverlessapplicationrepository_cloudformation_stack';

const PROPS = {
  secret: SECRET_ARN,
  application: MYSQL_SINGLE_USER,
  schedule: RotationSchedule.everyDays(7),
};

type Block = Record<string, any>;

/** The last resource of an apply. */
function lastOf({ json }: Synthesised): Block {
  return only(json.resource.terraform_data, ({ triggers_replace }) => triggers_replace === 'replaced');
}

/** What comes before it: an instance for each function. */
function functionsOf({ json }: Synthesised): Block {
  return only(json.resource.terraform_data, ({ for_each }) => for_each !== undefined);
}

/** What is another one whenever the last resource has to be reached. */
function versionOf({ json }: Synthesised): string {
  const of = Object.entries<Block>(json.resource.terraform_data).find(([name]) => /_Version_/.test(name));
  expect(lastOf({ json } as Synthesised).input).toBe(`\${terraform_data.${of![0]}.id}`);
  return of![1].triggers_replace;
}

/** The keys of these instances, which change with what the functions need. */
function needsIn(synthesised: Synthesised): Block {
  return functionsOf(synthesised).for_each;
}

function only(blocks: Block, matches: (block: Block) => boolean): Block {
  const found = Object.values<Block>(blocks).filter(matches);
  expect(found).toHaveLength(1);
  return found[0];
}

/** All that the last resource depends on by name, but for what keeps the functions. */
function dependenciesOf(synthesised: Synthesised): string[] {
  return lastOf(synthesised).depends_on.filter((address: string) => !address.startsWith('terraform_data.'));
}

/** Rotations, functions and what these need. */
function addressesIn({ json }: Synthesised): string[] {
  const all = Object.entries<Block>(json.resource).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
  return all.filter((address) => !/^(terraform_data|aws_security_group)\./.test(address));
}

function inNetwork(changes: Partial<SecretRotationProps> = {}): Synthesised {
  return synthesise((stack) => {
    const network = RotationNetwork.vpc(stack, 'Network', {
      vpcId: VPC,
      subnetIds: SUBNETS,
      databaseSecurityGroupIds: [DATABASE_GROUP],
    });
    const masterSecret = MASTER_ARN;
    const application = MYSQL_MULTI_USER;
    new SecretRotation(stack, 'Orders', { ...PROPS, application, masterSecret, network, ...changes });
  });
}

describe('the last resource of an apply', () => {
  test('comes after every rotation and after all that its function needs', () => {
    const synthesised = inNetwork();

    expect(dependenciesOf(synthesised).sort()).toEqual(addressesIn(synthesised).sort());
  });

  test('comes after rotations and functions that are made later, too', () => {
    const synthesised = synthesise((stack) => {
      const first = new SecretRotation(stack, 'Orders', PROPS);
      new SecretRotation(stack, 'Items', { ...PROPS, secret: 'items' });
      new SecretRotation(stack, 'Parts', {
        secret: 'parts',
        schedule: PROPS.schedule,
        rotationFunction: first.rotationFunction,
      });
      first.rotationFunction.allowDatabasePort(3307);
    });

    expect(dependenciesOf(synthesised).sort()).toEqual(addressesIn(synthesised).sort());
    expect(synthesised.resources('aws_secretsmanager_secret_rotation')).toHaveLength(3);
  });

  test.each([
    ['us-east-1', 'us-east-1', ['us-east-1', 'rotation-functions']],
    [null, 'rotation-functions', undefined],
  ])('is in the state before anything is made, and stays in its region (%s)', (region, id, ids) => {
    const synthesised = synthesise((stack) => new SecretRotation(stack, 'Orders', PROPS), region);
    const [, staysIn] = lastOf(synthesised).lifecycle.postcondition;

    expect(synthesised.json.import).toEqual([
      { to: expect.stringMatching(/^terraform_data\.RotationDeletionProtection_/), id },
    ]);
    expect(staysIn?.condition).toEqual(ids && `\${contains(${JSON.stringify(ids)}, self.id)}`);
    expect(staysIn?.error_message).toEqual(ids && expect.stringContaining('set the region back'));
  });

  test('leaves a rotation that is replaced to be turned off before it is turned on, and not the other way round', () => {
    expect(lastOf(inNetwork()).lifecycle).not.toHaveProperty('create_before_destroy');
  });

  test('has to be reached when a rotation comes or goes, and not when one gets another schedule', () => {
    const versionWith = (secrets: string[], days = 7): string =>
      versionOf(
        synthesise((stack) => {
          const rotationFunction = new RotationFunction(stack, 'Function', {
            application: MYSQL_SINGLE_USER,
          });
          const schedule = RotationSchedule.everyDays(days);
          secrets.forEach(
            (secret) => new SecretRotation(stack, secret, { secret, schedule, rotationFunction }),
          );
        }),
      );

    expect(versionWith(['a'])).not.toBe(versionWith(['a', 'b']));
    expect(versionWith(['a'])).not.toBe(versionWith(['b']));
    expect(versionWith(['a'], 9)).toBe(versionWith(['a']));
  });

  test('comes after all of an iterated rotation', () => {
    const synthesised = synthesise((stack) => {
      const { resource } = new SecretRotation(stack, 'Orders', PROPS);
      resource.forEach = TerraformIterator.fromList(['a', 'b']);
    });

    expect(lastOf(synthesised).depends_on).toEqual(
      expect.arrayContaining(synthesised.addresses('aws_secretsmanager_secret_rotation')),
    );
  });

  test('does not name a rotation that has moved away', () => {
    const synthesised = synthesise((stack) => {
      const rotation = new SecretRotation(stack, 'Orders', PROPS);
      const moved = new SecretRotation(stack, 'Purchases', {
        secret: SECRET_ARN,
        schedule: PROPS.schedule,
        rotationFunction: rotation.rotationFunction,
      });
      moved.resource.addMoveTarget('orders');
      rotation.resource.moveTo('orders');
    });

    expect(dependenciesOf(synthesised).sort()).toEqual(addressesIn(synthesised).sort());
    expect(synthesised.resources('aws_secretsmanager_secret_rotation')).toHaveLength(1);
  });

  test('keeps in each stack what is in that stack', () => {
    const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
    const [functions, rotations] = ['functions', 'rotations'].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
      return stack;
    });
    const rotationFunction = new RotationFunction(functions, 'Function', { application: MYSQL_SINGLE_USER });
    new SecretRotation(rotations, 'Orders', {
      secret: SECRET_ARN,
      schedule: PROPS.schedule,
      rotationFunction,
    });

    for (const synthesised of [functions, rotations].map((stack) => new Synthesised(stack))) {
      expect(dependenciesOf(synthesised).sort()).toEqual(addressesIn(synthesised).sort());
    }
  });

  test('needs no Terraform to be synthesised', () => {
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      expect(lastOf(inNetwork())).toMatchObject({ triggers_replace: 'replaced' });
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('a function', () => {
  test('must not be replaced under its name, which the last resource notices', () => {
    const { lifecycle } = lastOf(inNetwork());

    expect(lifecycle.replace_triggered_by).toEqual([
      `${FUNCTION}.SecretsManager-test-Orders-Function-mysql-multi-user.id`,
    ]);
    expect(lifecycle.ignore_changes).toEqual(['triggers_replace']);
    expect(lifecycle.postcondition[0].condition).toBe('${self.triggers_replace == null}');
    expect(lifecycle.postcondition[0].error_message).toContain('terraform untaint');
  });

  test('has its name for an address, so that one of another name or application is another one', () => {
    const names = [MYSQL_SINGLE_USER, MYSQL_MULTI_USER].map((application) =>
      synthesise((stack) => new RotationFunction(stack, 'Function', { application })).addresses(FUNCTION),
    );

    expect(names).toEqual([
      [`${FUNCTION}.SecretsManager-test-Function-mysql-single-user`],
      [`${FUNCTION}.SecretsManager-test-Function-mysql-multi-user`],
    ]);
  });

  test('may have a name that only Terraform knows', () => {
    const synthesised = synthesise(
      (stack) =>
        new RotationFunction(stack, 'Function', {
          application: MYSQL_SINGLE_USER,
          functionName: '${var.name}',
        }),
    );

    expect(synthesised.addresses(FUNCTION)).toEqual([expect.stringMatching(/\.Function_[0-9A-F]{8}$/)]);
    expect(Object.keys(needsIn(synthesised))).toEqual([expect.stringMatching(/^[0-9a-f]{8} [0-9a-f]{8}$/)]);
  });

  test('cannot have the name of another one of the stack', () => {
    const functionName = 'SecretsManagerOrders';
    const twice = (): unknown =>
      newStack((stack) => {
        new RotationFunction(stack, 'One', { application: MYSQL_SINGLE_USER, functionName });
        new RotationFunction(stack, 'Other', { application: MYSQL_MULTI_USER, functionName });
      });

    expect(twice).toThrow(/two functions are named "SecretsManagerOrders".*FunctionNameTaken/);
  });

  test('is another instance when what it needs changes, and stays otherwise', () => {
    const [before, again, rescheduled, otherPort, withoutMaster] = [
      inNetwork(),
      inNetwork(),
      inNetwork({ schedule: RotationSchedule.everyDays(9), rotateImmediately: false }),
      inNetwork({ port: 3307 }),
      inNetwork({ masterSecret: undefined, application: MYSQL_SINGLE_USER }),
    ].map((synthesised) => Object.keys(needsIn(synthesised)));
    const named = (name: string): unknown => [expect.stringMatching(new RegExp(`^${name} [0-9a-f]{8}$`))];

    expect(before).toEqual(named('SecretsManager-test-Orders-Function-mysql-multi-user'));
    expect(again).toEqual(before);
    expect(rescheduled).toEqual(before);
    expect(otherPort).toEqual(named('SecretsManager-test-Orders-Function-mysql-multi-user'));
    expect(otherPort).not.toEqual(before);
    expect(withoutMaster).toEqual(named('SecretsManager-test-Orders-Function-mysql-single-user'));
  });

  test('depends on all that functions need, and keeps it until the last resource of an apply has been reached', () => {
    const synthesised = inNetwork();
    const rotations = synthesised.addresses('aws_secretsmanager_secret_rotation');
    const needed = addressesIn(synthesised).filter((address) => !rotations.includes(address));

    expect([...functionsOf(synthesised).depends_on].sort()).toEqual(needed.sort());
    expect(functionsOf(synthesised).lifecycle).toEqual({ create_before_destroy: true });
    expect(lastOf(synthesised).depends_on).toContainEqual(
      expect.stringMatching(/^terraform_data\.RotationDeletionProtection_Functions_/),
    );
  });

  test('comes into its security groups when their rules are open', () => {
    const synthesised = inNetwork();
    const rules = ['ingress', 'egress'].flatMap((way) =>
      synthesised.addresses(`aws_vpc_security_group_${way}_rule`),
    );

    expect(rules).toHaveLength(4);
    expect([...synthesised.resource(FUNCTION).depends_on].sort()).toEqual(rules.sort());
  });
});

describe('the policy for master secrets', () => {
  function namePrefixWith(...masterSecrets: string[]): string {
    const synthesised = synthesise((stack) => {
      const rotationFunction = new RotationFunction(stack, 'Function', { application: MYSQL_MULTI_USER });
      masterSecrets.forEach((masterSecret) => rotationFunction.grantMasterSecret(masterSecret));
    });
    return synthesised.resource('aws_iam_role_policy').name_prefix;
  }

  test('is made anew when it says something else, so that no secret loses its master before it has left', () => {
    const prefixes = [namePrefixWith('a', 'b'), namePrefixWith('a', 'b'), namePrefixWith('a')];

    expect(prefixes[0]).toMatch(/^MasterSecret-[0-9a-f]{8}-$/);
    expect(prefixes[1]).toBe(prefixes[0]);
    expect(prefixes[2]).not.toBe(prefixes[0]);
  });

  test('is changed in place where two of it find no room in a role', () => {
    const masterSecrets = Array.from({ length: 60 }, (_, index) => `production/master-${index}`);

    expect(namePrefixWith(...masterSecrets)).toBe('MasterSecret-');
  });
});
