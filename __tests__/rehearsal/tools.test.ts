import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { missingTools } from '../../src/rehearsal/tools';

const bin = mkdtempSync(join(tmpdir(), 'tools-'));

/** Tools that work, and write down under which settings they were run. */
beforeAll(() =>
  ['terraform', 'python3'].forEach((name) => {
    writeFileSync(join(bin, name), `#!/bin/sh\nenv > ${bin}/${name}.env\n`);
    chmodSync(join(bin, name), 0o755);
  }),
);

afterAll(() => rmSync(bin, { recursive: true }));

const PATH = `${bin}${delimiter}${process.env.PATH}`;

function environmentOf(name: string): string[] {
  return readFileSync(join(bin, `${name}.env`), 'utf8').split('\n');
}

test('nothing is missing where all is there', () => {
  expect(missingTools({ PATH })).toEqual([]);
});

test('a tool is asked under none of the settings of the user, and does not ask whether there is a newer release', () => {
  const settings = { TF_CLI_ARGS: '-destroy', TF_CLI_ARGS_version: '-x', AWS_PROFILE: 'me', TF_LOG: 'trace' };

  expect(missingTools({ PATH, ...settings })).toEqual([]);

  const names = environmentOf('terraform').map((line) => line.split('=')[0]);
  expect(names.filter((name) => name in settings)).toEqual([]);
  expect(environmentOf('terraform')).toContain('CHECKPOINT_DISABLE=1');
  expect(environmentOf('python3')).not.toContain('AWS_PROFILE=me');
});
