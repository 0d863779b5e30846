import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

test('a destroy leaves the account as it was, with its secrets and databases', async () => {
  const before = await bench().inventory();
  await bench().deploy();
  expect(await bench().inventory()).not.toEqual(before);

  await bench().project.destroy('production');

  expect(await bench().inventory()).toEqual(before);
  expect(before).toMatchObject({ functions: [], endpoints: [], rolePolicies: {}, databases: ['orders'] });
  expect(before.secrets.map(({ Name }) => Name)).toEqual(['production/orders-master', 'production/orders']);
});
