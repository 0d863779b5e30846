import { setFlagsFromString } from 'v8';

/** The first release of V8 in which a function's calls are counted; before, how much of it has run. */
const COUNTS_CALLS = 12;

/**
 * Has V8 optimise only what runs seven times as long as usual. It does that on other threads, and in a process as short as that of
 * a command it takes them nearly as long as everything else does.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/v8.html#v8setflagsfromstringflags
 */
export function optimiseLate(): void {
  setFlagsFromString(lateOptimisation(process.versions.v8));
}

/** How a release of V8 is told. */
export function lateOptimisation(version: string): string {
  return Number.parseInt(version, 10) < COUNTS_CALLS
    ? '--interrupt-budget=500000'
    : '--invocation-count-for-turbofan=20000';
}
