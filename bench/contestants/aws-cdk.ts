import { existsSync, readdirSync, readFileSync, symlinkSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../installed-package';
import { Fleet } from '../fleet';
import { runCommand } from '../run-command';
import { Contestant, Invocation, Output } from './contestant';

const FOLDER = join(ROOT, 'bench', 'aws-cdk');

const MODULES = join(FOLDER, 'node_modules');

/** A stack of CloudFormation has 500 resources: an endpoint, its security group, and four for each `SecretRotation`. */
const MOST_SECRETS = Math.floor((500 - 2) / 4);

/** AWS CDK's `SecretRotation`, for CloudFormation. */
export class AwsCdk implements Contestant {
  public readonly id = 'aws-cdk';
  public readonly name = `aws-cdk-lib ${versionOf('package.json')}, SecretRotation`;
  public readonly mostSecrets = MOST_SECRETS;
  private program = '';

  public prepare(folder: string): void {
    if (!isInstalled()) runCommand(FOLDER, 'npm', 'ci');
    const outDir = join(folder, 'aws-cdk');
    this.program = join(outDir, 'program.js');
    runCommand(FOLDER, join(ROOT, 'node_modules', '.bin', 'tsc'), '--project', '.', '--outDir', outDir);
    symlinkSync(MODULES, join(outDir, 'node_modules'));
  }

  public command({ secrets }: Fleet, outdir: string): Invocation {
    return { args: [this.program, `${secrets}`, outdir] };
  }

  public output(outdir: string): Output {
    const [template] = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
    const text = readFileSync(join(outdir, template), 'utf8');
    return { bytes: Buffer.byteLength(text), resources: Object.keys(JSON.parse(text).Resources).length };
  }
}

function isInstalled(): boolean {
  const installed = join('node_modules', 'aws-cdk-lib', 'package.json');
  return existsSync(join(FOLDER, installed)) && versionOf(installed) === versionOf('package.json');
}

function versionOf(file: string): string {
  const { version, dependencies } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
  return dependencies?.['aws-cdk-lib'] ?? version;
}
