import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { aliveOf, descendantsOf, killTree, untilEnded } from '../src/rehearsal/processes';

/** Starts processes in sessions of their own without end. */
const SPAWNING = `
  const start = () => require('child_process').spawn('sleep', ['300', process.argv[1]], { detached: true });
  setInterval(start, 1);
  setTimeout(() => console.log('ready'), 300);
`;

/** Those whose command line has a word. */
function processesWith(word: string): string[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(word));
}

describe('a process that is killed with all that it started', () => {
  test('leaves none, whatever it starts meanwhile', async () => {
    const mark = `0.${process.pid}`;
    const root = spawn(process.execPath, ['-e', SPAWNING, mark], { detached: true });
    await once(root.stdout, 'data');
    expect(descendantsOf(root.pid!).length).toBeGreaterThan(10);

    await killTree(root.pid!);

    expect(processesWith(mark)).toEqual([]);
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
