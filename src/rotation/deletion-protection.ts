import {
  ITerraformDependable,
  Lazy,
  TerraformResource,
  TerraformResourceLifecycle,
  TerraformStack,
} from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { shortHash } from '../catalogue/physical-name';
import { fail } from '../problem';
import { addressOf } from './address';
import { isSynthesised } from './conditional-resource';
import { stackOf } from './dependency-elements';
import { lifecycleFor, literalFor, referenceFor } from './hcl';
import { functionNameTaken, functionReplaced, regionChanged } from './problems';
import { providerAlias, statedRegion } from './provider';
import { GOES_LAST } from './replacement';
import { TerraformData } from './terraform-data';
import { idOf } from './tokens';

const ID = 'RotationDeletionProtection';

/** The last resource's id where it is not known in which region the stack is. */
const ANY_REGION = 'rotation-functions';

type Postcondition = NonNullable<TerraformResourceLifecycle['postcondition']>[number];

/** A rotation function as the protection sees it. */
export interface ProtectedFunction extends IConstruct {
  readonly functionName: string;

  /** What makes it, unless it exists already. */
  readonly resource?: TerraformResource;

  /** What only changes when something that it needs is made anew under the same address. */
  readonly _identity?: string;

  /** What it needs besides, once all of it is made. */
  readonly prerequisites: ITerraformDependable[];
}

