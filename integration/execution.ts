import { ChildProcess, spawn, SpawnOptions, spawnSync } from 'child_process';
import { createInterface } from 'readline';
import { diagnosticsOf, plainText } from './terminal';

/** How a command ended, and everything that it printed. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** A command that is under way in a process group of its own, so that nothing which it starts is left behind. */
export class Execution {
  private static readonly running = new Set<Execution>();

  /** Kills every command that is still under way. */
  public static killAll(): void {
    this.running.forEach((execution) => execution.kill());
  }

  /** How the command ended. */
  public readonly outcome: Promise<Outcome>;

  private readonly child: ChildProcess;
  private readonly printed: Buffer[] = [];

  public constructor(
    private readonly command: string,
    private readonly args: readonly string[],
    options: SpawnOptions,
  ) {
    this.child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    Execution.running.add(this);
    this.outcome = this.end();
  }

  /** Tells each line as it is printed. */
  public onLine(listener: (line: string) => void): void {
    [this.child.stdout!, this.child.stderr!].forEach((stream) =>
      createInterface(stream).on('line', listener),
    );
  }

  /** What the command has printed so far. */
  public get output(): string {
    return Buffer.concat(this.printed).toString();
  }

  /** What the command printed, unless it failed: then an error with what it printed. */
  public async succeed(): Promise<string> {
    const { status, output } = await this.outcome;
    if (status === 0) return output;
    const text = plainText(output);
    const invocation = `${this.command} ${this.args.join(' ')} failed with status ${status}`;
    throw new Error(`${invocation}:\n${diagnosticsOf(text)}\nAll that it printed:\n${text}`);
  }

  /** The processes that the command has started, and those that these have started. */
  public get descendants(): number[] {
    return descendantsOf(this.child.pid!);
  }

  public signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends the command and all that it started, at once: what runs on a terminal of its own has left the group. */
  public kill(): void {
    const { pid } = this.child;
    if (pid !== undefined) [pid, ...descendantsOf(pid), -pid].forEach(killNow);
  }

  private end(): Promise<Outcome> {
    [this.child.stdout!, this.child.stderr!].forEach((stream) =>
      stream.on('data', (data: Buffer) => this.printed.push(data)),
    );
    return new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (status) => {
        Execution.running.delete(this);
        resolve({ status, output: this.output });
      });
    });
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** The processes that a process started, and those that these started, and so on. */
function descendantsOf(pid: number): number[] {
  const listing = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout ?? '';
  const processes = listing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    processes.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...childrenOf(child)]);
  return childrenOf(pid);
}
