import { RotationConfig } from '../../config/model';
import { rotationGroups } from '../../config/rotation-group';
import { Problem, throwProblems } from '../../problem';
import { importIdMalformed, importIdMissing, importInstanceMissing, unknownAddress } from '../problems';
import { withStacks } from '../stacks-in-memory';
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
  const [json] = withStacks(alone, (one) => new TerraformJson(one.toTerraform()));
  const planned = new PlannedImports(json, given);
  throwProblems(stack, planned.problems());
  return {
    blocks: planned.blocks(),
    replaced: planned.replaced(),
    unnamed: unnamedFunctions(config, stack, json),
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
    return [
      ...this.unknown(),
      ...this.existing.flatMap((one) => this.missing(one)),
      ...this.existing.flatMap((one) => this.malformed(one)),
    ];
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
  private isNew({ address, block, kind: { belongsTo = [] } }: Importable): boolean {
    const owners = belongsTo.flatMap((argument) => this.json.resourceIn(block[argument]) ?? []);
    return [address, ...owners.map((owner) => owner.address)].some((one) => this.given.missing.has(one));
  }

  private unknown(): Problem[] {
    const known = this.importable.map(({ address }) => address);
    const named = [...this.given.ids.keys(), ...this.given.missing];
    return named
      .filter((address) => !known.includes(withoutKey(address)))
      .map((address) => unknownAddress(address, known));
  }

  private missing(one: Importable): Problem[] {
    const { address, kind } = one;
    if (kind.asked === undefined || this.givenFor(address).some((to) => hasRightKey(to, one))) return [];
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
    return this.givenFor(address).flatMap((to) => {
      const id = this.given.ids.get(to)!;
      if (!hasRightKey(to, one)) return [importInstanceMissing(to, `${address}${exampleKey(one)}`)];
      const { form, example } = kind.asked ?? { form: /./, example: '' };
      return form.test(id) ? [] : [importIdMalformed(to, id, example)];
    });
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
    return (found && this.given.ids.get(found.address)) ?? placeholder;
  }
}

/** An address without the key that tells one of several instances from others. */
function withoutKey(address: string): string {
  return address.endsWith(']') ? address.split('[')[0] : address;
}

/** What `for_each` and `count` make has keys, and nothing else. */
function hasRightKey(to: string, { address, block }: Importable): boolean {
  const key = to.slice(address.length);
  if (block.for_each !== undefined) return /^\["[^"]+"\]$/.test(key);
  return block.count === undefined ? key === '' : /^\[\d+\]$/.test(key);
}

function exampleKey({ block }: Importable): string {
  if (block.for_each !== undefined) return '["KEY"]';
  return block.count === undefined ? '' : '[0]';
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
