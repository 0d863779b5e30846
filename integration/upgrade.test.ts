import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

beforeEach(async () => {
  await bench().change((stack) => (stack.rotations.orders.applicationVersion = '1.1.618'));
  await bench().deploy();
});

describe('a new version of the application', () => {
  test('is taken in place, and the grant is never touched', async () => {
    const before = (await bench().ledger()).operations.length;

    await bench().change(() => undefined);
    expect(await bench().project.plan('production')).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    await bench().project.apply('production');

    const { operations } = await bench().ledger();
    expect(operations.slice(before)).toEqual(['CreateCloudFormationChangeSet', 'ExecuteChangeSet']);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('leaves grant, permission and rotation alone when its change set fails, and is there after the next apply', async () => {
    const before = await grants();
    await bench().standIn.setFaults({ failChangeSet: 'the runtime is not available' });

    await bench().change(() => undefined);
    await expect(bench().project.apply('production')).rejects.toThrow(/UPDATE_ROLLBACK_COMPLETE/);
    expect(await grants()).toEqual(before);

    await bench().project.apply('production');
    expect(await grants()).toEqual(before);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});

/** What lets the secret rotate; it is not empty, so that a comparison says something. */
async function grants(): Promise<unknown> {
  const { permissions, rolePolicies, securityGroupRules, secrets } = await bench().inventory();
  expect(Object.values(rolePolicies).flatMap((policies) => Object.keys(policies))).toEqual([
    expect.stringMatching(/^MasterSecret-/),
  ]);
  expect(Object.values(permissions).flat()).toHaveLength(2);
  expect(secrets.filter(({ RotationEnabled }) => RotationEnabled)).toHaveLength(1);
  return { permissions, rolePolicies, securityGroupRules, secrets };
}
