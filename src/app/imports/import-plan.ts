import { RotationConfig } from '../../config/model';
import { rotationGroups } from '../../config/rotation-group';
import { Problem, throwProblems } from '../../problem';
import {
  importIdFollows,
  importIdMalformed,
  importIdMissing,
  importIdTwice,
  importInstanceMissing,
  importOfNew,
  unknownAddress,
} from '../problems';
import { withoutCodeFiles, withStacks } from '../stacks-in-memory';
import { IMPORT_KINDS, ImportKind, Sources } from './import-kinds';
import { Resource, TerraformJson } from '../terraform-json';

/** What the configuration does not say of what somebody made by hand. */
export interface GivenIds {
  /** Ids by the addresses of resources. */
  readonly ids: ReadonlyMap<string, string>;
  /** The addresses of what does not exist yet. */
  readonly missing: ReadonlySet<string>;
}

/** A block of Terraform by which it takes over what exists. */
export interface ImportBlock {
  readonly to: string;
  readonly id: string;
}

/** How Terraform takes over what a stack describes and somebody made by hand. */
export interface ImportPlan {
  readonly blocks: readonly ImportBlock[];
  /** The addresses of what Terraform makes anew, before it removes what was imported. */
  readonly replaced: readonly string[];
  /** The addresses of the functions whose names are not given in the configuration. */
  readonly unnamed: readonly string[];
}

/** A resource that can be imported, and how. */
interface Importable extends Resource {
  readonly kind: ImportKind;
}

/** The import blocks of a stack. Fails with all that is missing or wrong in what is given. */
export function importPlan(config: RotationConfig, stack: string, given: GivenIds): ImportPlan {
  const alone = { ...config, stacks: { [stack]: config.stacks[stack] } };
  const [json] = withStacks(withoutCodeFiles(alone), (one) => new TerraformJson(one.toTerraform()));
  const planned = new PlannedImports(json, given);
  throwProblems(stack, planned.problems());
  return {
    blocks: planned.blocks(),
    replaced: planned.replaced(),
    unnamed: unnamedFunctions(config, stack, json).filter((address) => !given.missing.has(address)),
  };
}

/** The imports of a stack, as far as they are known. */
class PlannedImports {
  private readonly importable: readonly Importable[];
  private readonly sources: Sources;

  public constructor(
    private readonly json: TerraformJson,
    private readonly given: GivenIds,
  ) {
    this.importable = json.resources.flatMap((resource) => {
      const kind = IMPORT_KINDS[resource.type];
      return kind === undefined ? [] : [{ ...resource, kind }];
    });
    this.sources = { json, idIn: (expression, placeholder) => this.idIn(expression, placeholder) };
  }

  public problems(): Problem[] {
    const ofEach = [
      ...this.unknown(),
      ...this.importable.flatMap((one) => this.contradicted(one)),
      ...this.existing.flatMap((one) => this.missing(one)),
      ...this.existing.flatMap((one) => this.malformed(one)),
    ];
    return ofEach.length > 0 ? ofEach : this.twice();
  }

  public blocks(): ImportBlock[] {
    return this.existing.flatMap((one) => this.blocksOf(one));
  }

  public replaced(): string[] {
    return this.existing.filter(({ kind }) => kind.isReplaced).map(({ address }) => address);
  }

  private get existing(): Importable[] {
    return this.importable.filter((one) => !this.isNew(one));
  }

  /** What belongs to something that does not exist cannot exist either. */
  private isNew(one: Importable): boolean {
    return this.newOwner(one) !== undefined;
  }

  /** What is said not to exist: the resource itself, or what it cannot be without. */
  private newOwner({ address, block, kind: { belongsTo = [] } }: Importable): string | undefined {
    const owners = belongsTo.flatMap((argument) => this.json.resourceIn(block[argument]) ?? []);
    return [address, ...owners.map((owner) => owner.address)].find((one) => this.isSaidToBeNew(one));
  }

  /** Of several instances some may exist. */
  private isSaidToBeNew(address: string): boolean {
    const { missing } = this.given;
    const isOneOfThem = [...missing].some((one) => withoutKey(one) === address);
    return missing.has(address) || (isOneOfThem && this.givenFor(address).length === 0);
  }

  private unknown(): Problem[] {
    const known = this.importable.map(({ address }) => address);
    const named = [...this.given.ids.keys(), ...this.given.missing];
    return named
      .filter((address) => !known.includes(withoutKey(address)))
      .map((address) => unknownAddress(address, known));
  }

