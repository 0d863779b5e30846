import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve } from 'path';

/** Where this package lies, installed or in a checkout. */
export const OWN_FOLDER = join(__dirname, '..', '..');

/** What is taken of this package's package.json. */
export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  readonly repository: { readonly url: string };
  readonly engines: Readonly<Record<string, string>>;
  /** The releases that it is developed and tested with. */
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(join(OWN_FOLDER, 'package.json'), 'utf8'));
}

/** What a project in a folder says in its package.json to get this very package: its release, or the file that it came from. */
export function ownSource(folder: string): string {
  const { name, version } = ownPackage();
  const modules = join(OWN_FOLDER, name.startsWith('@') ? join('..', '..') : '..');
  const { resolved = '' } = installedPackages(modules)[`node_modules/${name}`] ?? {};
  if (!resolved.startsWith('file:')) return version;
  return `file:${relative(folder, resolve(modules, '..', resolved.slice('file:'.length)))}`;
}

/** What npm has noted of the packages beside this one. */
function installedPackages(modules: string): Readonly<Record<string, { readonly resolved?: string }>> {
  const file = join(modules, '.package-lock.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}
