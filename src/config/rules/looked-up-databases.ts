import { Path } from '../../text/path';
import { Located } from '../finding';
import { NetworkConfig, RotationConfig, StackConfig } from '../model';
import { databaseOfTwoEngines } from '../problems';
import { completeRotations } from '../rotation-functions';
import { whoseStack } from './accounts';
import { mappingAt } from './remark';

/** A rotation whose database is looked up. */
interface LookedUp {
  readonly path: Path;
  readonly engine: string;
  readonly database: string;
  /** What tells the database from others that are called as it is. */
  readonly place: string;
}

/** A database runs one engine, so that one of two rotations with different ones fails at the plan. */
export function databasesOfTwoEngines({ stacks }: RotationConfig): Located[] {
  const first = new Map<string, LookedUp>();
  return Object.entries(stacks)
    .flatMap(([name, stack]) => lookedUpIn(['stacks', name], stack))
    .flatMap((one) => {
      const other = first.get(one.place) ?? one;
      first.set(one.place, other);
      const { database, engine, path } = other;
      return one.engine === engine
        ? []
        : [{ path: [...one.path, 'network'], problem: databaseOfTwoEngines(database, engine, path) }];
    });
}

function lookedUpIn(path: Path, stack: StackConfig): LookedUp[] {
  return Object.entries(completeRotations(stack)).flatMap(([name, { engine, network = '' }]) => {
    const database = databaseOf(mappingAt(stack.networks, network));
    const place = JSON.stringify([stack.region, whoseStack(stack), database]);
    return engine === undefined || database === undefined
      ? []
      : [{ path: [...path, 'rotations', name], engine, database, place }];
  });
}

function databaseOf(network: NetworkConfig | undefined): string | undefined {
  const { dbInstance, dbCluster } = network?.lookup ?? {};
  if (dbInstance !== undefined) return `the instance ${dbInstance}`;
  return dbCluster === undefined ? undefined : `the cluster ${dbCluster}`;
}
