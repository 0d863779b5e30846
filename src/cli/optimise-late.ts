import { setFlagsFromString } from 'v8';

/** How each release of Node.js is told; one that does not know its flag would say so on the standard error. */
const FLAGS: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=500000',
  22: '--invocation-count-for-turbofan=20000',
  24: '--invocation-count-for-turbofan=20000',
};

/**
 * Has V8 optimise only what runs seven times as long as usual. It does that on other threads, and in a process as short as that of
 * a command it takes them nearly as long as everything else does.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/v8.html#v8setflagsfromstringflags
 */
export function optimiseLate(): void {
  const flag = lateOptimisation(process.versions.node);
  if (flag !== undefined) setFlagsFromString(flag);
}

/** The flag of a release of Node.js, where it is one on which this was measured. */
export function lateOptimisation(version: string): string | undefined {
  return FLAGS[Number.parseInt(version, 10)];
}
