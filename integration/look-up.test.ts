import { NetworkConfig, RotationConfig, RotationEntry } from '../src/config';
import { Prerequisite } from '../src/rehearsal/prerequisite';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { RecordedRotation } from '../src/rehearsal/stand-in';
import { onWorkbench, Workbench } from '../src/rehearsal/workbench';

function configuration(network: NetworkConfig, changes: Partial<RotationEntry>): RotationConfig {
  const { orders } = defaultStack().rotations;
  const stack = {
    ...defaultStack(),
    networks: { private: network },
    rotations: { orders: { ...orders, ...changes } },
  };
  return { version: 1, stacks: { production: stack } };
}

const actionsOf = ({ inlinePolicies }: RecordedRotation): string[] =>
  Object.values(inlinePolicies)
    .flatMap(({ Statement }) => Statement)
    .flatMap(({ Action }): string[] => Action)
    .sort();

/** The keys that the function may use. */
const keysOf = ({ inlinePolicies }: RecordedRotation): string[] =>
  Object.values(inlinePolicies)
    .flatMap(({ Statement }) => Statement)
    .filter(({ Action }) => Action === 'kms:Decrypt')
    .flatMap(({ Resource }) => Resource);

const servicesOf = ({ endpoints }: RecordedRotation): string[] =>
  endpoints.map(({ ServiceName }) => ServiceName.split('.').pop()!).sort();

/** What was not there when the secret was rotated. */
async function missing(bench: Workbench, rotation: RecordedRotation): Promise<Prerequisite[]> {
  const { production } = bench.knownStacks;
  const { secrets } = await bench.inventory();
  return prerequisitesOf(rotation, production.rotations.orders, production, secrets).filter(
    ({ holds }) => !holds,
  );
}

describe('a network that is looked up from an instance', () => {
  const bench = onWorkbench(
    configuration({ lookup: { dbInstance: 'orders' } }, { masterSecret: 'rds-managed' }),
  );

  test('has what a rotation with the managed master secret needs, and a second plan is empty', async () => {
    await bench().deploy();

    const [rotation] = (await bench().ledger()).rotations;
    expect(await missing(bench(), rotation)).toEqual([]);
    expect(servicesOf(rotation)).toEqual(['rds', 'secretsmanager']);
    expect(actionsOf(rotation)).toEqual([
      'kms:Decrypt',
      'rds:DescribeDBInstances',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
    expect(keysOf(rotation)).toEqual([expect.stringMatching(/^arn:aws:kms:us-east-1:\d{12}:key\/[\w-]+$/)]);
    expect(rotation.function.VpcConfig!.SubnetIds).toHaveLength(2);
    expect(rotation.securityGroupRules.filter(({ FromPort }) => FromPort === 3306)).toHaveLength(2);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });

  test('is refused when the database is of another engine', async () => {
    await bench().change((stack) => Object.assign(stack.rotations.orders, { engine: 'postgres' }));
    await bench().project.init('production');

    await expect(bench().project.plan('production')).rejects.toThrow(/runs mysql, and[\s\S]*PostgreSQL/);
  });
});

describe('a network that is looked up from a cluster', () => {
  const bench = onWorkbench(
    configuration({ lookup: { dbCluster: 'orders' } }, { engine: 'postgres', strategy: 'multi-user' }),
  );

  test('has what a rotation needs, and a second plan is empty', async () => {
    await bench().deploy();

    const [rotation] = (await bench().ledger()).rotations;
    expect(await missing(bench(), rotation)).toEqual([]);
    expect(servicesOf(rotation)).toEqual(['secretsmanager']);
    expect(actionsOf(rotation)).toEqual(['secretsmanager:GetSecretValue']);
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});
