import { existsSync, mkdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { ProjectFiles } from './project-files';

/** Which files were written, and which were there before and stay as they are. */
export interface Written {
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

/** Writes those files that are not there yet. When one cannot be written, none is left. */
export function writeMissing(folder: string, files: ProjectFiles): Written {
  const names = Object.keys(files);
  const kept = names.filter((name) => existsSync(join(folder, name)));
  const created: string[] = [];
  try {
    for (const name of names.filter((one) => !kept.includes(one))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      // Nothing that has come meanwhile is overwritten.
      writeFileSync(join(folder, name), files[name], { flag: 'wx' });
      created.push(name);
    }
  } catch (error) {
    created.forEach((name) => rmSync(join(folder, name), { force: true }));
    throw error;
  }
  return { created, kept };
}
