import { RotationConfig, RotationEntry } from '../src/config';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';

const { networks, rotations } = defaultStack();

const WAREHOUSE: RotationEntry = {
  ...rotations.orders,
  engine: 'redshift',
  masterSecret: 'redshift!warehouse-admin',
};

const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...defaultStack(),
      networks: {
        ...networks,
        other: { ...networks!.private, redshiftServerlessEndpoint: { existing: 'vpce-0a1b2c3d4e5f60718' } },
      },
      rotations: {
        sales: { ...WAREHOUSE, secret: 'sales', redshiftWarehouse: { cluster: 'warehouse' } },
        lake: { ...WAREHOUSE, secret: 'lake', redshiftWarehouse: 'serverless', network: 'other' },
      },
    },
  },
};

const bench = onWorkbench(CONFIGURATION);

test('rotations with master secrets that Redshift manages have the right and the way to ask it, and a second plan is empty', async () => {
  await bench().deploy();

  const { rotations: made } = await bench().ledger();
  const { secrets } = await bench().inventory();
  const { production } = bench().knownStacks;
  const judged = made.map((rotation) => {
    const found = prerequisitesOf(rotation, production.rotations[rotation.secret], production, secrets);
    return [rotation.secret, found.filter(({ holds }) => !holds), found.map(({ name }) => name)];
  });
  expect(judged.sort()).toEqual([
    ['lake', [], expect.arrayContaining(['Redshift policy', 'Redshift Serverless endpoint'])],
    ['sales', [], expect.arrayContaining(['Redshift policy', 'Redshift endpoint'])],
  ]);
  expect(await bench().project.plan('production')).toContain('No changes.');
});
