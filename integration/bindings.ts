import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { RotationConfig } from '../src/config';
import { cleanEnvironment } from '../src/rehearsal/environment';
import { Execution } from '../src/rehearsal/execution';
import { ROOT } from '../src/rehearsal/project';

const BINDINGS = '@cdktf/provider-aws';

const SCOPE = '@cdktf';

const INSTALL = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--legacy-peer-deps'];

/** A copy of the app with another release of the AWS provider's bindings than the one that it is developed with. */
export class AppWithBindings {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bindings-'));

  public constructor() {
    ['main.ts', 'src', 'schemas', 'package.json'].forEach((name) =>
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true }),
    );
    mkdirSync(join(this.folder, 'node_modules', SCOPE), { recursive: true });
    this.link('.', SCOPE);
    this.link(SCOPE, 'provider-aws');
  }

  /** Takes the release that is installed in the checkout. */
  public useInstalled(): void {
    symlinkSync(join(ROOT, 'node_modules', BINDINGS), join(this.folder, 'node_modules', BINDINGS));
  }

  /** Takes a release from the registry. */
  public async install(version: string): Promise<void> {
    const place = join(this.folder, 'other');
    await this.run('npm', [...INSTALL, '--prefix', place, `${BINDINGS}@${version}`]);
    symlinkSync(join(place, 'node_modules', BINDINGS), join(this.folder, 'node_modules', BINDINGS));
  }

  /** What the app makes of a configuration: the Terraform of each stack. */
  public async synth(config: RotationConfig): Promise<Record<string, any>> {
    writeFileSync(join(this.folder, 'rotation.yaml'), stringify(config));
    await this.run(process.execPath, ['--import', require.resolve('tsx'), 'main.ts']);
    const stacks = join(this.folder, 'cdktf.out', 'stacks');
    return Object.fromEntries(
      readdirSync(stacks).map((name) => [
        name,
        JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8')),
      ]),
    );
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Makes the checkout's packages available, but for one. */
  private link(scope: string, except: string): void {
    const packages = join(ROOT, 'node_modules', scope);
    readdirSync(packages)
      .filter((name) => name !== except)
      .forEach((name) => symlinkSync(join(packages, name), join(this.folder, 'node_modules', scope, name)));
  }

  private async run(command: string, args: readonly string[]): Promise<void> {
    await new Execution(command, args, { cwd: this.folder, env: cleanEnvironment(process.env) }).succeed();
  }
}
