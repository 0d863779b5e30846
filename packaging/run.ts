import { spawn } from 'child_process';

/** Runs a command and answers what it printed on the standard output; it fails with all that the command printed. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, CHECKPOINT_DISABLE: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, all] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data));
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (data: Buffer) => (all += data)));
    child.once('error', reject);
    child.once('close', (status) =>
      status === 0
        ? resolve(out)
        : reject(new Error(`${command} ${args.join(' ')} ended with status ${status}:\n${all}`)),
    );
  });
}
