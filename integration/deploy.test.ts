import { onWorkbench } from '../src/rehearsal/workbench';

const bench = onWorkbench();

test('the command line of CDKTF deploys and destroys the default configuration', async () => {
  const before = await bench().inventory();

  await bench().project.cdktf('deploy', 'production', '--auto-approve').succeed();
  expect((await bench().ledger()).rotations).toMatchObject([
    { secret: 'production/orders', immediately: true },
  ]);

  await bench().project.cdktf('destroy', 'production', '--auto-approve').succeed();
  expect(await bench().inventory()).toEqual(before);
});
