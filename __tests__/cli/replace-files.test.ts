import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { replaceFiles } from '../../src/cli/replace-files';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-files-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The files of a folder, by their paths in it, and their texts. */
function textsIn(path: string, below = ''): Record<string, string> {
  const entries = readdirSync(join(path, below)).map((name): Record<string, string> => {
    const file = join(below, name);
    const isFolder = statSync(join(path, file)).isDirectory();
    return isFolder ? textsIn(path, file) : { [file]: readFileSync(join(path, file), 'utf8') };
  });
  return Object.assign({}, ...entries);
}

function given(files: Record<string, string>): void {
  Object.entries(files).forEach(([file, text]) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  });
}

test('makes the folders that files are in, and removes those that have none left', () => {
  given({ 'old/a': '1', b: '1', other: '1' });
  replaceFiles(folder, ['old/a'], { b: '2', 'new/c': '2' });
  expect(textsIn(folder)).toEqual({ b: '2', 'new/c': '2', other: '1' });
  expect(readdirSync(folder).sort()).toEqual(['b', 'new', 'other']);
});

test('makes the folder itself', () => {
  replaceFiles(join(folder, 'x', 'y'), [], { a: '1' });
  expect(textsIn(folder)).toEqual({ 'x/y/a': '1' });
});

test.each([
  ['a folder for a file would be where a file is', { a: '2', 'c/d': '2', 'b/e': '2' }, []],
  ['a file that is to go is not there', { a: '2', 'c/d': '2' }, ['b', 'missing']],
])('changes nothing where %s', (_, written, removed) => {
  const before = { a: '1', b: '1', 'f/g': '1' };
  given(before);
  expect(() => replaceFiles(folder, removed, written)).toThrow(/EEXIST|ENOTDIR|ENOENT/);
  expect(textsIn(folder)).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['a', 'b', 'f']);
});

test('leaves no folder that it has made where it fails', () => {
  expect(() => replaceFiles(join(folder, 'x', 'y'), ['missing'], { a: '1' })).toThrow(/ENOENT/);
  expect(readdirSync(folder)).toEqual([]);
});
