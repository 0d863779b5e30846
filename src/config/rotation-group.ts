import { partitionOf, RotationApplication } from '../catalogue';
import { excludedCharacters, excludedSet } from '../catalogue/exclude-characters';
import { findApplication } from '../catalogue/find-application';
import { stillName } from './aliases';
import { groupBy } from '../group-by';
import { FunctionConfig, RotationEntry, StackConfig } from './model';
import { completeRotations, namedApplication } from './rotation-functions';
import { physicalName, shortHash } from '../catalogue/physical-name';

/** Lambda's limit. */
const FUNCTION_NAME_LENGTH = 64;

export interface NamedRotation extends RotationEntry {
  readonly name: string;
}

/** Rotations that one function serves. */
export interface RotationGroup {
  /** What tells the group from the stack's others. */
  readonly name: string;
  readonly functionName: string;
  /** What is rotated with what, unless the function's code is somebody's own. */
  readonly application?: RotationApplication;
  /** The function that the rotations name, if they do. */
  readonly named?: FunctionConfig;
  /** The application's version, where one is named or the catalogue has one. */
  readonly version?: string;
  readonly rotations: readonly NamedRotation[];
}

interface Placed {
  readonly rotation: NamedRotation;
  readonly application: RotationApplication;
  /** What the function is made for, apart from the application's version. */
  readonly purpose: readonly (readonly string[])[];
  readonly version?: string;
  readonly isPinned: boolean;
}

/** Puts a stack's rotations into groups: those that can share a function do. */
export function rotationGroups(stackName: string, stack: StackConfig): RotationGroup[] {
  const { networks = {} } = stack;
  const partition = partitionOf(stack.region)?.name ?? '';
  const rotations = Object.entries(completeRotations(stack));
  const unnamed = rotations.filter(([, rotation]) => rotation.function === undefined);
  const placed = unnamed.map(([name, rotation]) =>
    place(
      { name, ...rotation, excludeCharacters: excludedCharacters(rotation.excludeCharacters) },
      partition,
      networks,
    ),
  );
  const byPurpose = [...groupBy(placed, ({ purpose }) => JSON.stringify(purpose)).values()];
  const ofPurposes = byPurpose.flatMap((samePurpose) => {
    const byVersion = [...groupBy(samePurpose, ({ version }) => version ?? '').values()];
    return byVersion.map((members) => group(stackName, members, byVersion.length > 1));
  });
  return [...ofPurposes, ...namedGroups(stackName, stack, partition)];
}

/** The functions that rotations name. */
function namedGroups(stackName: string, stack: StackConfig, partition: string): RotationGroup[] {
  const rotations = Object.entries(completeRotations(stack)).map(([name, one]) => ({ name, ...one }));
  const byFunction = groupBy(rotations, ({ function: key }) => key ?? '');
  return Object.entries(stack.functions ?? {}).flatMap(([key, named]) => {
    const members = byFunction.get(key);
    return members === undefined ? [] : [namedGroup([stackName, key], named, members, partition)];
  });
}

function namedGroup(
  [stackName, key]: readonly string[],
  given: FunctionConfig,
  rotations: readonly NamedRotation[],
  partition: string,
): RotationGroup {
  const named = withSettings(given, rotations);
  const application = applicationOf(named, rotations);
  return {
    name: `function-${key}`,
    functionName: nameOf(named) ?? physicalName(['SecretsManager', stackName, key], FUNCTION_NAME_LENGTH),
    application,
    named,
    version: named.applicationVersion ?? application?.versions[partition],
    rotations,
  };
}

function nameOf({ name, existing }: FunctionConfig): string | undefined {
  return existing?.split(':')[6] ?? name;
}

/** What a function does not say itself, its rotations say. */
function withSettings(named: FunctionConfig, [first]: readonly NamedRotation[]): FunctionConfig {
  const { network, kmsKeyArn, applicationVersion, excludeCharacters } = { ...first, ...named };
  return {
    ...named,
    network,
    kmsKeyArn,
    applicationVersion,
    excludeCharacters: excludedCharacters(excludeCharacters),
  };
}

function applicationOf(
  { application, applicationVersion = '', code, existing }: FunctionConfig,
  [{ engine, strategy }]: readonly NamedRotation[],
): RotationApplication | undefined {
  const usual = findApplication(engine, strategy);
  if (application === undefined) return code || existing ? undefined : usual;
  const known = namedApplication(application);
  if (known !== undefined) return known;
  const { defaultPort } = usual ?? {};
  return RotationApplication.custom({
    applicationArn: application,
    applicationVersion,
    takesMasterSecret: true,
    defaultPort,
  });
}

function place(
  rotation: NamedRotation,
  partition: string,
  networks: NonNullable<StackConfig['networks']>,
): Placed {
  const application = findApplication(rotation.engine, rotation.strategy)!;
  const pinned = application.versions[partition];
  const version = rotation.applicationVersion ?? pinned;
  return {
    rotation,
    application,
    purpose: purposeOf({
      ...rotation,
      name: stillName(rotation.name, rotation),
      network: rotation.network && stillName(rotation.network, networks[rotation.network]),
      excludeCharacters: excludedSet(application, rotation.excludeCharacters),
    }),
    version,
    isPinned: version === pinned,
  };
}

/** The name keeps still when only the version changes, so that an upgrade happens in place. */
function group(stackName: string, members: readonly Placed[], hasOtherVersions: boolean): RotationGroup {
  const [{ purpose, version, isPinned, application }] = members;
  const name = [...purpose.flat(), ...(hasOtherVersions && !isPinned ? [version] : [])].join('-');
  return {
    name,
    functionName: physicalName(['SecretsManager', stackName, name], FUNCTION_NAME_LENGTH),
    application,
    version,
    rotations: members.map(({ rotation }) => rotation),
  };
}

/** The parts stay apart: names may have hyphens, so that two purposes can read the same when they are joined. */
function purposeOf({
  name,
  engine,
  strategy,
  network,
  isolation,
  kmsKeyArn,
  excludeCharacters,
}: NamedRotation): string[][] {
  const settings =
    kmsKeyArn || excludeCharacters ? [shortHash(JSON.stringify([kmsKeyArn, excludeCharacters]))] : [];
  const place = network === undefined ? [] : [network];
  const own = isolation === 'dedicated' ? ['for', name] : [];
  return [[engine!, strategy!], place, own, settings];
}
