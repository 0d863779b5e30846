import { spawnSync } from 'child_process';

const POLL_MILLISECONDS = 50;

interface ProcessRecord {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

/** The processes that a process started, and those that these started, and so on. */
export function descendantsOf(pid: number): number[] {
  const records = list();
  const childrenOf = (parent: number): number[] =>
    records
      .filter((record) => record.parent === parent)
      .flatMap((child) => [child.pid, ...childrenOf(child.pid)]);
  return childrenOf(pid);
}

/** Ends a process, its group, and all that it started, and waits until they have ended. */
export async function killTree(pid: number): Promise<void> {
  const tree = stopTree(pid);
  [...tree, -pid].forEach((target) => send(target, 'SIGKILL'));
  await untilEnded(tree);
}

/** Waits until none of the processes is there. */
export async function untilEnded(pids: readonly number[]): Promise<void> {
  while (aliveOf(pids).length > 0) await new Promise((next) => setTimeout(next, POLL_MILLISECONDS));
}

/** Those of the processes that have not ended. */
export function aliveOf(pids: readonly number[]): number[] {
  return list()
    .filter(({ pid, state }) => pids.includes(pid) && !state.startsWith('Z'))
    .map(({ pid }) => pid);
}

/** Stops the whole tree first: no process of it can start another, or act on the end of another, before it is killed. */
function stopTree(root: number): number[] {
  const stopped: number[] = [];
  for (let found = [root]; found.length > 0; found = without(descendantsOf(root), stopped)) {
    found.forEach((pid) => send(pid, 'SIGSTOP'));
    stopped.push(...found);
  }
  return stopped;
}

function without(pids: readonly number[], others: readonly number[]): number[] {
  return pids.filter((pid) => !others.includes(pid));
}

function list(): ProcessRecord[] {
  const listing = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' }).stdout;
  return listing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state]) => ({ pid: Number(pid), parent: Number(parent), state }));
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
