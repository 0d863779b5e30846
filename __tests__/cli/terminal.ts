import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ExitStatus } from '../../src/cli/exit-status';
import { run } from '../../src/cli/run';

/** What a call printed, and how it ended. */
export interface Outcome {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line in this process. */
export async function call(args: readonly string[], standardInput: string | Buffer = ''): Promise<Outcome> {
  const printed = { out: '', err: '' };
  return withFile(standardInput, async (file) => {
    const input = openSync(file, 'r');
    const status = await run(args, {
      input,
      out: (text) => (printed.out += text),
      err: (text) => (printed.err += text),
    });
    closeSync(input);
    return { status, ...printed };
  });
}

/** Uses a file that holds something, and removes it. */
export async function withFile<T>(content: string | Buffer, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cli-test-'));
  const file = join(folder, 'file.json');
  writeFileSync(file, content);
  try {
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The words of a line as a shell splits it: quoted ones keep their spaces. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}
