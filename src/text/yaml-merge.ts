import { Alias, isAlias, isMap, isScalar, isSeq, Node, Pair, YAMLMap } from 'yaml';

type Entry = Pair<Node, Node | null>;

/** The entries of a mapping of its own, and the mappings whose entries it takes where it has none: the first before the others. */
export interface Merged {
  readonly own: readonly Entry[];
  readonly others: readonly YAMLMap[];
}

/** Whether a key merges mappings into the one that it is in, as YAML 1.1 has it. In quotes it is a text. */
export function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
}

export function mergedIn(map: YAMLMap, targets: ReadonlyMap<Alias, Node>): Merged {
  const entries = map.items as Entry[];
  const others = entries
    .filter(({ key }) => isMergeKey(key))
    .flatMap(({ value }) => mappingsOf(value, targets).filter(isMap));
  return { own: entries.filter(({ key }) => !isMergeKey(key)), others };
}

/** Whether what a merge key names is one mapping, or a list of them. */
export function isMergeable(value: Node | null, targets: ReadonlyMap<Alias, Node>): boolean {
  return mappingsOf(value, targets).every(isMap);
}

function mappingsOf(given: Node | null, targets: ReadonlyMap<Alias, Node>): readonly unknown[] {
  const value = targetOf(given, targets);
  return isSeq(value) ? value.items.map((item) => targetOf(item as Node | null, targets)) : [value];
}

function targetOf(node: Node | null, targets: ReadonlyMap<Alias, Node>): Node | null {
  return isAlias(node) ? (targets.get(node) ?? null) : node;
}
