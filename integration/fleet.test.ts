import { RotationEntry } from '../src/config';
import { applicationName, ENGINE_NAMES } from '../src/rehearsal/engines';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';

const FLEET = ENGINE_NAMES.flatMap((engine) => [
  rotation(engine, 'single-user', engine === 'db2'),
  rotation(engine, 'multi-user', true),
]);

/** Tags and characters that equal an application's own: each could make the provider plan a change for ever. */
const bench = onWorkbench({
  version: 1,
  stacks: {
    fleet: {
      ...defaultStack(),
      tags: { team: 'data', 'cost-centre': '42' },
      rotations: Object.fromEntries(FLEET.map((entry) => [`${entry.engine}-${entry.strategy}`, entry])),
    },
  },
});

test('all database applications rotate from one stack, each with what it needs', async () => {
  await bench().deploy();

  const { rotations } = await bench().ledger();
  const { secrets } = await bench().inventory();
  const { fleet } = bench().config.stacks;
  const used = rotations.map(({ application }) => application!.arn.split('/').pop());
  expect(used.sort()).toEqual(
    FLEET.map(({ engine, strategy }) => applicationName(engine!, strategy!)).sort(),
  );
  expect(new Set(used).size).toBe(16);
  const missing = Object.entries(fleet.rotations).flatMap(([name, entry]) => {
    const found = rotations.find(({ secret }) => secret === entry.secret)!;
    return prerequisitesOf(found, entry, fleet, secrets)
      .filter(({ holds }) => !holds)
      .map((prerequisite) => ({ name, prerequisite }));
  });
  expect(missing).toEqual([]);
  expect(await bench().project.plan('fleet')).toContain('No changes.');
});

function rotation(engine: string, strategy: RotationEntry['strategy'], hasMaster: boolean): RotationEntry {
  return {
    engine,
    strategy,
    secret: `${engine}/${strategy}`,
    masterSecret: hasMaster ? `${engine}/${strategy}-master` : undefined,
    network: 'private',
    schedule: { rate: '10 days', window: '3h' },
    excludeCharacters: engine === 'postgres' ? ':/@"\'\\' : undefined,
  };
}
