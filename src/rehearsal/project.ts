import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { parse, stringify } from 'yaml';
import { FunctionConfig, RotationConfig, StackConfig } from '../config';
import { asWritten } from '../config/ssm-parameter';
import { cleanEnvironment } from './environment';
import { Execution } from './execution';
import { cdktfCommand, OWN_COMMAND } from './own-command';
import { ScratchFolder } from './scratch-folder';
import { providerVersion } from './tools';

export const ROOT = resolve(__dirname, '..', '..');

/** What a program that is written in TypeScript needs of the checkout. */
const CHECKOUT = ['src', 'schemas', 'node_modules', 'package.json'];

/** The command line of CDKTF wants one; nothing is known by it. */
const PROJECT_ID = 'rehearsal';

/** The account that the stand-in of AWS is. */
const STAND_IN_ACCOUNT = '123456789012';

const QUIET = ['-input=false', '-no-color'];

/** A folder of its own in which a configuration is synthesised and handed to Terraform. */
export class Project {
  public readonly folder: string;

  private readonly scratch = new ScratchFolder('secret-rotation-');

  private readonly environment: NodeJS.ProcessEnv;

  /** @param aws what leads Terraform to the AWS that is to be used */
  public constructor(aws: NodeJS.ProcessEnv = {}) {
    this.folder = this.scratch.path;
    this.environment = {
      ...cleanEnvironment(process.env),
      CHECKPOINT_DISABLE: '1',
      DISABLE_VERSION_CHECK: '1',
      // Otherwise the providers would be kept in the user's home.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      CDKTF_HOME: this.folder,
      ...this.scratch.environment,
      ...this.providersFrom(process.env.TF_PLUGIN_DIR),
      ...aws,
    };
  }

  /** Writes a configuration, with the provider's release that is at hand and the state in this folder. */
  public configure(config: RotationConfig): void {
    const awsProviderVersion = providerVersion(process.env.TF_PLUGIN_DIR);
    const stacks = Object.entries(config.stacks).map(([name, stack]) => [
      name,
      {
        ...stack,
        ...withoutAccount(stack),
        functions: stack.functions && withAbsolutePaths(stack.functions),
        backend: undefined,
        awsProviderVersion: awsProviderVersion ?? stack.awsProviderVersion,
      },
    ]);
    const local = { ...config, stacks: Object.fromEntries(stacks) };
    writeFileSync(join(this.folder, 'rotation.yaml'), stringify(asWritten(local)));
  }

  public async synth(): Promise<void> {
    await this.run(process.execPath, [...OWN_COMMAND, 'synth'], this.folder).succeed();
  }

  /** Synthesises what a program that uses the library makes. */
  public async synthProgram(text: string): Promise<void> {
    CHECKOUT.filter((name) => !existsSync(join(this.folder, name))).forEach((name) =>
      symlinkSync(join(ROOT, name), join(this.folder, name)),
    );
    writeFileSync(join(this.folder, 'program.ts'), text);
    await this.run(process.execPath, ['--import', 'tsx', 'program.ts'], this.folder).succeed();
  }

  /** Changes what was synthesised for a stack. */
  public edit(stack: string, change: (json: string) => string): void {
    const file = join(this.stackFolder(stack), 'cdk.tf.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }

  /** Terraform's address of a stack's only resource of a type. */
  public addressOf(stack: string, type: string): string {
    const { resource } = JSON.parse(readFileSync(join(this.stackFolder(stack), 'cdk.tf.json'), 'utf8'));
    const [name] = Object.keys(resource[type]);
    return `${type}.${name}`;
  }

  /** Runs Terraform in a stack's folder, and fails with its diagnostics. */
  public terraform(stack: string, ...args: string[]): Promise<string> {
    return this.start(stack, ...args).succeed();
  }

  /** Runs Terraform in a stack's folder, and does not wait for its end. */
  public start(stack: string, ...args: string[]): Execution {
    return this.run('terraform', args, this.stackFolder(stack));
  }

  public async init(stack: string): Promise<void> {
    await this.terraform(stack, 'init', ...QUIET);
  }

  public startApply(stack: string): Execution {
    return this.start(stack, 'apply', '-auto-approve', ...QUIET);
  }

  public apply(stack: string): Promise<string> {
    return this.startApply(stack).succeed();
  }

  public destroy(stack: string): Promise<string> {
    return this.terraform(stack, 'destroy', '-auto-approve', ...QUIET);
  }

  /** What Terraform would do now. */
  public plan(stack: string): Promise<string> {
    return this.terraform(stack, 'plan', ...QUIET);
  }

  /** Runs the command line of CDKTF on this package's app. */
  public cdktf(...args: string[]): Execution {
    const app = [process.execPath, ...OWN_COMMAND, 'synth'].map((part) => JSON.stringify(part)).join(' ');
    const settings = { language: 'typescript', app, projectId: PROJECT_ID, sendCrashReports: 'false' };
    writeFileSync(join(this.folder, 'cdktf.json'), JSON.stringify(settings));
    return this.run(process.execPath, [cdktfCommand()!, ...args], this.folder);
  }

  /** Runs a command under the project's settings. */
  public run(command: string, args: readonly string[], cwd: string): Execution {
    return new Execution(command, args, { cwd, env: this.environment });
  }

  public remove(): void {
    this.scratch.remove();
  }

  private stackFolder(stack: string): string {
    return join(this.folder, 'cdktf.out', 'stacks', stack);
  }

  /** A mirror of providers, where there is one, is all that Terraform may use. `providers lock` has to be told apart. */
  private providersFrom(mirror: string | undefined): NodeJS.ProcessEnv {
    if (mirror === undefined) return {};
    const settings = join(this.folder, 'terraform.rc');
    writeFileSync(
      settings,
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
    );
    return { TF_CLI_CONFIG_FILE: settings, TF_CLI_ARGS_providers_lock: `-fs-mirror=${mirror}` };
  }
}

/**
 * The stand-in of AWS is one account, and nobody's profile leads there. A role is assumed in that account, but for stacks with
 * FIPS: Terraform takes no endpoint other than AWS's own for that.
 */
function withoutAccount({ assumeRole, fips }: StackConfig): Partial<StackConfig> {
  return {
    profile: undefined,
    assumeRole: assumeRole && !fips ? inStandIn(assumeRole) : undefined,
    allowedAccountIds: undefined,
  };
}

function inStandIn(role: NonNullable<StackConfig['assumeRole']>): StackConfig['assumeRole'] {
  return { ...role, roleArn: role.roleArn.replace(/(?<=^arn:[^:]+:iam::)\d+/, STAND_IN_ACCOUNT) };
}

/** The code of functions lies where the configuration does, and not in the project's folder. */
function withAbsolutePaths(
  functions: Readonly<Record<string, FunctionConfig>>,
): Record<string, FunctionConfig> {
  const entries = Object.entries(functions).map(([name, one]) => {
    const { zip } = one.code ?? {};
    return [name, zip === undefined ? one : { ...one, code: { zip: resolve(zip) } }];
  });
  return Object.fromEntries(entries);
}

/** The configuration that the package comes with. */
export function defaultConfiguration(): RotationConfig {
  return parse(readFileSync(join(ROOT, 'rotation.yaml'), 'utf8'));
}

/** The stack of the configuration that the package comes with. */
export function defaultStack(): StackConfig {
  return defaultConfiguration().stacks.production;
}
