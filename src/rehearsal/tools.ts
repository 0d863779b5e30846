import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { join } from 'path';
import { cleanEnvironment } from './environment';
import { canListProcesses } from './process-table';

/** Where a mirror in Terraform's layout keeps the AWS provider. */
const AWS_PROVIDER = join('registry.terraform.io', 'hashicorp', 'aws');

/** What the integration tests need that Node.js does not bring, each missing thing as a sentence that says how to get it. */
export function missingTools(environment: NodeJS.ProcessEnv): string[] {
  const unled = { ...cleanEnvironment(environment), CHECKPOINT_DISABLE: '1' };
  return [
    ...missingTerraform(unled),
    ...missingProvider(environment.TF_PLUGIN_DIR),
    ...missingMoto(unled),
    ...missingPs(unled),
  ];
}

/** A release of the AWS provider in a mirror: as a folder, or packed, as `terraform providers mirror` makes it. */
const RELEASE = /^(?:terraform-provider-aws_)?(\d+\.\d+\.\d+)(?:_\w+\.zip)?$/;

/** The newest release of the AWS provider in a mirror, or nothing where there is no mirror. */
export function providerVersion(mirror: string | undefined): string | undefined {
  if (mirror === undefined) return undefined;
  const versions = readdirSync(join(mirror, AWS_PROVIDER)).flatMap((name) => RELEASE.exec(name)?.[1] ?? []);
  return versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).pop();
}

function missingTerraform(environment: NodeJS.ProcessEnv): string[] {
  return runs('terraform', ['version'], environment)
    ? []
    : ['Terraform is not on the PATH. Get it at https://developer.hashicorp.com/terraform/install.'];
}

/** What is ended before its time has to be found first. */
function missingPs(environment: NodeJS.ProcessEnv): string[] {
  return canListProcesses(environment)
    ? []
    : [
        'ps is not on the PATH, by which the rehearsal finds what it has to end. Get it from the package procps.',
      ];
}

/** The stand-in of AWS is written in Python, on top of moto. */
function missingMoto(environment: NodeJS.ProcessEnv): string[] {
  if (!runs('python3', ['--version'], environment)) {
    return ['Python 3 is not on the PATH as python3. Get it at https://www.python.org/downloads/.'];
  }
  return runs('python3', ['-c', 'import boto3, flask, flask_cors, moto.server'], environment)
    ? []
    : ["The Python package moto, with its server, is missing. Get it with: pip install 'moto[server]'"];
}

function runs(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  return spawnSync(command, args, { env: environment, stdio: 'ignore' }).status === 0;
}

function missingProvider(mirror: string | undefined): string[] {
  if (mirror === undefined) return [];
  try {
    if (providerVersion(mirror) !== undefined) return [];
  } catch {
    // Said below: there is no such folder.
  }
  return [
    `TF_PLUGIN_DIR is ${mirror}, which holds no ${AWS_PROVIDER}. ` +
      'Name a filesystem mirror made by "terraform providers mirror", or unset it to let Terraform download the provider.',
  ];
}
