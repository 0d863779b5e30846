import { Alias, isAlias, isMap, isSeq, Node, YAMLMap } from 'yaml';
import { Path } from './path';
import { mergedIn } from './yaml-merge';
import { keyOf } from './yaml-walk';

/** What the places in a document are found by. */
export interface Placed {
  readonly contents: Node;
  readonly targets: ReadonlyMap<Alias, Node>;
}

interface Child {
  readonly key: Node | null;
  readonly value: Node | null;
}

const NO_CHILD: Child = { key: null, value: null };

/** Where the values of a document stand. */
export class YamlPlaces {
  private readonly pairs = new Map<YAMLMap, ReadonlyMap<string, Child>>();

  public constructor(private readonly document: Placed) {}

  /** Where a value stands, or the nearest thing around it that is there: in what an alias stands for, not at the alias. */
  public offsetOf(path: Path, atKey: boolean): number {
    let node: Node | null = this.document.contents;
    let start = startOf(node) ?? 0;
    path.forEach((segment, index) => {
      const inside = this.resolve(node);
      const { key, value } = this.child(inside, segment);
      const last = index === path.length - 1;
      start = startOf(last && atKey ? key : (value ?? key)) ?? startOf(inside) ?? start;
      node = value;
    });
    return start;
  }

  /** Where the node stands that a value is in the end, the same for all aliases of it. */
  public originOf(path: Path): number {
    const inside = path.reduce<Node | null>(
      (node, segment) => this.resolve(this.child(this.resolve(node), segment).value) ?? node,
      this.document.contents,
    );
    return startOf(inside) ?? 0;
  }

  private child(node: Node | null, segment: string | number): Child {
    if (isSeq(node)) return { key: null, value: (node.items[Number(segment)] as Node | undefined) ?? null };
    return isMap(node) ? (this.pairsOf(node).get(String(segment)) ?? NO_CHILD) : NO_CHILD;
  }

  private pairsOf(map: YAMLMap): ReadonlyMap<string, Child> {
    const known = this.pairs.get(map);
    if (known) return known;
    const { own, others } = mergedIn(map, this.document.targets);
    const merged = [...others].reverse().flatMap((other) => [...this.pairsOf(other)]);
    const pairs = own.map(({ key, value }) => [keyOf(key, this.document.targets), { key, value }] as const);
    const byKey = new Map([...merged, ...pairs]);
    this.pairs.set(map, byKey);
    return byKey;
  }

  private resolve(node: Node | null): Node | null {
    return isAlias(node) ? (this.document.targets.get(node) ?? null) : node;
  }
}

function startOf(node: Node | null): number | undefined {
  return node?.range?.[0];
}
