import { spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** A command as a shell calls it: its name and its arguments. */
export type Call = readonly string[];

/** Between arguments, and after each call: no document has these characters. */
const [BETWEEN, AFTER] = ['\u001f', '\u001e'];

/** It does nothing but to write down how it was called. */
const STAND_IN = `#!/bin/sh
call=$(printf '%s\\037' "\${0##*/}" "$@")
printf '%s\\036' "$call" >> "$CALLS"
`;

/** Folders that the script goes to need not be there. */
const PRELUDE = 'cd() { :; }\n';

/**
 * How a script calls the programs that are named: bash itself runs it, and finds these programs only, none of which does
 * anything. Whatever else the script calls ends it.
 */
export function callsOf(script: string, programs: readonly string[]): Call[] {
  const folder = mkdtempSync(join(tmpdir(), 'shell-test-'));
  try {
    programs.forEach((program) => writeStandIn(join(folder, program)));
    symlinkSync(pathTo('xargs'), join(folder, 'xargs'));
    writeFileSync(join(folder, 'calls'), '');
    const { status, stderr } = spawnSync(
      pathTo('bash'),
      ['--norc', '-euo', 'pipefail', '-c', PRELUDE + script],
      {
        cwd: folder,
        env: { PATH: folder, CALLS: join(folder, 'calls') },
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`the shell ended with ${status}: ${stderr.trim()}`);
    return readFileSync(join(folder, 'calls'), 'utf8').split(AFTER).slice(0, -1).map(argumentsOf);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function argumentsOf(call: string): Call {
  return call.split(BETWEEN).slice(0, -1);
}

function writeStandIn(file: string): void {
  writeFileSync(file, STAND_IN);
  chmodSync(file, 0o755);
}

function pathTo(program: string): string {
  return spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
}