  /** What has an id, and would not be there. */
  private contradicted(one: Importable): Problem[] {
    const owner = this.newOwner(one);
    return owner === undefined ? [] : this.givenFor(one.address).map((to) => importOfNew(to, owner));
  }

  private missing(one: Importable): Problem[] {
    const { address, kind } = one;
    if (kind.asked === undefined || this.givenFor(address).length > 0) return [];
    const { example, command } = kind.asked;
    return [
      importIdMissing({
        what: kind.title(one, this.sources),
        address: `${address}${exampleKey(one)}`,
        example,
        command: `${command(one, this.sources)} ${this.json.place}`,
        isNew: address,
      }),
    ];
  }

  private malformed(one: Importable): Problem[] {
    const { address, kind } = one;
    const named = [...this.given.ids.keys(), ...this.given.missing].filter(
      (to) => withoutKey(to) === address,
    );
    const keys = named
      .filter((to) => !hasRightKey(to, one) && !this.given.missing.has(address))
      .map((to) => importInstanceMissing(to, `${address}${exampleKey(one)}`, keyTitle(one)));
    return [
      ...keys,
      ...this.givenFor(address).flatMap((to) => malformedId(to, this.given.ids.get(to)!, kind)),
    ];
  }

  /** Terraform does not see that two addresses are to have one thing, and each apply would change it back. */
  private twice(): Problem[] {
    const byThing = new Map<string, string[]>();
    this.existing
      .flatMap((one) => this.blocksOf(one).map(({ to, id }) => ({ to, thing: `${one.type} ${id}` })))
      .forEach(({ to, thing }) => byThing.set(thing, [...(byThing.get(thing) ?? []), to]));
    return [...byThing.values()]
      .filter((addresses) => addresses.length > 1)
      .map((addresses) => importIdTwice(this.given.ids.get(addresses[0]) ?? '', addresses));
  }

  private blocksOf(one: Importable): ImportBlock[] {
    const { address, block, kind } = one;
    const { importId = (id: string): string => id } = kind.asked ?? {};
    const given = this.givenFor(address).map((to) => ({ to, id: importId(this.given.ids.get(to)!, block) }));
    return given.length > 0 || kind.known === undefined ? given : [{ to: address, id: kind.known(block) }];
  }

  /** The addresses under which ids of a resource's instances are given. */
  private givenFor(address: string): string[] {
    return [...this.given.ids.keys()].filter((to) => withoutKey(to) === address);
  }

  private idIn(expression: unknown, placeholder: string): string {
    const text = String(expression);
    if (!text.includes('${')) return text;
    const found = this.json.resourceIn(text);
    const [given] = found === undefined ? [] : this.givenFor(found.address);
    return given === undefined ? placeholder : this.given.ids.get(given)!;
  }
}

/** An address without the key that tells one of several instances from others. */
function withoutKey(address: string): string {
  return address.endsWith(']') ? address.split('[')[0] : address;
}

/** An id that follows from the configuration can be no other one, because Terraform would replace what it belongs to. */
function malformedId(to: string, id: string, { asked }: ImportKind): Problem[] {
  if (asked === undefined) return [importIdFollows(to)];
  return asked.form.test(id) ? [] : [importIdMalformed(to, id, asked.example)];
}

/** What `for_each` and `count` make has keys, and nothing else. */
function hasRightKey(to: string, { address, block, kind }: Importable): boolean {
  const key = to.slice(address.length);
  if (block.for_each !== undefined) {
    const [, text = ''] = /^\["([^"]+)"\]$/.exec(key) ?? [];
    return text !== '' && (kind.key?.form.test(text) ?? true);
  }
  return block.count === undefined ? key === '' : /^\[\d+\]$/.test(key);
}

function exampleKey({ block, kind }: Importable): string {
  if (block.for_each !== undefined) return `["${kind.key?.example ?? 'KEY'}"]`;
  return block.count === undefined ? '' : '[0]';
}

function keyTitle({ block, kind }: Importable): string | undefined {
  return block.for_each === undefined ? undefined : kind.key?.title;
}

/** A function of a name that this package made up is seldom one that somebody made by hand. */
function unnamedFunctions(config: RotationConfig, stack: string, json: TerraformJson): string[] {
  const names = rotationGroups(stack, config.stacks[stack])
    .filter(({ named }) => named?.name === undefined && named?.existing === undefined)
    .map(({ functionName }) => functionName);
  return json.resources
    .filter(({ type }) => IMPORT_KINDS[type]?.known && !type.endsWith('_rotation') && !type.includes('log'))
    .filter(({ address }) => names.includes(json.functionNameIn(`\${${address}`)!))
    .map(({ address }) => address);
}
