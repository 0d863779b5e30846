import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

test('a schedule is edited in place, and nothing rotates at once when it shall not', async () => {
  await bench().deploy();

  await bench().change(({ rotations }) => {
    rotations.orders.schedule = { cron: '0 4 ? * SUN *', window: '2h' };
    rotations.orders.rotateImmediately = false;
  });
  expect(await bench().project.plan('production')).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
  await bench().project.apply('production');

  const { rotations } = await bench().ledger();
  expect(rotations).toHaveLength(2);
  expect(rotations).toMatchObject([
    { rules: { AutomaticallyAfterDays: 7 }, immediately: true },
    { rules: { ScheduleExpression: 'cron(0 4 ? * SUN *)', Duration: '2h' }, immediately: false },
  ]);
  expect(await bench().project.plan('production')).toContain('No changes.');
});
