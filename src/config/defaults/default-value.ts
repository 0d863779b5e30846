import { isMapping } from '../../text/mapping';
import { Path } from '../../text/path';
import { CONDITIONS } from './applicable';
import { Kind, SETTINGS } from './settings';

type Entry = Readonly<Record<string, unknown>>;

/** A value among the defaults, and what became of it. */
export class DefaultValue {
  /** Whether an entry has it. */
  public isTaken = false;

  /** Whether an entry leaves its key out and has it not all the same. */
  public isRefused = false;

  public constructor(
    public readonly kind: Kind,
    public readonly key: string,
    public readonly value: unknown,
    public readonly path: Path,
  ) {}

  /** Whether an entry gets it that leaves its key out. */
  public appliesTo(entry: Entry): boolean {
    const applies = CONDITIONS[this.key]?.holds(entry) ?? true;
    if (applies) this.isTaken = true;
    else this.isRefused = true;
    return applies;
  }
}

/** The values of a kind that stand in a mapping of defaults, in the order in which they are filled in. */
export function defaultsIn(mapping: unknown, kind: Kind, path: Path): DefaultValue[] {
  if (!isMapping(mapping)) return [];
  return SETTINGS[kind]
    .filter((key) => hasOwn(mapping, key))
    .map((key) => new DefaultValue(kind, key, mapping[key], [...path, key]));
}

export function hasOwn(mapping: object, key: string | number): boolean {
  return Object.prototype.hasOwnProperty.call(mapping, key);
}
