import { readdirSync, statSync } from 'fs';
import { join } from 'path';
import { parseArn } from '../arn/arn';
import { isSecretArn, nameOfSecret, namesOfToldArn } from '../arn/secret-arn';
import { BackendConfig } from '../config/model';
import { isMapping } from '../text/mapping';
import { readFile } from '../text/read-file';
import { deploymentOf } from './deployment';

/** More than the state of the largest stack takes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** More files are looked at by nobody. */
const MOST_FILES = 200;

/** Where CDKTF keeps a stack's state when it has no backend. */
const STATE_FILE = /^terraform\.([\w-]+)\.tfstate$/;

const ROTATION = 'aws_secretsmanager_secret_rotation';

/** A stack that was deployed from a folder before, as far as the files in it tell. */
export interface EarlierStack {
  readonly name: string;
  readonly region: string;
  /** The names of the secrets that it rotates. */
  readonly secrets: readonly string[];
  /** Where its state is. */
  readonly state: string;
}

/** Where a stack's state is: in a file of this folder unless it has a backend. */
export function stateOf(name: string, { s3, cloud }: BackendConfig = {}): string {
  if (s3) return `s3://${s3.bucket}/${s3.key}`;
  return cloud ? `${cloud.organization}/${cloud.workspace}` : `terraform.${name}.tfstate`;
}

/**
 * The stacks that were deployed from a folder before: those whose state lies in it, and those of the last synthesis whose
 * state is kept elsewhere. What the files hold is taken for data, and what is not as Terraform and CDKTF write it is passed over.
 */
export function earlierStacks(folder: string, outputFolder: string): EarlierStack[] {
  const ofStates = stateFilesIn(folder).flatMap((file) => ofState(folder, file) ?? []);
  const ofOutput = namesIn(outputFolder).flatMap((name) => ofLastSynthesis(outputFolder, name) ?? []);
  return [...ofStates, ...ofOutput];
}

function stateFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => STATE_FILE.test(name))
      .slice(0, MOST_FILES);
  } catch {
    return [];
  }
}

/** A stack whose state is empty has been destroyed. */
function ofState(folder: string, stateFile: string): EarlierStack | undefined {
  const instances = arrayOf(read(join(folder, stateFile))?.resources)
    .filter((resource) => resource?.type === ROTATION)
    .flatMap((resource) => arrayOf(resource.instances));
  const arns = instances.map((instance) => String(instance?.attributes?.secret_id)).filter(isSecretArn);
  if (arns.length === 0) return undefined;
  const [, name] = STATE_FILE.exec(stateFile)!;
  return { name, region: parseArn(arns[0])!.region, secrets: arns.flatMap(namesOfToldArn), state: stateFile };
}

function namesIn(outputFolder: string): string[] {
  const { stacks } = read(join(outputFolder, 'manifest.json')) ?? {};
  const names = isMapping(stacks) ? Object.keys(stacks) : [];
  return names.filter((name) => /^[\w-]+$/.test(name)).slice(0, MOST_FILES);
}

/** Whether a stack has been deployed whose state is kept elsewhere is not known here. */
function ofLastSynthesis(outputFolder: string, name: string): EarlierStack | undefined {
  const json = read(join(outputFolder, 'stacks', name, 'cdk.tf.json'));
  try {
    const { backend, cloud } = json!.terraform;
    if (backend?.local) return undefined;
    const state = backend?.s3
      ? stateOf(name, { s3: backend.s3 })
      : stateOf(name, { cloud: { ...cloud, workspace: cloud.workspaces.name } });
    const secrets = deploymentOf(json).secrets.map(nameOfSecret);
    return { name, region: json!.provider.aws[0].region, secrets, state };
  } catch {
    return undefined;
  }
}

function read(file: string): Record<string, any> | undefined {
  try {
    if (!statSync(file).isFile()) return undefined;
    const { bytes, isLarger } = readFile(file, MOST_BYTES);
    const data: unknown = isLarger ? undefined : JSON.parse(bytes.toString('utf8'));
    return isMapping(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function arrayOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
