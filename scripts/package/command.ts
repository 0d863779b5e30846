import { spawnSync, SpawnSyncOptions } from 'child_process';

/** A command that has failed, with all that it printed. */
export class CommandFailed extends Error {
  public constructor(
    command: string,
    public readonly output: string,
  ) {
    super(`${command} failed`);
  }

  /** Whether it failed for want of what lies in a registry of packages, and not of anything here. */
  public get isUnreachable(): boolean {
    return UNREACHABLE.test(this.output);
  }
}

/** What package managers say when a registry does not answer, or has not what it should have. */
const UNREACHABLE =
  /Could not transfer artifact|Could not resolve host|Name or service not known|No matching distribution|NU1301|dial tcp|ENOTFOUND|ECONNREFUSED/i;

/** Runs a command to its end, and answers what it printed on the standard output. */
export function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    maxBuffer: 64 * 1024 * 1024,
    ...options,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new CommandFailed([command, ...args].join(' '), `${stdout}${stderr}`);
  return String(stdout);
}

/** Whether a command can be called, as it is with these arguments. */
export function works(command: string, ...args: string[]): boolean {
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  return status === 0;
}
