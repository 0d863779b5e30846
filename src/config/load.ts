import { Problem } from '../problem';
import { decode } from '../text/decode';
import { NotReadable, readFile } from '../text/read-file';
import { Source } from '../text/source';
import { check } from './check';
import { configFile } from './config-file';
import { Damage } from './damage';
import { Finding } from './finding';
import { finding, findingsOf } from './findings';
import { RotationConfig } from './model';
import { fileNotReadable, fileTooLarge } from './problems';
import { unevaluatedTexts } from './unevaluated';

/** Ten thousand rotations, each of which says everything, take about two thirds of it. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a file holds: a configuration unless there is an error, and all findings. */
export interface LoadedConfig {
  readonly config?: RotationConfig;
  readonly findings: readonly Finding[];
}

/** What is in the file that is given, or that the environment or cdktf.json names. */
export interface NamedConfig extends LoadedConfig {
  readonly file: string;
}

/** Reads and checks the configuration that is given, or else the one that the environment or cdktf.json names. */
export function loadNamedConfig(
  environment: NodeJS.ProcessEnv,
  given?: string,
  standardInput?: number,
): NamedConfig {
  const file = given ?? configFile(environment);
  return typeof file === 'string'
    ? { file: file === '-' ? 'standard input' : file, ...loadConfig(file, new Date(), standardInput) }
    : { file: 'cdktf.json', findings: [finding(file)] };
}

/** Reads and checks a configuration file, or the standard input for `-`. It never throws for what the file holds. */
export function loadConfig(file: string, today = new Date(), standardInput = 0): LoadedConfig {
  const text = read(file, standardInput);
  return typeof text === 'string' ? parseConfig(text, today) : { findings: [finding(text)] };
}

function read(file: string, standardInput: number): string | Problem {
  try {
    const { bytes, isLarger } = readFile(file, MOST_BYTES, standardInput);
    return isLarger ? fileTooLarge(MOST_BYTES) : decode(bytes);
  } catch (error) {
    if (error instanceof NotReadable) return fileNotReadable(file, error.message);
    throw error;
  }
}

/** Checks the text of a configuration as of a day. */
export function parseConfig(text: string, today = new Date()): LoadedConfig {
  const source = new Source(text);
  if (source.data === undefined)
    return { findings: findingsOf(source, source.problems, { found: [], more: 0 }) };
  const ofText = [...source.problems, ...unevaluatedTexts(source.markedTexts)];
  const checked = check(source.data, new Damage(source, ofText), today);
  const findings = findingsOf(source, ofText, checked);
  const failed = findings.some(({ severity }) => severity === 'error');
  return { config: failed ? undefined : checked.config, findings };
}
