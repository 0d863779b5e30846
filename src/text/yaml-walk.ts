import { Alias, isAlias, isMap, isScalar, isSeq, Node, Pair, YAMLMap } from 'yaml';
import { Path } from './path';

/** A value or key as it was written, and where. An alias is one; what it stands for is another. */
export interface WrittenNode {
  readonly node: Node;
  readonly path: Path;
  readonly isKey: boolean;
  /** Whether the mapping that the key is in has it already. */
  readonly isRepeated: boolean;
  /** What a key holds. */
  readonly value?: Node | null;
}

/** What a node is in, up to the document. */
interface Around {
  readonly outer?: Around;
  readonly segment: string | number;
}

type Visit = (written: WrittenNode) => void;

/** A document that nests deeper than it may. */
export class TooDeep extends Error {}

/** Goes through a document once, in its order. */
export class YamlWalk {
  /** What the aliases stand for: the last node before them that has their name. */
  public readonly targets = new Map<Alias, Node>();

  /** The first alias that stands for nothing. */
  public unknown?: Alias;

  private readonly anchors = new Map<string, Node>();

  public constructor(
    private readonly mostLevels: number,
    private readonly visit: Visit,
  ) {}

  /** @throws TooDeep */
  public go(node: Node | null, around?: Around, level = 0): void {
    if (node === null) return;
    if (level > this.mostLevels) throw new TooDeep();
    this.link(node);
    this.tell(node, around);
    if (isSeq(node))
      node.items.forEach((item, index) =>
        this.go(item as Node, { outer: around, segment: index }, level + 1),
      );
    if (isMap(node)) this.goThroughMap(node, around, level + 1);
  }

  private goThroughMap(map: YAMLMap, outer: Around | undefined, level: number): void {
    const seen = new Set<string>();
    (map.items as Pair<Node, Node | null>[]).forEach(({ key, value }) => {
      const segment = keyOf(key, this.targets);
      this.link(key);
      this.tell(key, { outer, segment }, { isRepeated: seen.has(segment), value });
      seen.add(segment);
      this.go(value, { outer, segment }, level);
    });
  }

  private link(node: Node): void {
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target !== undefined) this.targets.set(node, target);
      else this.unknown ??= node;
    } else if ('anchor' in node && typeof node.anchor === 'string') {
      this.anchors.set(node.anchor, node);
    }
  }

  /** A path is put together where somebody asks for it. */
  private tell(
    node: Node,
    around: Around | undefined,
    key?: Pick<WrittenNode, 'isRepeated' | 'value'>,
  ): void {
    this.visit({
      node,
      get path() {
        return pathOf(around);
      },
      isKey: key !== undefined,
      isRepeated: key?.isRepeated === true,
      value: key?.value,
    });
  }
}

function pathOf(around: Around | undefined): Path {
  return around === undefined ? [] : [...pathOf(around.outer), around.segment];
}

/** The text that a key is; nothing for one that is no text. */
export function keyOf(key: Node | null, targets: ReadonlyMap<Alias, Node>): string {
  const target = key !== null && isAlias(key) ? (targets.get(key) ?? null) : key;
  return isScalar(target) && target.value !== null ? String(target.value) : '';
}
