import { Alias, isScalar, Node, parseDocument } from 'yaml';
import { aliasesMultiply, aliasUnknown, emptyFile, nestedTooDeeply, notYaml, yamlVersion } from './problems';
import { Problem } from '../problem';
import { jsonSlip } from './json-slip';
import { nestsDeeper } from './nesting';
import { problemOfError } from './yaml-error';
import { TooLarge, YamlValues } from './yaml-values';
import { TooDeep, WrittenNode, YamlWalk } from './yaml-walk';

/** More than any configuration needs, and little enough for every walk over it to be safe. */
const MOST_LEVELS = 16;

/** As many brackets in each other are nothing but an attack, however the rest is meant, and would fill the memory. */
const MOST_BRACKETS = 1_000;

/** The only version that is read. In an older one, words such as no are no texts. */
const VERSION = '1.2';

/** A document whose values are known. */
export interface YamlDocument {
  readonly contents: Node;
  readonly data: unknown;
  /** The values and keys that are worth a look, in their order. */
  readonly written: readonly WrittenNode[];
  /** What the aliases stand for. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** What keeps a text from being read, and where. */
export class Unreadable extends Error {
  public constructor(
    public readonly problem: Problem,
    public readonly offset = 0,
  ) {
    super(problem.message);
  }
}

/**
 * Reads YAML, of which JSON is a part. Nothing in it is evaluated.
 *
 * @param isWorthALook whether to keep a value or key
 * @throws Unreadable
 */
export function readYaml(text: string, isWorthALook: (written: WrittenNode) => boolean): YamlDocument {
  const contents = parse(text);
  const written: WrittenNode[] = [];
  const walk = new YamlWalk(MOST_LEVELS, (one) => {
    if (isWorthALook(one)) written.push(one);
  });
  const data = explained(() => {
    walk.go(contents);
    refuseUnknownAlias(walk);
    return new YamlValues(walk.targets, MOST_LEVELS).valueOf(contents);
  });
  return { contents, data, written, targets: walk.targets };
}

function parse(text: string): Node {
  if (nestsDeeper(text, MOST_BRACKETS)) throw new Unreadable(nestedTooDeeply(MOST_LEVELS));
  const slip = jsonSlip(text);
  if (slip) throw new Unreadable(notYaml(slip.reason), slip.offset);
  // It compares each key with all others when keys are to be unique, which takes minutes for what a file may hold.
  const options = { prettyErrors: false, logLevel: 'error', uniqueKeys: false } as const;
  const { contents, errors, directives } = withoutStackTraces(() => parseDocument(text, options));
  const [first] = errors;
  if (first)
    throw new Unreadable(problemOfError(first, lineAt(text, first.pos[0]), MOST_LEVELS), first.pos[0]);
  if (directives.yaml.version !== VERSION) throw new Unreadable(yamlVersion(VERSION));
  if (contents === null || (isScalar(contents) && contents.value === null)) throw new Unreadable(emptyFile());
  return contents;
}

/** The library makes an error for each thing that is wrong, and a broken text may have a million. */
function withoutStackTraces<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function refuseUnknownAlias({ unknown }: YamlWalk): void {
  if (unknown) throw new Unreadable(aliasUnknown(unknown.source), unknown.range?.[0]);
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TooDeep) throw new Unreadable(nestedTooDeeply(MOST_LEVELS));
    if (error instanceof TooLarge) throw new Unreadable(aliasesMultiply());
    throw error;
  }
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end).slice(0, 1024);
}
