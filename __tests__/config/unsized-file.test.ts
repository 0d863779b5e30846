import { spawnSync, SpawnSyncReturns } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { NotReadable, readFile } from '../../src/text/read-file';
import { ROOT } from '../support/examples';

const TSX = require.resolve('tsx');
const CLI = join(ROOT, 'src', 'cli', 'main.ts');
const RIGHT = join(ROOT, 'rotation.yaml');
const OK = '0 errors, 0 warnings';

/** Runs a line of bash in which "validate" is the command. */
function bash(line: string): SpawnSyncReturns<string> {
  const script = `validate() { "${process.execPath}" --import "${TSX}" "${CLI}" validate "$@"; }\n${line}`;
  return spawnSync('bash', ['-c', script], { encoding: 'utf8', env: { ...process.env, RIGHT } });
}

describe('a configuration that has no size', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unsized-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['process substitution', 'validate <(cat "$RIGHT")'],
    ['a slow writer', 'validate <(sleep 1; cat "$RIGHT")'],
    ['/dev/stdin, from a pipe', 'cat "$RIGHT" | validate /dev/stdin'],
    ['/dev/stdin, from a file', 'validate /dev/stdin < "$RIGHT"'],
    ['the standard input', 'cat "$RIGHT" | validate -'],
    ['what the environment names', 'cat "$RIGHT" | ROTATION_CONFIG=/dev/stdin validate'],
    [
      'a pipe with a name',
      `mkfifo ${folder}/fifo; (sleep 1; cat "$RIGHT" > ${folder}/fifo) & validate ${folder}/fifo`,
    ],
  ])('is read from %s', (_, line) => {
    const { status, stderr } = bash(line);

    expect(stderr).toContain(OK);
    expect(status).toBe(0);
  });

  test('is read from a socket that is the standard input', () => {
    const { stdout } = spawnSync(process.execPath, ['--import', TSX, CLI, 'validate', '/dev/stdin'], {
      encoding: 'utf8',
      input: 'version: 2\nstacks: {}\n',
    });

    expect(stdout).toContain('EmptyMapping');
  });

  test.each(['/dev/zero', '/dev/urandom'])('is refused when it is %s, after as much as is read', (file) => {
    expect(readFile(file, 1000)).toMatchObject({ isLarger: true, bytes: { length: 1000 } });
    expect(bash(`validate ${file}`).stdout).toContain('FileTooLarge');
  });

  test('is refused when nobody writes to it', () => {
    const fifo = join(folder, 'silent');
    spawnSync('mkfifo', [fifo]);

    expect(() => readFile(fifo, 1000, 0, { writer: 50, end: 1000 })).toThrow(
      new NotReadable('nobody has written to it for 0.05 seconds'),
    );
  });

  test('is refused when it does not end', () => {
    const script = `const { readFile } = require(${JSON.stringify(join(ROOT, 'src', 'text', 'read-file.ts'))});
      try { readFile(process.argv[1], 1000, 0, { writer: 50, end: 300 }); } catch ({ message }) { console.log(message); }`;
    const line = `"${process.execPath}" --require "${require.resolve('tsx/cjs')}" -e '${script}' <(echo version; sleep 2)`;

    expect(bash(line).stdout).toBe(
      'it has not come to its end within 0.3 seconds; write it to a file first\n',
    );
  });
});
