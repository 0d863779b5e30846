import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { Finding, LoadedConfig, loadConfig, parseConfig } from '../../src/config';
import { ROTATION, STACK, TODAY, withNetwork, withRotation, withStack } from './configuration';
import { ROOT } from './examples';

const FILE = join(__dirname, '..', 'config', 'cases', 'rules.json');

type Part = Readonly<Record<string, unknown>>;

/** A configuration, and what is to be found in it: each a rule and a place. */
export interface ConfigCase {
  /** The rule that the case is about. */
  readonly rule: string;
  readonly name: string;
  readonly expected: readonly string[];
  /** The day on which the configuration is judged; one with supported runtimes by default. */
  readonly today?: string;
  /** What differs from a right rotation, network or stack; null for a key that is left out. */
  readonly rotation?: Part;
  readonly network?: Part;
  readonly stack?: Part;
  /** All stacks, in place of what differs from a right one. */
  readonly stacks?: Part;
  /** So many rotations, each with what differs. */
  readonly copies?: number;
  readonly text?: string;
  /** What a second file of the same configuration holds. */
  readonly second?: string;
  readonly repeat?: number;
  readonly after?: string;
  /** What a file holds, in base64. */
  readonly bytes?: string;
  /** A file in the package. */
  readonly file?: string;
}

export const CONFIG_CASES: readonly ConfigCase[] = JSON.parse(readFileSync(FILE, 'utf8'));

/** What is found, as rule and place. */
export function foundIn(one: ConfigCase): string[] {
  return findingsIn(one).map(({ rule, path }) => `${rule} ${path.replace('stacks.production.', '')}`.trim());
}

export function findingsIn(one: ConfigCase): readonly Finding[] {
  return loadedFrom(one).findings;
}

/** The configuration, and what is found in it. */
export function loadedFrom(one: ConfigCase): LoadedConfig {
  const today = one.today === undefined ? TODAY : new Date(one.today);
  if (one.file !== undefined) return loadConfig(join(ROOT, one.file), today);
  if (one.bytes !== undefined) return loadedFromFile(Buffer.from(one.bytes, 'base64'), today);
  return one.repeat === undefined && one.second === undefined
    ? parseConfig(textOf(one), today)
    : loadedFromFile(textOf(one), today, one.second);
}

/** Only a file has a size and an encoding. */
function loadedFromFile(content: string | Buffer, today: Date, second?: string): LoadedConfig {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  try {
    writeFileSync(join(folder, 'rotation.yaml'), content);
    if (second === undefined) return loadConfig(join(folder, 'rotation.yaml'), today);
    writeFileSync(join(folder, 'second.yaml'), second);
    return loadConfig(folder, today);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function textOf({ text, repeat = 1, after = '', ...parts }: ConfigCase): string {
  return text === undefined
    ? stringify(configurationOf(parts), { aliasDuplicateObjects: false })
    : `${text.repeat(repeat)}${after}`;
}

/** The configuration that a case makes of its part. */
export function configurationOf(parts: Partial<ConfigCase>): Part {
  return repeated(configurationOfOne(parts)) as Part;
}

function configurationOfOne({ rotation, network, stack, stacks, copies }: Partial<ConfigCase>): Part {
  if (stacks !== undefined) return { version: 1, stacks };
  if (copies !== undefined) return withStack({ rotations: rotations(copies, withoutNulls(rotation ?? {})) });
  if (rotation) return withRotation(withoutNulls(rotation));
  if (network) return withNetwork(withoutNulls(network));
  return withStack(withoutNulls(stack ?? {}));
}

/** Entries such as `orders-#*60` stand for so many, each with its number where there is a `#`. */
function repeated(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(repeated);
  const entries = Object.entries(part).flatMap(([key, value]) => {
    const [, name, count] = /^(.*#.*)\*(\d+)$/.exec(key) ?? [];
    if (name === undefined) return [[key, repeated(value)] as const];
    return Array.from({ length: Number(count) }, (_, index) => [
      numbered(name, index),
      repeated(JSON.parse(numbered(JSON.stringify(value), index))),
    ]);
  });
  return Object.fromEntries(entries);
}

/** `##` has the digits of an id. */
function numbered(text: string, index: number): string {
  return text.replace(/##/g, index.toString(16).padStart(4, '0')).replace(/#/g, String(index));
}

function rotations(count: number, changes: Part): Part {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `r${index}`,
      { ...ROTATION, secret: `s${index}`, ...changes },
    ]),
  );
}

/** A key of null is one that is left out, at every level. */
function withoutNulls<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    value === null ? undefined : withoutNulls(value),
  ]);
  return Object.fromEntries(entries);
}

/** What a case shows of its configuration. */
export function partOf({ rotation, network, stack, ...rest }: ConfigCase): unknown {
  const { stacks } = configurationOf({ rotation, network, stack, ...rest }) as any;
  const { networks, rotations: made } = stacks.production as typeof STACK;
  if (rotation) return { rotations: made };
  return network ? { networks } : { stacks };
}
