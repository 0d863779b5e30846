import { ChildProcess, spawn, SpawnOptions } from 'child_process';
import { createInterface } from 'readline';
import { descendantsOf, killTree } from './processes';
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
  public static async killAll(): Promise<void> {
    await Promise.all([...this.running].map((execution) => execution.kill()));
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
  public async kill(): Promise<void> {
    if (this.child.pid !== undefined) await killTree(this.child.pid);
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
