import { Alias, isAlias, isMap, isScalar, isSeq, Node, YAMLMap } from 'yaml';
import { mergedIn } from './yaml-merge';
import { keyOf, TooDeep } from './yaml-walk';

/** As many values as all aliases of a document may stand for. */
const MOST_OF_ALIASES = 100_000;

/** As many as those may which stand for something with aliases in it. Nothing in a configuration needs that to multiply. */
const MOST_OF_ALIASES_OF_ALIASES = 5_000;

/** No list of a configuration has so many. That one has too many is found by as many, and the rest is not read. */
const MOST_ITEMS = 1_000;

/** As many as all mappings may have that others are merged into. Ten thousand rotations take about a third of it. */
const MOST_OF_MERGES = 500_000;

/** A document that grows too much when each alias is read as what it stands for. */
export class TooLarge extends Error {}

/** A value, how many values it has, itself included, and at how many levels. */
interface Measured {
  readonly value: unknown;
  readonly size: number;
  readonly levels: number;
  readonly hasAliases: boolean;
}

const EMPTY: Measured = { value: null, size: 1, levels: 0, hasAliases: false };

/** What the nodes of a document mean. What aliases stand for is read once. */
export class YamlValues {
  private readonly anchored = new Map<Node, Measured | undefined>();
  private ofAliases = 0;
  private ofAliasesOfAliases = 0;
  private ofMerges = 0;

  public constructor(
    private readonly targets: ReadonlyMap<Alias, Node>,
    private readonly mostLevels: number,
  ) {}

  /** @throws TooDeep, TooLarge */
  public valueOf(node: Node): unknown {
    return this.measure(node).value;
  }

  private measure(node: Node | null): Measured {
    if (node === null) return EMPTY;
    if (isAlias(node)) return this.measureAlias(node);
    const known = this.anchored.get(node);
    if (known !== undefined) return known;
    // What is being read already has itself in it.
    if (this.anchored.has(node)) throw new TooDeep();
    const isAnchored = 'anchor' in node && node.anchor !== undefined;
    if (isAnchored) this.anchored.set(node, undefined);
    const measured = this.measureContent(node);
    if (isAnchored) this.anchored.set(node, measured);
    return measured;
  }

  private measureAlias(alias: Alias): Measured {
    const measured = this.measure(this.targets.get(alias) ?? null);
    this.ofAliases += measured.size;
    if (measured.hasAliases) this.ofAliasesOfAliases += measured.size;
    if (this.ofAliases > MOST_OF_ALIASES || this.ofAliasesOfAliases > MOST_OF_ALIASES_OF_ALIASES)
      throw new TooLarge();
    return { ...measured, hasAliases: true };
  }

  private measureContent(node: Node): Measured {
    if (isSeq(node)) {
      const items = node.items.slice(0, MOST_ITEMS).map((item) => this.measure(item as Node | null));
      return this.around(
        items,
        items.map(({ value }) => value),
      );
    }
    if (isMap(node)) return this.measureMap(node);
    return { ...EMPTY, value: isScalar(node) ? node.value : null };
  }

  private measureMap(map: YAMLMap): Measured {
    const { own, others } = mergedIn(map, this.targets);
    const values = own.map(({ value }) => this.measure(value));
    const entries = own.map(({ key }, index) => [keyOf(key, this.targets), values[index].value]);
    const whole = this.around(values, Object.fromEntries(entries));
    return others.length === 0 ? whole : this.merge(whole, others);
  }

  /** What is merged is no level of its own. */
  private merge(own: Measured, others: readonly YAMLMap[]): Measured {
    const all = [own, ...others.map((other) => this.measure(other))];
    const size = all.reduce((sum, one) => sum + one.size, 0);
    this.ofMerges += size;
    if (this.ofMerges > MOST_OF_MERGES) throw new TooLarge();
    const entries = [...all].reverse().flatMap(({ value }) => Object.entries(value as object));
    return {
      value: Object.fromEntries(entries),
      size,
      levels: Math.max(...all.map(({ levels }) => levels)),
      hasAliases: all.some(({ hasAliases }) => hasAliases),
    };
  }

  private around(inner: readonly Measured[], value: unknown): Measured {
    const levels = inner.reduce((most, one) => Math.max(most, one.levels), 0) + 1;
    if (levels > this.mostLevels) throw new TooDeep();
    const size = inner.reduce((sum, one) => sum + one.size, 1);
    return { value, levels, size, hasAliases: inner.some(({ hasAliases }) => hasAliases) };
  }
}
