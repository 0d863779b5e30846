import { existsSync, readdirSync, realpathSync, statSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';
import { Problem } from '../problem';
import { explained, NotReadable } from '../text/read-file';
import { fileNotReadable, tooManyConfigFiles } from './problems';

/** What a configuration may be written in, by the end of its name. */
const ENDING = /\.(ya?ml|json)$/i;

/** More stacks than an app has. */
const MOST_FILES = 1_000;

/** What a pattern of names has, as far as it is used. */
interface Picomatch {
  (pattern: string): (name: string) => boolean;
  scan(pattern: string): { readonly base: string; readonly isGlob: boolean };
}

const load = createRequire(__filename);

/** The files that a name stands for: one, those of a folder, or those that a pattern matches; or why there are none. */
export function configFiles(name: string): readonly string[] | Problem {
  try {
    return explained(() => filesOf(name));
  } catch (error) {
    if (error instanceof NotReadable) return fileNotReadable(name, error.message);
    throw error;
  }
}

function filesOf(name: string): readonly string[] | Problem {
  if (isFolder(name))
    return several(name, filesIn(name), 'no file in this folder ends in .yaml, .yml or .json');
  // A file may be called as a pattern is written.
  if (!/[*?[{(]/.test(name) || existsSync(name)) return [name];
  const { base, isGlob } = picomatch().scan(name);
  return isGlob ? several(name, matchedIn(base || '.', name), 'no file is called so') : [name];
}

function several(name: string, files: readonly string[], none: string): readonly string[] | Problem {
  if (files.length === 0) return fileNotReadable(name, none);
  if (files.length > MOST_FILES) return tooManyConfigFiles(name, files.length, MOST_FILES);
  return withoutLinksTwice(files);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => ENDING.test(file) && !file.startsWith('.'))
    .map((file) => join(folder, file))
    .filter((file) => !isFolder(file))
    .sort();
}

/** A pattern says by itself which endings it means. */
function matchedIn(base: string, pattern: string): string[] {
  const matches = picomatch()(pattern.replace(/(?<=.)\/+/g, '/'));
  return filesBelow(base, [])
    .filter((file) => matches(withSlashes(file)))
    .sort();
}

/** A link to a folder that is around it leads to no other files. */
function filesBelow(folder: string, around: readonly string[]): string[] {
  const real = isFolder(folder) ? realpathSync(folder) : '';
  if (real === '' || around.includes(real)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (isFolder(path) ? filesBelow(path, [...around, real]) : [path]));
}

/** Each file once, however many links lead to it. */
function withoutLinksTwice(files: readonly string[]): string[] {
  const byRealPath = new Map(files.map((file) => [existsSync(file) ? realpathSync(file) : file, file]));
  return [...byRealPath.values()];
}

function withSlashes(file: string): string {
  return file.replace(/\\/g, '/');
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** It is loaded where there is a pattern. */
function picomatch(): Picomatch {
  return load('picomatch');
}
