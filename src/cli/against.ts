import { basename } from 'path';
import { existsSync, statSync } from 'fs';
import type { DeployedStacks } from '../app/against/against';
import type { Finding, LoadedConfig, RotationConfig } from '../config';
import { nestsDeeper } from '../text/nesting';
import { decode } from '../text/decode';
import { ReadFile, readFile } from '../text/read-file';
import { notAState } from './problems';
import { readable } from './read-input';
import { refuseUnreadable } from './unreadable';
import { WrongCall } from './wrong-call';

/** More than the state of the largest stack takes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Terraform nests attributes a few levels deep. */
const MOST_LEVELS = 200;

/** Keys of what Terraform and OpenTofu write. A configuration in JSON has none of them. */
const OF_TERRAFORM = ['terraform_version', 'lineage', 'encrypted_data'];

/** What CDKTF calls the state of a stack. */
const STATE_OF_STACK = /^(terraform\.([\w-]+)\.tfstate)(\.backup)?$/;

/**
 * What deploying a configuration would replace of what a state, or another configuration, says is deployed.
 *
 * @param standardInput what is read for `-`
 */
export async function findingsAgainstFile(
  config: RotationConfig,
  file: string,
  standardInput: number,
): Promise<Finding[]> {
  const deployed = await deployedIn(file, standardInput);
  return 'findings' in deployed
    ? deployed.findings.map((one) => ({ file: titleOf(file), ...one }))
    : (await import('../app/against/against')).findingsAgainst(config, deployed.stacks);
}

/** What is deployed, or what is wrong with the configuration that should say so. */
type Deployed = { readonly stacks: DeployedStacks } | Pick<LoadedConfig, 'findings'>;

/** What is no regular file, such as a pipe, can be read once: so its text says what it is. */
async function deployedIn(given: string, standardInput: number): Promise<Deployed> {
  const { loadConfig, checkReadFile } = await import('../config');
  if (isSeveral(given)) return deployedBy(loadConfig(given));
  const file = titleOf(given);
  const read = readable(file, () => readFile(given, MOST_BYTES, standardInput));
  const state = stateIn(file, read);
  if (state === undefined) return deployedBy(checkReadFile(file, read));
  return { stacks: state.isEmpty ? new Map() : await ofState(file, state.data) };
}

/** What messages call a file. */
export function titleOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** A folder, or a pattern of names. */
function isSeveral(file: string): boolean {
  return existsSync(file) ? statSync(file).isDirectory() : /[*?[{(]/.test(file);
}

async function deployedBy({ config, findings }: LoadedConfig): Promise<Deployed> {
  refuseUnreadable(findings);
  if (config === undefined) return { findings };
  const { deployedOfConfiguration } = await import('../app/against/of-configuration');
  return { stacks: deployedOfConfiguration(config) };
}

async function ofState(file: string, data: unknown): Promise<DeployedStacks> {
  const { deployedOfState, isState, whyNoState } = await import('../app/against/of-state');
  if (!isState(data)) throw new WrongCall(notAState(file, whyNoState(data)));
  const [, stateFile, stack] = STATE_OF_STACK.exec(basename(file)) ?? [];
  return new Map([[stack, { ...deployedOfState(data), stateFile }]]);
}

interface StateText {
  readonly data?: unknown;
  /** Terraform leaves an empty file where it has deployed nothing. */
  readonly isEmpty: boolean;
}

/** What is in a file that is a state by its name, or by what is in it. Nothing where it is a configuration. */
function stateIn(file: string, { bytes, isLarger }: ReadFile): StateText | undefined {
  const isNamedSo = /\.tfstate(\.backup)?$/.test(file);
  const text = decode(bytes);
  if (!isNamedSo && !(typeof text === 'string' && /^\s*\{/.test(text))) return undefined;
  if (isLarger) throw new WrongCall(notAState(file, `it has more than ${MOST_BYTES} bytes`));
  if (typeof text !== 'string') throw new WrongCall(notAState(file, text.message));
  if (isNamedSo && text.trim() === '') return { isEmpty: true };
  const data = nestsDeeper(text, MOST_LEVELS) ? undefined : parsed(text);
  if (isNamedSo && data === undefined)
    throw new WrongCall(notAState(file, `it is not JSON of up to ${MOST_LEVELS} levels`));
  return isNamedSo || isOfTerraform(data) ? { data, isEmpty: false } : undefined;
}

function isOfTerraform(data: unknown): boolean {
  return typeof data === 'object' && data !== null && OF_TERRAFORM.some((key) => key in data);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
