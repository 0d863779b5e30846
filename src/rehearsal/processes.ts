import { listProcesses, listProcessesWith } from './process-table';

const POLL_MILLISECONDS = 50;

/** The processes that a process started, and those that these started, and so on. */
export function descendantsOf(pid: number): number[] {
  const records = listProcesses();
  const childrenOf = (parent: number): number[] =>
    records
      .filter((record) => record.parent === parent)
      .flatMap((child) => [child.pid, ...childrenOf(child.pid)]);
  return childrenOf(pid);
}

/** Ends a process, its group, and all that it started, and waits until they have ended. */
export async function killTree(pid: number): Promise<void> {
  const tree = stopAll(() => [pid, ...descendantsOf(pid)]);
  await kill(tree, [-pid]);
}

/** Ends all processes that were started with a setting in their environment, and waits until they have ended. */
export async function killAllWith(setting: string): Promise<void> {
  await kill(stopAll(() => listProcessesWith(setting)));
}

/** Waits until none of the processes is there. */
export async function untilEnded(pids: readonly number[]): Promise<void> {
  while (aliveOf(pids).length > 0) await new Promise((next) => setTimeout(next, POLL_MILLISECONDS));
}

/** Those of the processes that have not ended. */
export function aliveOf(pids: readonly number[]): number[] {
  return listProcesses()
    .filter(({ pid, state }) => pids.includes(pid) && !state.startsWith('Z'))
    .map(({ pid }) => pid);
}

/** Stops all first: no process can start another, or act on the end of another, before it is killed. */
function stopAll(find: () => number[]): number[] {
  const stopped: number[] = [];
  for (let found = find(); found.length > 0; found = without(find(), stopped)) {
    found.forEach((pid) => send(pid, 'SIGSTOP'));
    stopped.push(...found);
  }
  return stopped;
}

async function kill(pids: readonly number[], groups: readonly number[] = []): Promise<void> {
  [...pids, ...groups].forEach((target) => send(target, 'SIGKILL'));
  await untilEnded(pids);
}

function without(pids: readonly number[], others: readonly number[]): number[] {
  return pids.filter((pid) => !others.includes(pid));
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
