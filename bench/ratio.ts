import { Result } from './measurement';

/** What part of a program's CPU time the first one of its task takes. */
export function ratio({ measurement, usage }: Result, all: readonly Result[]): number | undefined {
  if (measurement.isReference) return undefined;
  const reference = all.find(
    ({ measurement: { task, isReference } }) => isReference && task === measurement.task,
  );
  return reference === undefined ? undefined : reference.usage.cpu / usage.cpu;
}
