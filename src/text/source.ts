import {
  Alias,
  Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLError,
  YAMLMap,
} from 'yaml';
import { duplicateKey, emptyFile, nestedTooDeeply, notYaml } from './problems';
import { Problem } from '../problem';
import { Path } from './path';

/** More than any configuration needs, and little enough for every walk over it to be safe. */
const MOST_LEVELS = 16;

/** The library's own report of what is wrong may repeat itself for each character. */
const MOST_SYNTAX_PROBLEMS = 20;

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a text, whatever its values are. */
export interface TextProblem {
  readonly problem: Problem;
  readonly path: Path;
  readonly position: Position;
}

/** A configuration as it was written: its values, and where each of them stands. */
export class Source {
  /** Nothing where the text cannot be read. */
  public readonly data: unknown;
  /** What keeps the text from being read. */
  public readonly syntaxProblems: readonly TextProblem[];
  /** The keys that stand twice in a mapping, of which the last has been read. */
  public readonly duplicateKeys: readonly TextProblem[];
  private readonly document: Document.Parsed;
  private readonly lineCounter = new LineCounter();
  private readonly pairs = new Map<YAMLMap, Map<string, Pair>>();

  /** Reads YAML, of which JSON is a part. Nothing in it is evaluated. */
  public constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lineCounter,
      prettyErrors: false,
      logLevel: 'error',
      // It compares each key with all others, which takes minutes for what a file may hold.
      uniqueKeys: false,
    });
    const problems = firstOfEach(this.document.errors.map((error) => this.syntaxProblem(error)));
    this.data = problems.length === 0 ? this.values(problems) : undefined;
    this.syntaxProblems = problems.slice(0, MOST_SYNTAX_PROBLEMS);
    this.duplicateKeys = this.data === undefined ? [] : this.findDuplicateKeys();
  }

  /** Where a value stands, or the nearest thing around it that is there. */
  public locate(path: Path, atKey = false): Position {
    let node: Node | null = this.document.contents;
    let start = node?.range?.[0] ?? 0;
    path.forEach((segment, index) => {
      const [key, value] = this.child(this.resolve(node), segment);
      const last = index === path.length - 1;
      start = (last && atKey ? key : (value ?? key))?.range?.[0] ?? start;
      node = value;
    });
    return this.position(start);
  }

  private child(node: Node | null, segment: string | number): [Node | null, Node | null] {
    if (isSeq(node)) return [null, (node.items[Number(segment)] as Node | undefined) ?? null];
    if (!isMap(node)) return [null, null];
    const pairs = this.pairs.get(node) ?? pairsOf(node);
    this.pairs.set(node, pairs);
    const pair = pairs.get(String(segment));
    return [(pair?.key as Node | undefined) ?? null, (pair?.value as Node | undefined) ?? null];
  }

  private values(problems: TextProblem[]): unknown {
    const report = (problem: Problem): undefined =>
      void problems.push({ problem, path: [], position: this.position(0) });
    try {
      const data: unknown = this.document.toJS();
      if (data === null || data === undefined) return report(emptyFile());
      return levels(data) > MOST_LEVELS ? report(nestedTooDeeply(MOST_LEVELS)) : data;
    } catch (error) {
      return report(notYaml((error as Error).message));
    }
  }

  private findDuplicateKeys(): TextProblem[] {
    const found: TextProblem[] = [];
    visit(this.document, {
      Map: (_, map, around) => {
        const path = pathOf([...around, map]);
        found.push(...repeatedKeys(map).map((key) => this.duplicateKey(path, key)));
      },
    });
    return found;
  }

  private duplicateKey(path: Path, { value, range }: Scalar): TextProblem {
    const key = String(value);
    return { problem: duplicateKey(key), path: [...path, key], position: this.position(range?.[0] ?? 0) };
  }

  private syntaxProblem({ code, message, pos: [start] }: YAMLError): TextProblem {
    const problem = code === 'RESOURCE_EXHAUSTION' ? nestedTooDeeply(MOST_LEVELS) : notYaml(message);
    return { problem, path: [], position: this.position(start) };
  }

  private resolve(node: Node | null): Node | null {
    return isAlias(node) ? ((node as Alias).resolve(this.document) ?? null) : node;
  }

  private position(offset: number): Position {
    const { line, col } = this.lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** The keys and indices that lead to the last of the nodes around each other. */
function pathOf(nodes: readonly unknown[]): Path {
  return nodes.flatMap((node, index): Path => {
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : ''];
    return isSeq(node) && index < nodes.length - 1 ? [node.items.indexOf(nodes[index + 1])] : [];
  });
}

/** The keys that stand in a mapping already. */
function repeatedKeys(map: YAMLMap): Scalar[] {
  const seen = new Set<string>();
  const keys = map.items.map(({ key }) => key).filter(isScalar);
  return keys.filter(({ value }) => seen.has(String(value)) || !seen.add(String(value)));
}

/** The pairs of a mapping by their keys. */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  return new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
}

/** How deep the values nest, as far as it matters: an alias may refer to what it is in. */
function levels(value: unknown, above = 0): number {
  if (typeof value !== 'object' || value === null || above > MOST_LEVELS) return above;
  return Object.values(value).reduce<number>(
    (most, item) => Math.max(most, levels(item, above + 1)),
    above + 1,
  );
}

/** A text that nests too deeply is read no further, so what else is said of it means nothing. */
function firstOfEach(problems: TextProblem[]): TextProblem[] {
  const tooDeep = problems.find(({ problem }) => problem.code === 'NestedTooDeeply');
  if (tooDeep) return [tooDeep];
  const seen = new Set<string>();
  return problems.filter(({ problem: { message } }) => !seen.has(message) && seen.add(message));
}
