import { spawnSync } from 'child_process';

/** Runs a command that prepares a measurement, and fails with what it printed where it fails. */
export function runCommand(folder: string, command: string, ...args: string[]): Buffer {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    maxBuffer: 512 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? ''}\n${stdout}${stderr}`);
}
