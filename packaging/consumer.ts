import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from './run';

const ROOT = join(__dirname, '..');

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** An empty folder in which the package is used as its users use it. */
export class Consumer {
  public readonly folder = mkdtempSync(join(tmpdir(), 'secret-rotation-consumer-'));

  /** Installs packages, and answers how many seconds that took. */
  public async install(packages: readonly string[], ...options: string[]): Promise<number> {
    return this.installWith(['npm'], packages, ...options);
  }

  /** @param npm the command and its first arguments */
  public async installWith(
    npm: readonly string[],
    packages: readonly string[],
    ...options: string[]
  ): Promise<number> {
    const started = Date.now();
    const [command, ...args] = npm;
    await this.run(command, ...args, 'install', ...QUIET, ...options, ...packages);
    return Math.round((Date.now() - started) / 1000);
  }

  public run(command: string, ...args: string[]): Promise<string> {
    // What npm tells the scripts that it runs is not meant for another project; where the headers of Node.js lie is.
    const foreign = Object.keys(process.env).filter((name) => /^npm_(?!config_nodedir$)/i.test(name));
    return run(command, args, this.folder, Object.fromEntries(foreign.map((name) => [name, undefined])));
  }

  public write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  public read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Compiles programs by their names; it fails with what the compiler says. */
  public async compile(
    programs: Readonly<Record<string, string>>,
    options: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    Object.entries(programs).forEach(([name, text]) => this.write(name, text));
    const compilerOptions = {
      target: 'ES2022',
      lib: ['ES2022', 'DOM'],
      types: [],
      strict: true,
      noEmit: true,
      ...options,
    };
    this.write('tsconfig.json', JSON.stringify({ compilerOptions, files: Object.keys(programs) }));
    await this.run(process.execPath, TSC, '--pretty', 'false');
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
