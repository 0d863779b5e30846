import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';
import { attempt, denied, functionOf, refused } from './attempt';
import { remedy } from './remedy';

const { orders } = defaultStack().rotations;

const MULTI_USER = 'SecretsManager-production-mysql-multi-user-private';
const SINGLE_USER = 'SecretsManager-production-mysql-single-user-private';

const VERSION_ID = 'a3f1c2d4-0000-4000-8000-123456789012';

/** What takes something away that a rotation may need. The groups that Terraform makes lose their first rule at once. */
const TAKES_AWAY = /^(Delete|Remove|RevokeSecurityGroupIngress)/;

const TWO: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...defaultStack(),
      rotations: { orders, items: { ...orders, secret: 'items', masterSecret: 'items-master' } },
    },
  },
};

function toSingleUser({ rotations }: any): void {
  rotations.orders.strategy = 'single-user';
  delete rotations.orders.masterSecret;
}

describe('a move to another function', () => {
  const bench = onWorkbench();

  /** As a rotation does that fails after it has made the new version. */
  async function leaveHalfWay(secret: string): Promise<void> {
    const call = ['secretsmanager', 'put-secret-value', '--region', bench().region, '--secret-id', secret];
    const version = [
      '--secret-string',
      '{}',
      '--client-request-token',
      VERSION_ID,
      '--version-stages',
      'AWSPENDING',
    ];
    await bench()
      .project.run('aws', [...call, ...version], bench().project.folder)
      .succeed();
  }

  test('that fails again and again takes nothing away before it has been made, and then all', async () => {
    await bench().deploy();
    await bench().change(toSingleUser);

    const first = await attempt(bench(), refused('RotateSecret'));
    expect(first.error).toContain('RotateSecret');
    expect(first.history.filter((operation) => TAKES_AWAY.test(operation))).toEqual([]);
    expect((await attempt(bench(), refused('RotateSecret'))).history).toEqual(['RotateSecret refused']);
    expect(await functionOf(bench())).toBe(MULTI_USER);

    const { error, history } = await attempt(
      bench(),
      { operation: 'RotateSecret', answer: 'throttled', times: 2 },
      { operation: 'RotateSecret', seconds: 3 },
    );
    expect(error).toBeUndefined();
    expect(history.slice(0, 3)).toEqual(['RotateSecret throttled', 'RotateSecret throttled', 'RotateSecret']);
    expect([...history.slice(3)].sort()).toEqual([
      'DeleteRolePolicy',
      'DeleteSecurityGroup',
      'DeleteStack',
      'RemovePermission',
      'RevokeSecurityGroupEgress',
      'RevokeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupIngress',
    ]);
    expect(await functionOf(bench())).toBe(SINGLE_USER);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('of a secret whose last rotation is half way is made when the label of its version is taken away', async () => {
    await bench().deploy();
    await leaveHalfWay('production/orders');
    await bench().change(toSingleUser);
    const { error, history } = await attempt(bench());
    expect(error).toMatch(/A\s+previous\s+rotation\s+isn't\s+complete/);
    expect(history.filter((operation) => TAKES_AWAY.test(operation))).toEqual([]);
    expect(await functionOf(bench())).toBe(MULTI_USER);

    await remedy(bench(), "A previous rotation isn't complete", 'update-secret-version-stage', {
      SECRET: 'production/orders',
      'VERSION-ID': VERSION_ID,
    });
    expect((await attempt(bench())).error).toBeUndefined();
    expect(await functionOf(bench())).toBe(SINGLE_USER);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('that was made although it failed is taken back, however often that fails', async () => {
    await bench().deploy();
    await bench().change(toSingleUser);
    expect((await attempt(bench(), refused('RotateSecret', { carriedOut: true }))).error).toContain(
      'RotateSecret',
    );
    expect(await functionOf(bench())).toBe(SINGLE_USER);

    await bench().change(() => undefined);
    expect((await attempt(bench(), refused('RotateSecret'))).history).toEqual(['RotateSecret refused']);
    expect((await attempt(bench(), refused('RotateSecret'))).history).toEqual(['RotateSecret refused']);
    expect((await attempt(bench())).error).toBeUndefined();

    expect(await functionOf(bench())).toBe(MULTI_USER);
    expect((await bench().inventory()).functions).toHaveLength(1);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('goes through, whichever of its calls fails in one apply after the other', async () => {
    await bench().deploy();
    await bench().change(toSingleUser);
    const steps = [
      [refused('CreateSecurityGroup')],
      [refused('AuthorizeSecurityGroupEgress'), refused('AuthorizeSecurityGroupIngress')],
      [refused('CreateCloudFormationChangeSet')],
      [refused('AddPermission')],
      [refused('RotateSecret')],
      [refused('DeleteRolePolicy'), refused('RemovePermission')],
      [denied('DeleteStack')],
      [refused('RevokeSecurityGroupIngress')],
      [refused('DeleteSecurityGroup')],
    ];

    for (const step of steps) {
      const { error, history } = await attempt(bench(), ...step);
      expect(error).toMatch(new RegExp(step.map(({ operation }) => operation).join('|')));
      expect(history).toEqual(
        expect.arrayContaining(step.map(({ operation, answer }) => `${operation} ${answer}`)),
      );
    }
    expect((await attempt(bench())).error).toBeUndefined();

    expect(await functionOf(bench())).toBe(SINGLE_USER);
    const { functions, securityGroups, rolePolicies } = await bench().inventory();
    expect(functions).toHaveLength(1);
    expect(securityGroups.filter(({ GroupName }) => GroupName.startsWith('SecretsManager'))).toHaveLength(1);
    expect(Object.keys(rolePolicies)).toHaveLength(1);
    expect(await bench().project.plan('production')).toContain('No changes.');
  }, 900_000);
});

describe('two rotations that share a function', () => {
  const bench = onWorkbench(TWO);

  test('keep it and its policy until the one that leaves has left', async () => {
    await bench().deploy();
    await bench().change(({ rotations }) => (rotations.orders.isolation = 'dedicated'));

    expect((await attempt(bench(), refused('RotateSecret'))).history).not.toContain('DeleteRolePolicy');
    expect((await attempt(bench(), refused('RotateSecret'))).history).toEqual(['RotateSecret refused']);
    expect((await attempt(bench())).history).toEqual(['RotateSecret', 'DeleteRolePolicy']);

    expect(await functionOf(bench())).toBe(`${MULTI_USER}-for-orders`);
    expect(await functionOf(bench(), 'items')).toBe(MULTI_USER);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('are protected from the first apply on, also when that fails', async () => {
    await bench().change(() => undefined);
    await bench().project.init('production');
    const ofItems = refused('RotateSecret', { of: 'items-' });
    expect((await attempt(bench(), ofItems)).error).toContain('RotateSecret');

    await bench().change(({ rotations }) => {
      toSingleUser({ rotations });
      rotations.items.strategy = 'single-user';
      delete rotations.items.masterSecret;
    });
    const first = await attempt(bench(), refused('RotateSecret'));
    const second = await attempt(bench(), refused('RotateSecret'));
    const takenAway = [...first.history, ...second.history].filter((operation) => TAKES_AWAY.test(operation));
    expect(takenAway).toEqual([]);
    expect(await functionOf(bench())).toBe(MULTI_USER);

    expect((await attempt(bench())).error).toBeUndefined();
    expect(await functionOf(bench())).toBe(SINGLE_USER);
    expect((await bench().inventory()).functions).toHaveLength(1);
  });

  test('of which one is removed after its move has failed, leave it its function until it is off', async () => {
    await bench().deploy();
    await bench().change(({ rotations }) => (rotations.orders.isolation = 'dedicated'));
    await attempt(bench(), refused('RotateSecret'));

    await bench().change(({ rotations }) => delete rotations.orders);
    expect((await attempt(bench(), denied('CancelRotateSecret'))).history).toEqual([
      'CancelRotateSecret denied',
    ]);
    const { history } = await attempt(bench());

    expect(history[0]).toBe('CancelRotateSecret');
    expect(history).toContain('DeleteStack');
    expect((await bench().inventory()).functions.map(({ FunctionName }) => FunctionName)).toEqual([
      MULTI_USER,
    ]);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});
