import { ChildProcess, spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { join } from 'path';
import { listProcessesWith } from '../src/rehearsal/process-table';
import { aliveOf, killAllWith, killTree, untilEnded } from '../src/rehearsal/processes';

/** Starts processes in sessions of their own without end. */
const SPAWNING = `
  const start = () => require('child_process').spawn('sleep', ['300'], { detached: true });
  setInterval(start, 1);
  setTimeout(() => console.log('ready'), 300);
`;

const PROCESSES = join(__dirname, '..', 'src', 'rehearsal', 'processes.ts');

/** Ends a process and what it started from a process of its own, which finds no command. */
function killTreeWithoutCommands(pid: number): void {
  const script = `require(${JSON.stringify(PROCESSES)}).killTree(${pid})`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], {
    env: { ...process.env, PATH: '/nowhere' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

/** A process that starts others without end, all with a setting in their environment. */
async function startSpawning(setting: string): Promise<ChildProcess> {
  const env = { ...process.env, MARK: setting };
  const root = spawn(process.execPath, ['-e', SPAWNING], { detached: true, env });
  await once(root.stdout, 'data');
  expect(listProcessesWith(`MARK=${setting}`).length).toBeGreaterThan(10);
  return root;
}

describe('a process that is killed with all that it started', () => {
  test.each([
    { name: 'leaves none, whatever it starts meanwhile', kill: killTree },
    { name: 'leaves none where no command lists processes', kill: killTreeWithoutCommands },
  ])('$name', async ({ kill }) => {
    const setting = `tree-${process.pid}`;
    const root = await startSpawning(setting);

    await kill(root.pid!);

    expect(listProcessesWith(`MARK=${setting}`)).toEqual([]);
  });

  test('is found by its setting, when what started it has ended before', async () => {
    const setting = `orphan-${process.pid}`;
    const root = await startSpawning(setting);
    root.kill('SIGKILL');
    await once(root, 'exit');

    await killAllWith(`MARK=${setting}`);

    expect(listProcessesWith(`MARK=${setting}`)).toEqual([]);
  });

  test('may have ended before', async () => {
    const root = spawn('true', { detached: true });
    await once(root, 'exit');

    await expect(killTree(root.pid!)).resolves.toBeUndefined();
  });

  test('is waited for', async () => {
    const { pid } = spawn('sleep', ['0.5']);
    expect(aliveOf([pid!])).toEqual([pid]);

    await untilEnded([pid!]);

    expect(aliveOf([pid!])).toEqual([]);
  });
});
