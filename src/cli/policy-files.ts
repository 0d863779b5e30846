import { Dirent, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { holdsPolicy } from '../policy/check/unwrap';
import { noPolicyIn, tooManyFiles } from './problems';
import { explained } from '../text/read-file';
import { Input, readable, readInput } from './read-input';
import { WrongCall } from './wrong-call';

/** A file that holds a policy, or is said to. */
export interface PolicyFile extends Input {
  readonly file: string;
}

/** What a folder holds besides policies. */
export interface PolicyFiles {
  readonly files: readonly PolicyFile[];
  /** How many files in folders hold no policy. */
  readonly others: number;
}

/** Folders of what was installed or is hidden hold nobody's policies. */
const PASSED_OVER = /^(\..*|node_modules|cdktf\.out)$/;

const MOST_FILES = 10_000;

const MOST_FOLDERS_DEEP = 50;

/** Reads files, the files in folders that hold policies, and the standard input for `-`. */
export function readPolicyFiles(
  names: readonly string[],
  standardInput: number,
  mostBytes: number,
): PolicyFiles {
  const read = (file: string): PolicyFile => ({ file, ...readInput(file, standardInput, mostBytes) });
  const found = names.map((name) =>
    isFolder(name) ? inFolder(name, read) : { files: [read(name)], others: 0 },
  );
  return {
    files: found.flatMap(({ files }) => files),
    others: found.reduce((sum, { others }) => sum + others, 0),
  };
}

/** What cannot be looked at is told when it is read. */
function isFolder(name: string): boolean {
  try {
    return name !== '-' && statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function inFolder(folder: string, read: (file: string) => PolicyFile): PolicyFiles {
  const names = jsonFilesIn(folder, MOST_FOLDERS_DEEP).sort();
  if (names.length > MOST_FILES) throw new WrongCall(tooManyFiles(folder, MOST_FILES));
  const files = names.map(read).filter(({ text, isLarger }) => !isLarger && holdsPolicy(text));
  if (files.length === 0) throw new WrongCall(noPolicyIn(folder));
  return { files, others: names.length - files.length };
}

/** Links are not followed: they may lead anywhere. */
function jsonFilesIn(folder: string, left: number): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return left === 0 || PASSED_OVER.test(entry.name) ? [] : jsonFilesIn(path, left - 1);
    return entry.isFile() && entry.name.endsWith('.json') ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  return readable(folder, () => explained(() => readdirSync(folder, { withFileTypes: true })));
}
