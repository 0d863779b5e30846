import { spawnSync } from 'child_process';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** Where Linux shows its processes as files. A small image of Linux has nothing else that does. */
const PROC = '/proc';

export interface ProcessRecord {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

/** Whether the processes of this machine can be told at all. */
export function canListProcesses(environment: NodeJS.ProcessEnv, proc = PROC): boolean {
  return hasFiles(proc) || spawnSync('ps', ['-A'], { env: environment, stdio: 'ignore' }).status === 0;
}

/** All processes that there are now. */
export function listProcesses(proc = PROC): ProcessRecord[] {
  return hasFiles(proc) ? pidsIn(proc).flatMap((pid) => recordIn(proc, pid)) : recordsOfPs();
}

/** The processes that were started with a setting, or by such a process. */
export function listProcessesWith(setting: string, proc = PROC): number[] {
  return hasFiles(proc)
    ? pidsIn(proc)
        .filter((pid) =>
          contentOf(join(proc, pid, 'environ'))
            .split('\0')
            .includes(setting),
        )
        .map(Number)
    : linesOfPs('-E', '-ww', '-o', 'pid=,command=')
        .filter((line) => line.split(' ').includes(setting))
        .map((line) => parseInt(line, 10));
}

function hasFiles(proc: string): boolean {
  return existsSync(join(proc, 'self', 'stat'));
}

function pidsIn(proc: string): string[] {
  return readdirSync(proc).filter((name) => /^\d+$/.test(name));
}

/** The name of a command stands in brackets before the state, and may hold blanks and brackets itself. */
function recordIn(proc: string, pid: string): ProcessRecord[] {
  const stat = contentOf(join(proc, pid, 'stat'));
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? [] : [{ pid: Number(pid), parent: Number(parent), state }];
}

/** Nothing where a process has ended meanwhile, or belongs to somebody else. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function recordsOfPs(): ProcessRecord[] {
  return linesOfPs('-o', 'pid=,ppid=,stat=')
    .map((line) => line.split(/\s+/))
    .map(([pid, parent, state]) => ({ pid: Number(pid), parent: Number(parent), state }));
}

function linesOfPs(...args: string[]): string[] {
  const { stdout } = spawnSync('ps', ['-A', ...args], { encoding: 'utf8', env: process.env });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim());
}
