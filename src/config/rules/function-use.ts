import { Located } from '../finding';
import { FunctionConfig, RotationConfig, RotationEntry, StackConfig } from '../model';
import {
  functionContradicted,
  functionSettingFixed,
  functionShared,
  functionUnknown,
  portMissing,
} from '../problems';
import { applicationOf, completeRotation, functionOf, namedApplication } from '../rotation-functions';
import { Path } from '../../text/path';
import { groupBy } from '../../group-by';
import { mappings, Remark } from './remark';

/** What a function is made for once, so that it has to be the same for all of its rotations. */
const SETTINGS = ['network', 'kmsKeyArn', 'excludeCharacters', 'applicationVersion'] as const;

/** What a rotation cannot say of a function whose code somebody else made, or made in another way. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  existing: ['excludeCharacters', 'applicationVersion'],
  code: ['applicationVersion'],
};

type Named = readonly [name: string, rotation: RotationEntry];

export function checkFunctionName(rotation: RotationEntry, stack: StackConfig): Remark[] {
  const { function: name } = rotation;
  if (name === undefined || functionOf(rotation, stack)) return [];
  const known = mappings(stack.functions).map(([key]) => key);
  return [['function', functionUnknown(name, known)]];
}

/** What a rotation says of its function that it cannot say, or that nobody knows. */
export function checkFunctionSettings(rotation: RotationEntry, stack: StackConfig): Remark[] {
  const named = functionOf(rotation, stack);
  if (named === undefined) return [];
  const kind = named.existing === undefined ? (named.code === undefined ? '' : 'code') : 'existing';
  const fixed = (FIXED[kind] ?? []).filter((key) => rotation[key as 'kmsKeyArn'] !== undefined);
  return [
    ...fixed.map((key): Remark => [key, functionSettingFixed(key, kind)]),
    ...portRemarks(rotation, stack),
  ];
}

/** In a network of ids the database's port has to be known. */
function portRemarks(rotation: RotationEntry, stack: StackConfig): Remark[] {
  const { network = '', port, engine } = completeRotation(rotation, stack);
  const opened = stack.networks?.[network]?.databaseSecurityGroupIds ?? [];
  const isKnown = port !== undefined || engine !== undefined || applicationOf(rotation, stack)?.defaultPort;
  return isKnown || opened.length === 0 ? [] : [['port', portMissing()]];
}

/** Rotations that contradict the function that they name, or each other. */
export function contradictedFunctions({ stacks }: RotationConfig): Located[] {
  return Object.entries(stacks).flatMap(([name, stack]) => {
    const path = ['stacks', name, 'rotations'];
    const byFunction = groupBy(Object.entries(stack.rotations), ([, rotation]) => rotation.function ?? '');
    return [...byFunction].flatMap(([key, rotations]) => {
      const named = stack.functions?.[key];
      return named === undefined ? [] : contradictions(path, key, named, rotations);
    });
  });
}

function contradictions(
  path: Path,
  key: string,
  named: FunctionConfig,
  rotations: readonly Named[],
): Located[] {
  return [
    ...contradictedSettings(path, key, named, rotations),
    ...contradictedPurpose(path, key, named, rotations),
    ...(rotations.length > 1 ? dedicated(path, key, rotations) : []),
  ];
}

function contradictedSettings(
  path: Path,
  key: string,
  named: FunctionConfig,
  rotations: readonly Named[],
): Located[] {
  const mayDiffer = named.code === undefined && named.existing === undefined ? [] : ['kmsKeyArn'];
  const fixed = named.existing === undefined ? [] : FIXED.existing;
  return SETTINGS.filter((setting) => ![...mayDiffer, ...fixed].includes(setting)).flatMap((setting) => {
    const other = named[setting] ?? rotations[0][1][setting];
    const source = named[setting] === undefined ? rotations[0][0] : undefined;
    return rotations.flatMap(([name, rotation]) => {
      const given = rotation[setting];
      const isSame = source === undefined ? given === undefined || given === other : given === other;
      return isSame
        ? []
        : [located([...path, name], setting, functionContradicted(key, setting, other, source))];
    });
  });
}

/** An application rotates one engine's secrets, in one way. */
function contradictedPurpose(
  path: Path,
  key: string,
  { application, code, existing }: FunctionConfig,
  rotations: readonly Named[],
): Located[] {
  const known = namedApplication(application);
  const isForAll = code !== undefined || existing !== undefined;
  if (isForAll || (application !== undefined && known?.engine === undefined)) return [];
  const [[first, wanted]] = rotations;
  const { engine, strategy } = known ?? wanted;
  return rotations.flatMap(([name, rotation]) =>
    (['engine', 'strategy'] as const).flatMap((setting) => {
      const other = setting === 'engine' ? engine : strategy;
      const given = rotation[setting] ?? (known ? other : undefined);
      return given === other || given === undefined
        ? []
        : [
            located(
              [...path, name],
              setting,
              functionContradicted(key, setting, other, known ? undefined : first),
            ),
          ];
    }),
  );
}

function dedicated(path: Path, key: string, rotations: readonly Named[]): Located[] {
  return rotations
    .filter(([, { isolation }]) => isolation === 'dedicated')
    .map(([name]) => located([...path, name], 'isolation', functionShared(key)));
}

function located(path: Path, key: string, problem: Located['problem']): Located {
  return { path: [...path, key], problem };
}
