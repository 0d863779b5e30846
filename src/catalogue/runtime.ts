import { known, knownForDb2, runtimes } from './runtimes.json';

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/** AWS counts versions in each partition apart, and what they run is known of one. */
const KNOWN_PARTITION = 'aws';

/** AWS counts the versions of the applications for Db2 apart from those of all others. */
const LINES: Readonly<Record<string, typeof known>> = { db2: knownForDb2 };

/** The Lambda runtime of an application's version, as far as it is known. */
export interface ApplicationRuntime {
  /** For example `python3.12`, `python3.9 to python3.10`, or `python3.7 or older`. */
  readonly name: string;
  /** The day on which Lambda ends to support it, `YYYY-MM-DD`; of several, the last. */
  readonly ends: string;
  /** Whether it is one runtime for certain. */
  readonly isExact: boolean;
}

/**
 * The runtime of a version. It never goes back from one version to the next, so that what lies between two known versions
 * runs what one of them runs, or something in between.
 *
 * @returns undefined where the version is newer than all that are known, and in partitions of which nothing is known
 */
export function runtimeOf(
  engine: string | undefined,
  version: string,
  partition: string,
): ApplicationRuntime | undefined {
  if (partition !== KNOWN_PARTITION) return undefined;
  const line = LINES[engine ?? ''] ?? known;
  const newer = line.find((one) => compareVersions(one.version, version) >= 0);
  if (newer === undefined) return undefined;
  const older = line.filter((one) => compareVersions(one.version, version) <= 0).pop();
  const { ends } = runtimes.find(({ name }) => name === newer.runtime)!;
  return { name: nameOf(older?.runtime, newer.runtime), ends, isExact: older?.runtime === newer.runtime };
}

/** The end in words. */
export function endOf({ ends, isExact }: ApplicationRuntime): string {
  return isExact ? ends : `${ends} at the latest`;
}

/** Whether a runtime's support has ended, or ends within some days of a day in UTC. */
export function endsWithin(days: number, { ends }: ApplicationRuntime, today: Date): boolean {
  const [end, now] = [Date.parse(ends), today.getTime()].map((time) =>
    Math.floor(time / MILLISECONDS_PER_DAY),
  );
  return end - now <= days;
}

function nameOf(oldest: string | undefined, newest: string): string {
  if (oldest === undefined) return `${newest} or older`;
  return oldest === newest ? newest : `${oldest} to ${newest}`;
}

function compareVersions(one: string, other: string): number {
  const [these, those] = [one, other].map(numbersOf);
  const difference = these.findIndex((number, position) => number !== those[position]);
  return difference < 0 ? 0 : these[difference] - those[difference];
}

/** Of a version as `1.1.671-beta`, what is before the hyphen. */
function numbersOf(version: string): number[] {
  return version.split('.', 3).map((part) => Number.parseInt(part, 10));
}
