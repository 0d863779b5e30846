import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { compile } from './compile';
import { runCommand } from './run-command';

export const ROOT = resolve(__dirname, '..');

/** How a build limits the size of a configuration file. */
const SIZE_LIMIT = /\bMOST_BYTES = [^;]+;/;

/**
 * A revision of this package as it is published, and the app that is made of it: `main.ts` compiled, importing the library
 * that jsii has built into `lib`.
 */
export class Checkout {
  /** The working tree. */
  public static here(folder: string): Checkout {
    mkdirSync(folder);
    runCommand(ROOT, 'npm', 'run', 'build');
    ['lib', 'node_modules'].forEach((name) => symlinkSync(join(ROOT, name), join(folder, name)));
    return new Checkout(ROOT, folder);
  }

  /** Another revision, whose configuration files may be of any size. */
  public static of(revision: string, folder: string): Checkout {
    mkdirSync(folder);
    const archive = `${folder}.tar`;
    runCommand(ROOT, 'git', 'archive', '--output', archive, revision);
    runCommand(folder, 'tar', '-xf', archive);
    provideModules(folder);
    runCommand(folder, 'npm', 'run', 'build');
    liftSizeLimit(join(folder, 'lib'));
    return new Checkout(folder, folder);
  }

  /** The app. */
  public readonly program: string;

  private constructor(source: string, folder: string) {
    this.program = join(folder, 'main.js');
    compile(join(source, 'main.ts'), this.program, (code) => code.replace(/"\.\/src\b/g, '"./lib'));
  }
}

/** The installed packages do where the revision names the same ones. */
function provideModules(folder: string): void {
  const locks = [ROOT, folder].map((place) => readFileSync(join(place, 'package-lock.json'), 'utf8'));
  if (locks[0] === locks[1]) symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  else runCommand(folder, 'npm', 'ci');
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