/**
 * Keeps each function of a stack, and all that it needs, until every rotation has left it. Once for each stack.
 *
 * Terraform deletes what is no longer wanted as soon as nothing in its state depends on it, and an apply that fails to move
 * a rotation has written the new dependencies into the state already. So there are resources that only Terraform knows:
 *
 * - The last one comes after all functions and all rotations. An apply in which any of these fails does not get there.
 *   Whatever has to go goes after it, and until it is reached it depends on what was there before, too.
 * - Before it come the functions, one instance for each as it is now. An instance that is no longer wanted is kept until the
 *   last resource is reached, and by itself keeps what it has depended on.
 * - The version is another one whenever functions or rotations come, go or need something else, so that the last resource has
 *   to be reached then, also when a configuration comes back that was there before a failure.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class DeletionProtection extends Construct {
  /** The protection of the stack that holds a construct. */
  public static of(scope: Construct): DeletionProtection {
    const stack = TerraformStack.of(scope);
    const existing = stack.node.tryFindChild(ID) as DeletionProtection | undefined;
    return existing ?? new DeletionProtection(stack, ID);
  }

  private readonly functions: ProtectedFunction[] = [];
  private readonly rotations: TerraformResource[] = [];

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    this.comeLast(this.holdFunctions(), this.version());
  }

  public addFunction(rotationFunction: ProtectedFunction): void {
    const key = this.keyOf(rotationFunction);
    if (this.functions.some((other) => this.keyOf(other) === key))
      fail(TerraformStack.of(this).node.path, functionNameTaken(rotationFunction.functionName));
    this.functions.push(rotationFunction);
    this.stayInRegion(rotationFunction);
  }

  public addRotation(rotation: TerraformResource): void {
    this.rotations.push(rotation);
  }

  private holdFunctions(): TerraformData {
    const functions = new TerraformData(this, 'Functions', {
      triggersReplace: '${each.value}',
      lifecycle: GOES_LAST,
    });
    functions.addOverride('for_each', Lazy.anyValue({ produce: () => this.needs() }));
    functions.dependsOn = Lazy.listValue({ produce: () => this.functionAddresses() });
    return functions;
  }

  private version(): TerraformData {
    const produce = (): string =>
      [...Object.entries(this.needs()).flat(), ...this.rotationAddresses()].join(' ');
    return new TerraformData(this, 'Version', { triggersReplace: Lazy.stringValue({ produce }) });
  }

  /**
   * What a function needs is a part of its key, so that one that needs something else is another instance; what may be known
   * after the apply only is the value.
   */
  private needs(): Record<string, string> {
    const entries = this.functions.map((one) => [
      `${this.keyOf(one)} ${shortHash(this.addressesOf(one).sort().join())}`,
      [...this.instancesOf(one), one._identity ?? []].flat().join(' '),
    ]);
    return Object.fromEntries(entries.sort());
  }

  /** What tells a function from the others. Another provider may have one of the same name. */
  private keyOf(one: ProtectedFunction): string {
    return [idOf(this, one.functionName), providerAlias(one) ?? []].flat().join(' ');
  }

  /**
   * It is replaced where a function's CloudFormation stack is, and notices that, because Terraform takes over what is ignored
   * only there. It is imported, so that it is in the state, and knows its region, before anything is made.
   */
  private comeLast(functions: TerraformData, version: TerraformData): void {
    const region = statedRegion(this);
    const last = new TerraformData(this, 'Resource', {
      input: `\${${version.address}.id}`,
      triggersReplace: 'replaced',
      importId: region ?? ANY_REGION,
      lifecycle: lifecycleFor(this, {
        replaceTriggeredBy: Lazy.listValue({ produce: () => this.stackIds() }),
        ignoreChanges: ['triggers_replace'],
        postcondition: [this.nothingIsReplaced(), ...(region === undefined ? [] : [staysIn(region)])],
      }),
    });
    const addresses = (): string[] => [...this.functionAddresses(), ...this.rotationAddresses()];
    const produce = (): string[] => [...addresses(), functions.address];
    last.dependsOn = Lazy.listValue({ produce });
  }

  /** A further provider's region is kept by a resource of its own. */
  private stayInRegion(one: ProtectedFunction): void {
    const [alias, region] = [providerAlias(one), statedRegion(one)];
    const id = `Region-${alias}`;
    if (alias === undefined || region === undefined || this.node.tryFindChild(id)) return;
    const lifecycle = lifecycleFor(this, { postcondition: [staysIn(region)] });
    new TerraformData(this, id, { importId: region, lifecycle });
  }

  /** A stack that is made in the place of another one has its name, and so its id, with which it would be deleted. */
  private nothingIsReplaced(): Postcondition {
    const errorMessage = literalFor(this, functionReplaced().message)!;
    return { condition: '${self.triggers_replace == null}', errorMessage };
  }

  private stackIds(): string[] {
    return this.functions.flatMap(({ resource }) =>
      resource ? [referenceFor(this, `${addressOf(this, resource)}.id`)] : [],
    );
  }

  private functionAddresses(): string[] {
    return [...new Set(this.functions.flatMap((one) => this.addressesOf(one)))].sort();
  }

  private rotationAddresses(): string[] {
    const rotations = this.rotations.filter(isSynthesised);
    return rotations.map((rotation) => addressOf(this, rotation)).sort();
  }

  /** What is in another stack, that stack's own protection keeps. */
  private addressesOf(one: ProtectedFunction): string[] {
    return this.neededBy(one).map((needed) => addressOf(this, needed));
  }

  /** Which instances there are of resources that have several, or perhaps none. */
  private instancesOf(one: ProtectedFunction): string[] {
    const resources = this.neededBy(one).filter(TerraformResource.isTerraformResource);
    return resources.flatMap((resource) => {
      const address = addressOf(this, resource);
      if (resource.forEach) return [`\${join(",", keys(${address}))}`];
      return resource.count === undefined ? [] : [`\${length(${address})}`];
    });
  }

  private neededBy({ resource, prerequisites }: ProtectedFunction): ITerraformDependable[] {
    const stack = TerraformStack.of(this);
    return [resource ?? [], ...prerequisites]
      .flat()
      .filter((one) => stackOf(one, stack) === stack && (!Construct.isConstruct(one) || isSynthesised(one)));
  }
}

/** The last resource was imported under the region's name, and Terraform does not find in another what it has in its state. */
function staysIn(region: string): Postcondition {
  const condition = `\${contains(${JSON.stringify([region, ANY_REGION])}, self.id)}`;
  return { condition, errorMessage: regionChanged('${self.id}', region).message };
}
