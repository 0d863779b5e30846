import { Problem } from '../problem';
import { decode } from '../text/decode';
import { NotReadable, ReadFile, readFile } from '../text/read-file';
import { configFile } from './config-file';
import { configFiles } from './config-files';
import { checkTexts, ConfigText, LoadedConfig } from './config-texts';
import { finding } from './findings';
import { fileNotReadable, fileTooLarge } from './problems';
import { Syntax } from './resolved-text';

/** Ten thousand rotations, each of which says everything, take about two thirds of it. */
const MOST_BYTES = 4 * 1024 * 1024;

export type { LoadedConfig };

/** What is in the file that is given, or that the environment or cdktf.json names. */
export interface NamedConfig extends LoadedConfig {
  /** As it was given: a file, a folder or a pattern. */
  readonly file: string;
  /** What it is written in: JSON where all of it is. */
  readonly syntax: Syntax;
}

/** Reads and checks the configuration that is given, or else the one that the environment or cdktf.json names. */
export function loadNamedConfig(
  environment: NodeJS.ProcessEnv,
  given?: string,
  standardInput?: number,
): NamedConfig {
  const file = given ?? configFile(environment);
  if (typeof file !== 'string') return { file: 'cdktf.json', syntax: 'yaml', findings: [finding(file)] };
  const texts = textsOf(file, standardInput);
  return {
    file: file === '-' ? 'standard input' : file,
    syntax: syntaxOf(texts),
    ...checkTexts(texts, new Date()),
  };
}

/**
 * Reads and checks a configuration: a file, the standard input for `-`, the files of a folder, or those that a pattern of names
 * matches. It never throws for what they hold.
 */
export function loadConfig(name: string, today = new Date(), standardInput = 0): LoadedConfig {
  return checkTexts(textsOf(name, standardInput), today);
}

function textsOf(name: string, standardInput = 0): ConfigText[] {
  const files = name === '-' ? [name] : configFiles(name);
  return 'code' in files
    ? [{ file: name, text: files }]
    : files.map((file) => ({ file, text: read(file, standardInput) }));
}

/** YAML in braces may as well be JSON, which is YAML in braces. */
function syntaxOf(texts: readonly ConfigText[]): Syntax {
  return texts.every(({ text }) => typeof text === 'string' && /^\s*\{/.test(text)) ? 'json' : 'yaml';
}

function read(file: string, standardInput: number): string | Problem {
  try {
    return textIn(readFile(file, MOST_BYTES, standardInput));
  } catch (error) {
    if (error instanceof NotReadable) return fileNotReadable(file, error.message);
    throw error;
  }
}

function textIn({ bytes, isLarger }: ReadFile): string | Problem {
  return isLarger || bytes.length > MOST_BYTES ? fileTooLarge(MOST_BYTES) : decode(bytes);
}

/** Checks the configuration that has been read from a file, which may be a pipe and read once. */
export function checkReadFile(file: string, read: ReadFile, today = new Date()): LoadedConfig {
  return checkTexts([{ file, text: textIn(read) }], today);
}

/** Checks the text of a configuration as of a day. */
export function parseConfig(text: string, today = new Date()): LoadedConfig {
  return checkTexts([{ file: '', text }], today);
}
