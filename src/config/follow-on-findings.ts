import { isMapping } from '../text/mapping';
import { Path, pathKey } from '../text/path';
import { TextProblem } from '../text/source';
import { valueAt } from '../text/value-at';
import { Located } from './finding';
import { defaultsFor } from './defaults/defaults-for';
import { NAME, placeAt } from './mapping-places';
import { Misplaced, placeKeys } from './misplaced-keys';
import { withoutOtherMappings } from './other-mappings';
import { meantBy } from './synonyms';

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

/** A schedule has one of these. */
const SCHEDULES = ['everyDays', 'rate', 'cron', 'complianceDays'];

/** What a finding may follow from, besides its own key. */
const CAUSES: Readonly<Record<string, CauseOf>> = {
  ScheduleAmbiguous: within(...SCHEDULES),
  NoWayToDatabase: beside('databaseSecurityGroupIds', 'functionSecurityGroupIds', 'lookup'),
  MasterSecretMissing: beside('masterSecret'),
  KeyWithoutMasterSecret: beside('masterSecret'),
  RedshiftWarehouseMissing: beside('redshiftWarehouse'),
  RedshiftWarehouseNotUsed: beside('masterSecret'),
  PortWithoutNetwork: beside('network'),
  NetworkUnknown: inStack('networks'),
  NetworkUnused: inStack('rotations'),
  FunctionUnknown: inStack('functions'),
  FunctionUnused: inStack('rotations'),
};

/** A network needs these, or a look-up. */
const KEYS_OF_A_VPC = ['vpcId', 'subnetIds'];

/** The findings less those that only follow from another: one cause is told once. */
export function withoutFollowOnFindings(all: readonly Located[], data: unknown): Located[] {
  const { found, misplaced } = placeKeys(all, data);
  const unknown = unknownKeysByParent(found, misplaced);
  const stacks = stacksMisspelling('network', found);
  const left = found.filter(
    (one) =>
      !followsFrom(one, unknown) &&
      !followsFromMisplaced(one, misplaced) &&
      !isToldOtherwise(one, unknown, data) &&
      !mayBeUsed(one, stacks),
  );
  return withoutOtherMappings(left);
}

/** Where names are forgotten, keys stand twice that belong to two entries. */
export function withoutTwins(ofText: readonly TextProblem[], found: readonly Located[]): TextProblem[] {
  const nameless = found
    .filter(({ problem: { code } }) => code === 'NameMissing')
    .map(({ path }) => path.slice(0, -1));
  const isTwin = ({ problem: { code }, path }: TextProblem, mapping: Path): boolean =>
    code === 'DuplicateKey' &&
    pathKey(path.slice(0, -1)) === pathKey(mapping) &&
    placeAt([...mapping, NAME])!.keys.includes(String(path[path.length - 1]));
  return ofText.filter((one) => !nameless.some((mapping) => isTwin(one, mapping)));
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
  const given = [at, ...defaultsFor(at)].flatMap((mapping) => unknown.get(pathKey(mapping)) ?? []);
  return keys.some((key) => given.some((one) => meantBy(one, [key]) !== undefined));
}

/** Whether it is a network that a rotation uses which misspells how it says so. */
function mayBeUsed({ problem: { code }, path }: Located, stacks: ReadonlySet<unknown>): boolean {
  return code === 'NetworkUnused' && stacks.has(path[1]);
}

/** The stacks with a rotation in which a key is misspelt. */
function stacksMisspelling(key: string, found: readonly Located[]): ReadonlySet<unknown> {
  const misspelt = found.filter(
    ({ problem: { code }, path }) =>
      code === 'UnknownKey' &&
      path[2] === 'rotations' &&
      meantBy(String(path[path.length - 1]), [key]) !== undefined,
  );
  return new Set(misspelt.map(({ path }) => path[1]));
}

/** What is missing may be there, elsewhere. */
function followsFromMisplaced(
  { problem: { code }, path }: Located,
  misplaced: readonly Misplaced[],
): boolean {
  const wanted = code === 'MissingKey' ? [String(path[path.length - 1])] : (CAUSES[code]?.(path).keys ?? []);
  return misplaced.some(
    ({ mapping, keys }) =>
      isOfOneStack(mapping, path) &&
      [...keys, String(mapping[mapping.length - 1])].some((key) => wanted.includes(key)),
  );
}

function isOfOneStack(mapping: Path, path: Path): boolean {
  return mapping.length < 2 || path.length < 2 || mapping[1] === path[1];
}

/** What is said of a mapping besides that it has keys which it cannot have. */
function isToldOtherwise({ problem: { code }, path }: Located, unknown: UnknownKeys, data: unknown): boolean {
  const own = unknown.get(pathKey(path)) ?? [];
  const beside = unknown.get(pathKey(path.slice(0, -1))) ?? [];
  switch (code) {
    case 'NotAllowed':
      return beside.includes(String(path[path.length - 1]));
    case 'UnknownKey':
      return hasEmptyPlace(path, data);
    case 'ScheduleAmbiguous':
      return own.length > 0 && hasNone(valueAt(data, path), SCHEDULES);
    case 'OutOfRange':
      return own.length > 0 && placeAt(path) !== undefined;
    default:
      return false;
  }
}

/** What is not indented enough stands beside what it belongs into, and that is empty. */
function hasEmptyPlace(path: Path, data: unknown): boolean {
  const mapping = path.slice(0, -1);
  const keys = placeAt(mapping)?.keys ?? [];
  const isMisspelt = meantBy(String(path[path.length - 1]), keys) !== undefined;
  return (
    !isMisspelt && keys.some((key) => valueAt(data, [...mapping, key]) === null && placeAt([...mapping, key]))
  );
}

function hasNone(mapping: unknown, keys: readonly string[]): boolean {
  return isMapping(mapping) && !keys.some((key) => key in mapping);
}

/** What has to stand in a mapping of its own is as good as misspelt where it stands around it, and so is that mapping. */
function unknownKeysByParent(found: readonly Located[], misplaced: readonly Misplaced[]): UnknownKeys {
  const byParent = new Map<string, string[]>();
  const add = (parent: Path, key: string): void => {
    const keys = byParent.get(pathKey(parent)) ?? [];
    byParent.set(pathKey(parent), keys);
    keys.push(key);
  };
  found
    .filter(({ problem }) => problem.code === 'UnknownKey')
    .forEach(({ path }) => add(path.slice(0, -1), String(path[path.length - 1])));
  misplaced.forEach(({ mapping, keys, place }) =>
    [...keys, ...place.path.slice(mapping.length)].forEach((key) => add(mapping, key)),
  );
  return byParent;
}
