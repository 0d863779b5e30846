import { isMapping } from '../../text/mapping';
import { Path } from '../../text/path';
import { RotationConfig } from '../model';
import { NO_NETWORK } from './applicable';
import { DefaultValue, defaultsIn, hasOwn } from './default-value';
import { Kind, SETTINGS } from './settings';

type Mapping = Readonly<Record<string, any>>;

/** What the entries of a stack leave out, by what they are. */
type StackDefaults = Readonly<Record<Kind, readonly DefaultValue[]>>;

/** A configuration as it was written, its defaults filled in. What has not its form is left as it stands. */
export class Resolution {
  public readonly config: RotationConfig;

  /** The defaults at the top, and those of all stacks. */
  public readonly defaults: DefaultValue[];

  private readonly top: readonly DefaultValue[];
  private readonly byStack = new Map<string, StackDefaults>();

  public constructor(private readonly written: unknown) {
    const { defaults, ...own }: Mapping = isMapping(written) ? written : {};
    this.top = allDefaults(defaults, ['defaults']);
    this.defaults = [...this.top];
    this.config = (
      isMapping(own.stacks) ? { ...own, stacks: this.stacks(own.stacks) } : written
    ) as RotationConfig;
  }

  /** Where a value was written that stands at a place of the configuration. */
  public sourceOf(path: Path): Path {
    const [top, stack, key, ...rest] = path;
    if (top !== 'stacks' || key === undefined) return path;
    if (key === 'networks' || key === 'rotations') return this.sourceInEntry(path, String(stack), key);
    return this.isWritten(path.slice(0, key === 'tags' ? 4 : 3))
      ? path
      : (this.sourceAtTop(String(key), rest) ?? path);
  }

  /** All places where something was written that stands at a place of the configuration or in it. */
  public sourcesOf(path: Path): Path[] {
    const [, stack, kind] = path;
    if (this.defaults.length === 0) return [path];
    if (path.length !== 4 || (kind !== 'networks' && kind !== 'rotations')) return [this.sourceOf(path)];
    const filled = this.byStack.get(String(stack))?.[kind] ?? [];
    return [path, ...filled.filter(({ key }) => !this.isWritten([...path, key])).map((one) => one.path)];
  }

  private sourceAtTop(key: string, rest: Path): Path | undefined {
    const found = this.top.find((one) => one.kind === 'stacks' && one.key === key);
    return found && [...found.path, ...rest];
  }

  private sourceInEntry(path: Path, stack: string, kind: Kind): Path {
    const [key, ...rest] = path.slice(4);
    if (key === undefined || this.isWritten(path.slice(0, 5))) return path;
    const found = this.byStack.get(stack)?.[kind].find((one) => one.key === key);
    return found === undefined ? path : [...found.path, ...rest];
  }

  private isWritten(path: Path): boolean {
    const within = path.slice(0, -1).reduce<any>((value, segment) => value?.[segment], this.written);
    return typeof within === 'object' && within !== null && hasOwn(within, path[path.length - 1]);
  }

  private stacks(stacks: Mapping): Mapping {
    return mapped(stacks, (stack, name) => (isMapping(stack) ? this.stack(stack, name) : stack));
  }

  private stack({ defaults, ...own }: Mapping, name: string): Mapping {
    const ofStack = allDefaults(defaults, ['stacks', name, 'defaults']);
    this.defaults.push(...ofStack);
    const all = [...ofStack, ...this.top.filter(({ key }) => !ofStack.some((one) => one.key === key))];
    const of = (kind: Kind): DefaultValue[] => inOrder(all, kind);
    const found = { stacks: of('stacks'), networks: of('networks'), rotations: of('rotations') };
    this.byStack.set(name, found);
    return {
      ...filled(own, found.stacks),
      ...tagsOf(own, found.stacks),
      ...entriesOf(own, 'networks', (network) => filled(network, found.networks)),
      ...entriesOf(own, 'rotations', (rotation, id) =>
        withSecret(withoutNetwork(filled(rotation, found.rotations), own.networks), id),
      ),
    };
  }
}

function allDefaults(mapping: unknown, path: Path): DefaultValue[] {
  const kinds: readonly Kind[] = ['stacks', 'networks', 'rotations'];
  return kinds.flatMap((kind) => defaultsIn(mapping, kind, path));
}

/** Those of one kind, wherever they stand: whether one applies may depend on another. */
function inOrder(all: readonly DefaultValue[], kind: Kind): DefaultValue[] {
  return SETTINGS[kind].flatMap((key) => all.filter((one) => one.kind === kind && one.key === key));
}

/** An entry with the defaults for what it leaves out. */
function filled(entry: Mapping, defaults: readonly DefaultValue[]): Mapping {
  if (defaults.length === 0) return entry;
  const whole: Record<string, unknown> = { ...entry };
  for (const one of defaults) {
    if (!hasOwn(entry, one.key) && one.appliesTo(whole)) whole[one.key] = one.value;
  }
  return whole;
}

/** Of the tags each is a default of its own. */
function tagsOf({ tags }: Mapping, defaults: readonly DefaultValue[]): Mapping {
  const found = defaults.find(({ key }) => key === 'tags');
  if (!isMapping(tags) || !isMapping(found?.value)) return {};
  found!.isTaken = true;
  return { tags: { ...found!.value, ...tags } };
}

function entriesOf(stack: Mapping, kind: Kind, resolve: (entry: Mapping, name: string) => Mapping): Mapping {
  const entries = stack[kind];
  if (!isMapping(entries)) return {};
  return { [kind]: mapped(entries, (entry, name) => (isMapping(entry) ? resolve(entry, name) : entry)) };
}

function withoutNetwork(rotation: Mapping, networks: unknown): Mapping {
  if (rotation.network !== NO_NETWORK || (isMapping(networks) && hasOwn(networks, NO_NETWORK)))
    return rotation;
  return Object.fromEntries(Object.entries(rotation).filter(([key]) => key !== 'network'));
}

/** A rotation that names no secret is called as its secret is. */
function withSecret(rotation: Mapping, name: string): Mapping {
  return hasOwn(rotation, 'secret') ? rotation : { ...rotation, secret: name };
}

/** A mapping with each of its values made anew, or the same where all are the same. */
function mapped(mapping: Mapping, make: (value: any, key: string) => unknown): Mapping {
  const entries = Object.entries(mapping).map(([key, value]) => [key, make(value, key)] as const);
  return entries.every(([key, value]) => value === mapping[key]) ? mapping : Object.fromEntries(entries);
}
