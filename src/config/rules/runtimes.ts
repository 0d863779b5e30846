import { partitionOf } from '../../catalogue';
import { ApplicationRuntime, endOf, endsWithin, runtimeOf } from '../../catalogue/runtime';
import { runtimeEnds } from '../problems';
import { Located } from '../finding';
import { Path } from '../../text/path';
import { RotationConfig, StackConfig } from '../model';
import { RotationGroup, rotationGroups } from '../rotation-group';

/** So long before a runtime's end is it told. */
const DAYS_AHEAD = 90;

/** An application whose runtime ends. */
interface Ending {
  readonly group: RotationGroup;
  readonly version: string;
  readonly runtime: ApplicationRuntime;
}

/** The versions that are named have a warning each; those of the catalogue have one for the whole stack. */
export function runtimesThatEnd(config: RotationConfig, today: Date): Located[] {
  return Object.entries(config.stacks).flatMap(([name, stack]) => {
    const path = ['stacks', name];
    const endings = endingsIn(name, stack, today);
    const [first, ...more] = endings.filter(({ group }) => !namesVersion(group));
    const named = endings.filter(({ group }) => namesVersion(group));
    return [
      ...(first === undefined ? [] : [remark([...path, 'region'], first, more.length)]),
      ...named.map((ending) =>
        remark([...path, ...placeOfVersion(ending.group), 'applicationVersion'], ending),
      ),
    ];
  });
}

function endingsIn(stackName: string, stack: StackConfig, today: Date): Ending[] {
  const partition = partitionOf(stack.region)?.name ?? '';
  return rotationGroups(stackName, stack).flatMap((group) => {
    const { application, version } = group;
    const isKnown = application?.engine !== undefined;
    const runtime = isKnown && version ? runtimeOf(application.engine, version, partition) : undefined;
    return version !== undefined && runtime !== undefined && endsWithin(DAYS_AHEAD, runtime, today)
      ? [{ group, version, runtime }]
      : [];
  });
}

function namesVersion({ named, rotations: [{ applicationVersion }] }: RotationGroup): boolean {
  return (named?.applicationVersion ?? applicationVersion) !== undefined;
}

function placeOfVersion({
  rotations: [{ name, function: key, applicationVersion }],
}: RotationGroup): string[] {
  return key === undefined || applicationVersion !== undefined ? ['rotations', name] : ['functions', key];
}

function remark(path: Path, { group, version, runtime }: Ending, more = 0): Located {
  return { path, problem: runtimeEnds(group.application!.name, version, runtime.name, endOf(runtime), more) };
}
