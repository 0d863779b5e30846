import { nearest } from '../problem';
import { Located } from './finding';
import { Path, pathKey } from '../text/path';

/** The keys of a mapping that are unknown. */
type UnknownKeys = ReadonlyMap<string, readonly string[]>;

/** What would be said no more if one of some keys were there, in the mapping at a place. */
interface Cause {
  readonly at: Path;
  readonly keys: readonly string[];
}

type CauseOf = (path: Path) => Cause;

const beside =
  (...keys: string[]): CauseOf =>
  (path) => ({ at: path.slice(0, -1), keys });

const within =
  (...keys: string[]): CauseOf =>
  (path) => ({ at: path, keys });

/** The stack of `stacks.NAME.…`. */
const inStack =
  (...keys: string[]): CauseOf =>
  (path) => ({ at: path.slice(0, 2), keys });

/** What a finding may follow from, besides its own key. */
const CAUSES: Readonly<Record<string, CauseOf>> = {
  ScheduleAmbiguous: within('everyDays', 'rate', 'cron', 'complianceDays'),
  NoWayToDatabase: beside('databaseSecurityGroupIds', 'functionSecurityGroupIds', 'lookup'),
  MasterSecretMissing: beside('masterSecret'),
  KeyWithoutMasterSecret: beside('masterSecret'),
  RedshiftWarehouseMissing: beside('redshiftWarehouse'),
  RedshiftWarehouseNotUsed: beside('masterSecret'),
  PortWithoutNetwork: beside('network'),
  NetworkUnknown: inStack('networks'),
};

/** A network needs these, or a look-up. */
const KEYS_OF_A_VPC = ['vpcId', 'subnetIds'];

/** The findings less those that only follow from a misspelt key: one cause is told once. */
export function withoutFollowOnFindings(found: readonly Located[]): Located[] {
  const unknown = unknownKeysByParent(found);
  const stacks = stacksMisspelling('network', found);
  return found.filter(
    (one) => !followsFrom(one, unknown) && !isToldOtherwise(one, unknown) && !mayBeUsed(one, stacks),
  );
}

function followsFrom({ problem: { code }, path }: Located, unknown: UnknownKeys): boolean {
  const cause = code === 'MissingKey' ? causeOfMissing(path) : CAUSES[code]?.(path);
  return cause !== undefined && isMisspelt(cause, unknown);
}

function causeOfMissing(path: Path): Cause {
  const missing = String(path[path.length - 1]);
  return beside(missing, ...(KEYS_OF_A_VPC.includes(missing) ? ['lookup'] : []))(path);
}

function isMisspelt({ at, keys }: Cause, unknown: UnknownKeys): boolean {
  const given = unknown.get(pathKey(at)) ?? [];
  return keys.some((key) => given.some((one) => nearest(one, [key]) !== undefined));
}

/** Whether it is a network that a rotation uses which misspells how it says so. */
function mayBeUsed({ problem: { code }, path }: Located, stacks: ReadonlySet<unknown>): boolean {
  return code === 'NetworkUnused' && stacks.has(path[1]);
}

/** The stacks with a rotation in which a key is misspelt. */
function stacksMisspelling(key: string, found: readonly Located[]): ReadonlySet<unknown> {
  const misspelt = found.filter(
    ({ problem: { code }, path }) =>
      code === 'UnknownKey' && path[2] === 'rotations' && nearest(path[path.length - 1], [key]) !== undefined,
  );
  return new Set(misspelt.map(({ path }) => path[1]));
}

/** A key that is unknown anyhow is not also one that does not go with another. */
function isToldOtherwise({ problem: { code }, path }: Located, unknown: UnknownKeys): boolean {
  if (code !== 'NotAllowed') return false;
  return (unknown.get(pathKey(path.slice(0, -1))) ?? []).includes(String(path[path.length - 1]));
}

function unknownKeysByParent(found: readonly Located[]): UnknownKeys {
  const byParent = new Map<string, string[]>();
  found
    .filter(({ problem }) => problem.code === 'UnknownKey')
    .forEach(({ path }) => {
      const parent = pathKey(path.slice(0, -1));
      const keys = byParent.get(parent) ?? [];
      byParent.set(parent, keys);
      keys.push(String(path[path.length - 1]));
    });
  return byParent;
}
