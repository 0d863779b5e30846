import { spawn } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Writable } from 'stream';
import { nodeArguments } from './own-command';
import { scratchEnvironment } from './scratch-setting';

const GUARD = nodeArguments(join(__dirname, 'guard'));

/** A folder for a time, which goes with what works in it even when this process is killed. */
export class ScratchFolder {
  public readonly path: string;

  /** What commands have to be run with, to be ended with this process. */
  public readonly environment: NodeJS.ProcessEnv;

  private readonly guarded: Writable;

  public constructor(prefix: string) {
    this.path = mkdtempSync(join(tmpdir(), prefix));
    this.environment = scratchEnvironment(this.path);
    const guard = spawn(process.execPath, [...GUARD, this.path], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.unref();
    this.guarded = guard.stdin;
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
    this.guarded.end();
  }
}
