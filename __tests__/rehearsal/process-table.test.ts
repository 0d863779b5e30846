import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { canListProcesses, listProcesses, listProcessesWith } from '../../src/rehearsal/process-table';

const folder = mkdtempSync(join(tmpdir(), 'process-table-'));

const { PATH } = process.env;

afterEach(() => (process.env.PATH = PATH));

afterAll(() => rmSync(folder, { recursive: true }));

/** A folder in the form of Linux's /proc. */
function procOf(processes: Readonly<Record<string, { stat?: string; environ?: string }>>): string {
  const proc = mkdtempSync(join(folder, 'proc-'));
  Object.entries({ self: { stat: '' }, ...processes }).forEach(([pid, files]) => {
    mkdirSync(join(proc, pid));
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(proc, pid, name), text));
  });
  return proc;
}

/** A `ps` that prints a text. */
function psThatPrints(text: string): void {
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, 'ps'), `#!/bin/sh\ncat <<'END'\n${text}\nEND\n`);
  chmodSync(join(bin, 'ps'), 0o755);
  process.env.PATH = `${bin}${delimiter}${PATH}`;
}

describe('on Linux', () => {
  test('the processes are read from files, whatever their commands are called', () => {
    const proc = procOf({
      '1': { stat: '1 (init) S 0 1 1 0' },
      '20': { stat: '20 (a b) R 7 (c)) Z 1 20 20 0' },
      'not-a-process': { stat: '3 (x) S 1 1 1' },
    });

    expect(listProcesses(proc)).toEqual([
      { pid: 1, parent: 0, state: 'S' },
      { pid: 20, parent: 1, state: 'Z' },
    ]);
  });

  test('a process that has ended meanwhile is left out', () => {
    expect(listProcesses(procOf({ '5': {} }))).toEqual([]);
  });

  test('a setting is one of the environment as a whole', () => {
    const proc = procOf({
      '1': { environ: 'HOME=/\0TMPDIR=/t/one\0' },
      '2': { environ: 'TMPDIR=/t/one-and-more\0' },
      '3': { environ: 'OTHER=TMPDIR=/t/one\0' },
      '4': {},
    });

    expect(listProcessesWith('TMPDIR=/t/one', proc)).toEqual([1]);
  });
});

describe('where there are no such files', () => {
  const nowhere = join(folder, 'nowhere');

  test('the processes are read from ps', () => {
    psThatPrints('    1     0 Ss\n 4711     1 Z+');

    expect(listProcesses(nowhere)).toEqual([
      { pid: 1, parent: 0, state: 'Ss' },
      { pid: 4711, parent: 1, state: 'Z+' },
    ]);
  });

  test('a setting is read from ps', () => {
    psThatPrints(
      '    1 init HOME=/\n 4711 terraform apply A=b TMPDIR=/t/one\n 4712 x TMPDIR=/t/one-and-more',
    );

    expect(listProcessesWith('TMPDIR=/t/one', nowhere)).toEqual([4711]);
  });

  test('a ps is needed, and is told to be missing', () => {
    psThatPrints('');

    expect(canListProcesses(process.env, nowhere)).toBe(true);
    expect(canListProcesses({ PATH: nowhere }, nowhere)).toBe(false);
  });
});
