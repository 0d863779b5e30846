import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { compile } from './compile';
import { runCommand } from './run-command';

export const ROOT = resolve(__dirname, '..');

/** How a build limits the size of a configuration file. */
const SIZE_LIMIT = /\bMOST_BYTES = [^;]+;/;

/** One of these is there since there is the command: its module, or the modules joined to one file. */
const SYNTHESISES = [join('cli', 'synth.js'), 'modules.js'];

const PEERS = ['cdktf', 'constructs', '@cdktf/provider-aws'];

/** A revision of this package, packed as it would be published and installed in a folder beside its peers. */
export class InstalledPackage {
  /** The working tree. */
  public static here(folder: string): InstalledPackage {
    return new InstalledPackage(ROOT, folder);
  }

  /** Another revision, whose configuration files may be of any size. */
  public static of(revision: string, folder: string): InstalledPackage {
    const checkout = join(folder, 'checkout');
    mkdirSync(checkout, { recursive: true });
    runCommand(ROOT, 'git', 'archive', '--output', `${checkout}.tar`, revision);
    runCommand(checkout, 'tar', '-xf', `${checkout}.tar`);
    provideModules(checkout);
    const installed = new InstalledPackage(checkout, folder);
    liftSizeLimit(join(installed.place, 'lib'));
    return installed;
  }

  /** Where it is installed. */
  public readonly place: string;

  /** What makes files of a configuration: the command, or before there was one the app. */
  public readonly program: readonly string[];

  private constructor(source: string, folder: string) {
    this.place = install(pack(source, folder), folder);
    this.program = SYNTHESISES.some((file) => existsSync(join(this.place, 'lib', file)))
      ? [join(this.place, 'lib', 'cli', 'main.js'), 'synth']
      : [appOf(source, folder, this.place)];
  }
}

function pack(source: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  runCommand(source, 'npm', 'pack', '--pack-destination', folder);
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
}

function install(tarball: string, folder: string): string {
  const modules = join(folder, 'node_modules');
  PEERS.forEach((name) => {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  });
  runCommand(modules, 'tar', '-xf', tarball);
  return join(modules, 'package');
}

/** The installed packages do where the revision names the same ones. */
function provideModules(checkout: string): void {
  const locks = [ROOT, checkout].map((place) => readFileSync(join(place, 'package-lock.json'), 'utf8'));
  if (locks[0] === locks[1]) symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  else runCommand(checkout, 'npm', 'ci');
}

function appOf(source: string, folder: string, place: string): string {
  const app = join(folder, 'main.js');
  compile(join(source, 'main.ts'), app, (code) => code.replace(/"\.\/src\b/g, `"${place}/lib`));
  return app;
}

function liftSizeLimit(folder: string): void {
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name))
    .forEach((file) => {
      const code = readFileSync(file, 'utf8');
      if (SIZE_LIMIT.test(code)) writeFileSync(file, code.replace(SIZE_LIMIT, 'MOST_BYTES = 2 ** 30;'));
    });
}
