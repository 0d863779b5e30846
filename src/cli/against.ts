import { basename } from 'path';
import { existsSync, statSync } from 'fs';
import type { DeployedStacks } from '../app/against/against';
import type { Finding, RotationConfig } from '../config';
import { loadedConfig } from './loaded-config';
import { notAState } from './problems';
import { readInput } from './read-input';
import { nestsDeeper } from '../text/nesting';
import { WrongCall } from './wrong-call';

/** More than the state of the largest stack takes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Terraform nests attributes a few levels deep. */
const MOST_LEVELS = 200;

/** What CDKTF calls the state of a stack. */
const STATE_OF_STACK = /^terraform\.([\w-]+)\.tfstate(\.backup)?$/;

/** What deploying a configuration would replace of what a state, or another configuration, says is deployed. */
export async function findingsAgainstFile(config: RotationConfig, file: string): Promise<Finding[]> {
  const { findingsAgainst } = await import('../app/against/against');
  return findingsAgainst(config, await deployedIn(file));
}

async function deployedIn(file: string): Promise<DeployedStacks> {
  const state = stateIn(file);
  if (state !== undefined) return state.isEmpty ? new Map() : ofState(file, state.data);
  const { deployedOfConfiguration } = await import('../app/against/of-configuration');
  return deployedOfConfiguration(await loadedConfig(file));
}

async function ofState(file: string, data: unknown): Promise<DeployedStacks> {
  const { deployedOfState, isState } = await import('../app/against/of-state');
  if (!isState(data)) throw new WrongCall(notAState(file, 'it has no "lineage" and "resources"'));
  return new Map([[STATE_OF_STACK.exec(basename(file))?.[1], deployedOfState(data)]]);
}

interface StateText {
  readonly data?: unknown;
  /** Terraform leaves an empty file where it has deployed nothing. */
  readonly isEmpty: boolean;
}

/** What is in a file that is a state by its name, or by what is in it. Nothing where it is a configuration. */
function stateIn(file: string): StateText | undefined {
  const isNamedSo = /\.tfstate(\.backup)?$/.test(file);
  if (!isNamedSo && !isSingleFile(file)) return undefined;
  const { text, isLarger } = readInput(file, 0, MOST_BYTES);
  if (!isNamedSo && !/^\s*\{/.test(text)) return undefined;
  if (isLarger) throw new WrongCall(notAState(file, `it has more than ${MOST_BYTES} bytes`));
  const data = nestsDeeper(text, MOST_LEVELS) ? undefined : parsed(text);
  if (isNamedSo && text.trim() === '') return { isEmpty: true };
  if (isNamedSo && data === undefined)
    throw new WrongCall(notAState(file, `it is not JSON of up to ${MOST_LEVELS} levels`));
  return isNamedSo || isOfTerraform(data) ? { data, isEmpty: false } : undefined;
}

function isSingleFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

/** A configuration in JSON has neither. */
function isOfTerraform(data: unknown): boolean {
  return typeof data === 'object' && data !== null && ('terraform_version' in data || 'lineage' in data);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
