import { spawnSync } from 'child_process';
import { readFileSync, rmSync } from 'fs';
import { join, resolve } from 'path';

/** What a whole process took, in seconds and megabytes. */
export interface Usage {
  readonly cpu: number;
  readonly wall: number;
  /** The most memory that it held. It is known of programs in Node.js. */
  readonly peak?: number;
}

export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

const PEAK_MEMORY = resolve(__dirname, 'programs', 'peak-memory.js');

/** What the command prints goes into a file of its folder. */
const PRINTED = 'printed';

/** The shell knows what a process and those that it waited for took, to a thousandth of a second. */
const TIME = `TIMEFORMAT="%R %U %S"; time "$@" >${PRINTED} 2>&1`;

/** A command with which the shell prints what another one takes. */
export function timed(args: readonly string[]): [command: string, args: string[]] {
  return ['bash', ['-c', TIME, 'bash', ...args]];
}

/** What the shell has printed. */
export function usageIn(text: string): Usage {
  const [wall, user, system] = text.trim().split(' ').map(Number);
  return { cpu: user + system, wall };
}

/** What the command has printed itself. */
export function printedIn(folder: string): string {
  return readFileSync(join(folder, PRINTED), 'utf8');
}

/** Runs a program in Node.js, and fails with what it printed where it fails. */
export function measureNode({ args, cwd, env }: Command): Usage {
  const file = join(cwd, 'peak-memory');
  const usage = measure({
    args: [process.execPath, '--require', PEAK_MEMORY, ...args],
    cwd,
    env: { ...env, PEAK_MEMORY_FILE: file },
  });
  const peak = Number(readFileSync(file, 'utf8')) / 1024;
  rmSync(file);
  return { ...usage, peak };
}

function measure({ args, cwd, env }: Command): Usage {
  const { status, stderr } = spawnSync(...timed(args), {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${args.join(' ')} failed with status ${status}:\n${printedIn(cwd)}`);
  }
  return usageIn(stderr);
}

/** The middle of several usages, of each figure by itself. */
export function medianOf(usages: readonly Usage[]): Usage {
  const peaks = usages.flatMap(({ peak }) => peak ?? []);
  return {
    cpu: median(usages.map(({ cpu }) => cpu)),
    wall: median(usages.map(({ wall }) => wall)),
    peak: peaks.length === 0 ? undefined : median(peaks),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
