import { lstatSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { folderHoldsOthers, folderNotWritable } from './problems';
import { replaceFiles } from './replace-files';
import { Files, fingerprint, notedIn, withNote } from './written-note';
import { WrongCall } from './wrong-call';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system can only be read',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENOSPC: 'no space is left',
  ENAMETOOLONG: 'its path is too long',
};

/** An index in Markdown, and the files that it tells people of. */
export interface IndexedFiles {
  /** The name of the index's own file. */
  readonly index: string;
  readonly text: string;
  readonly files: Files;
}

/**
 * Writes files into a folder: all of them are there in the end, or nothing has changed. What an earlier call wrote is replaced,
 * or removed where it is no longer wanted; what others wrote, or changed since, is refused where it is in the way.
 */
export function writeFolder(folder: string, { index, text, files }: IndexedFiles): void {
  explained(folder, () => {
    const before = new FolderBefore(resolve(folder), index);
    const others = before.inTheWayOf(files);
    if (others.length > 0) throw new WrongCall(folderHoldsOthers(folder, others));
    replaceFiles(before.folder, before.notIn(files), { ...files, [index]: withNote(text, files) });
  });
}

/** Writes files into a folder, all of them or none; what is there of these names is replaced. */
export function writeFiles(folder: string, files: Files): void {
  explained(folder, () => replaceFiles(resolve(folder), [], files));
}

/** What is in the folder, as far as it concerns what is written there. */
class FolderBefore {
  /** Undefined where nothing was written yet. */
  private readonly noted: ReadonlyMap<string, string> | undefined;

  public constructor(
    public readonly folder: string,
    private readonly index: string,
  ) {
    this.noted = notedIn(this.textOf(index) ?? '');
  }

  /** What was written earlier and is not any more. */
  public notIn(files: Files): string[] {
    return this.files.filter((file) => !(file in files));
  }

  /** What would be lost. */
  public inTheWayOf(files: Files): string[] {
    const wanted = Object.keys(files).filter((file) => this.isThere(file));
    const others = [...new Set([...this.files, ...wanted])].filter(
      (file) => !this.isReplaceable(file, files[file]),
    );
    return this.noted === undefined && this.isThere(this.index) ? [this.index, ...others] : others;
  }

  private isReplaceable(file: string, wanted: string | undefined): boolean {
    const text = this.textOf(file);
    if (text === undefined) return false;
    const print = fingerprint(text);
    return print === this.noted?.get(file) || (wanted !== undefined && print === fingerprint(wanted));
  }

  private get files(): string[] {
    return [...(this.noted?.keys() ?? [])].filter((file) => this.isThere(file));
  }

  private isThere(file: string): boolean {
    return lstatSync(join(this.folder, file), { throwIfNoEntry: false }) !== undefined;
  }

  /** Undefined where there is no such file, or something else in its place. */
  private textOf(file: string): string | undefined {
    const path = join(this.folder, file);
    const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile();
    return isFile ? readFileSync(path, 'utf8') : undefined;
  }
}

function explained(folder: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new WrongCall(folderNotWritable(folder, REASONS[code] ?? code));
  }
}
