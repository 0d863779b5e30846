import { partitionOf, RotationApplication } from '../catalogue';
import { excludedCharacters, excludedSet } from '../catalogue/exclude-characters';
import { findApplication } from '../catalogue/find-application';
import { stillName } from './aliases';
import { groupBy } from './group-by';
import { RotationEntry, StackConfig } from './model';
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
  readonly application: RotationApplication;
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
export function rotationGroups(
  stackName: string,
  { region, networks = {}, rotations }: StackConfig,
): RotationGroup[] {
  const partition = partitionOf(region)?.name ?? '';
  const placed = Object.entries(rotations).map(([name, rotation]) =>
    place(
      { name, ...rotation, excludeCharacters: excludedCharacters(rotation.excludeCharacters) },
      partition,
      networks,
    ),
  );
  const byPurpose = [...groupBy(placed, ({ purpose }) => JSON.stringify(purpose)).values()];
  return byPurpose.flatMap((samePurpose) => {
    const byVersion = [...groupBy(samePurpose, ({ version }) => version ?? '').values()];
    return byVersion.map((members) => group(stackName, members, byVersion.length > 1));
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
  return [[engine, strategy], place, own, settings];
}
