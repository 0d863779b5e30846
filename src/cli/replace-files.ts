import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { dirname, join } from 'path';
import { Files } from './written-note';

/** Removes some files of a folder and writes others, or changes nothing at all: what can fail is done aside, before. */
export function replaceFiles(folder: string, removed: readonly string[], written: Files): void {
  const made = mkdirSync(folder, { recursive: true });
  try {
    new Exchange(folder).perform(removed, written);
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true });
    throw error;
  }
}

/** The exchange of files by renaming, with a folder of its own beside them. */
class Exchange {
  private readonly workplace: string;
  private readonly undoing: (() => void)[] = [];

  public constructor(private readonly folder: string) {
    this.workplace = mkdtempSync(join(folder, '.secret-rotation-'));
  }

  public perform(removed: readonly string[], written: Files): void {
    try {
      // Here the disk may be full.
      Object.entries(written).forEach(([file, text]) => writeFileSync(inFolder(this.ready(file)), text));
      Object.keys(written).forEach((file) => this.write(file));
      removed.forEach((file) => this.remove(file));
    } catch (error) {
      this.undoing.forEach((step) => step());
      throw error;
    } finally {
      this.end([...removed, ...Object.keys(written)]);
    }
  }

  private write(file: string): void {
    const [place, kept] = [this.place(file), this.kept(file)];
    const isThere = existsSync(place);
    if (isThere) copyFileSync(place, inFolder(kept));
    renameSync(this.ready(file), inFolder(place));
    this.undoing.unshift(() => (isThere ? renameSync(kept, place) : rmSync(place)));
  }

  private remove(file: string): void {
    renameSync(this.place(file), inFolder(this.kept(file)));
    this.undoing.unshift(() => renameSync(this.kept(file), this.place(file)));
  }

  /** Leaves no folder in the folder that holds nothing. */
  private end(files: readonly string[]): void {
    rmSync(this.workplace, { recursive: true, force: true });
    const folders = files.map((file) => dirname(this.place(file))).filter((one) => one !== this.folder);
    new Set(folders).forEach(removeIfEmpty);
  }

  private place(file: string): string {
    return join(this.folder, file);
  }

  private ready(file: string): string {
    return join(this.workplace, 'new', file);
  }

  private kept(file: string): string {
    return join(this.workplace, 'old', file);
  }
}

/** A path whose folder is there. */
function inFolder(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it, or it is gone.
  }
}
