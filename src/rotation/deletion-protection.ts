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
import { stackOf } from './dependencies';
import { lifecycleFor, literalFor, referenceFor } from './hcl';
import { functionNameTaken, functionReplaced, regionChanged } from './problems';
import { providerAlias, statedRegion } from './provider';
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
 * a rotation has written the new dependencies into the state already. So one more resource, which only Terraform knows,
 * comes after all rotations and all that the functions need. An apply in which any of these fails does not get there: the
 * state goes on saying that the last resource depends on what was there before, and whatever it depends on is kept until an
 * apply gets there. It is imported, so that it is in the state before the first rotation is turned on.
 *
 * It has to be reached again even when a configuration comes back that was there before the failure. Therefore it keeps an
 * id of each function, and a function gets a new one whenever what it needs changes.
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
    this.comeLast(this.identifyFunctions());
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

  private identifyFunctions(): TerraformData {
    const ids = new TerraformData(this, 'Functions', { triggersReplace: '${each.value}' });
    ids.addOverride('for_each', Lazy.anyValue({ produce: () => this.fingerprints() }));
    return ids;
  }

  /** A text for each function that changes with what the function needs. */
  private fingerprints(): Record<string, string> {
    const entries = this.functions.map((one) => [
      this.keyOf(one),
      [shortHash(this.addressesOf(one).sort().join()), ...this.instancesOf(one), one._identity ?? []]
        .flat()
        .join(' '),
    ]);
    return Object.fromEntries(entries);
  }

  /** What tells a function from the others. Another provider may have one of the same name. */
  private keyOf(one: ProtectedFunction): string {
    return [idOf(this, one.functionName), providerAlias(one) ?? []].flat().join(' ');
  }

  private comeLast(ids: TerraformData): void {
    const region = statedRegion(this);
    const last = new TerraformData(this, 'Resource', {
      input: `\${{ for name, one in ${ids.address} : name => one.id }}`,
      triggersReplace: 'replaced',
      importId: region ?? ANY_REGION,
      lifecycle: lifecycleFor(this, {
        replaceTriggeredBy: Lazy.listValue({ produce: () => this.stackIds() }),
        ignoreChanges: ['triggers_replace'],
        postcondition: [this.nothingIsReplaced(), ...(region === undefined ? [] : [staysIn(region)])],
      }),
    });
    last.dependsOn = Lazy.listValue({ produce: () => this.dependencies() });
  }

  /** A further provider's region is kept by a resource of its own. */
  private stayInRegion(one: ProtectedFunction): void {
    const [alias, region] = [providerAlias(one), statedRegion(one)];
    const id = `Region-${alias}`;
    if (alias === undefined || region === undefined || this.node.tryFindChild(id)) return;
    const lifecycle = lifecycleFor(this, { postcondition: [staysIn(region)] });
    new TerraformData(this, id, { importId: region, lifecycle });
  }

  /**
   * A function's CloudFormation stack is never replaced: the new one would have the old one's name, and so its id, with
   * which it would be deleted. Terraform takes over what is ignored only where it replaces a resource.
   */
  private nothingIsReplaced(): Postcondition {
    const errorMessage = literalFor(this, functionReplaced().message)!;
    return { condition: '${self.triggers_replace == null}', errorMessage };
  }

  private stackIds(): string[] {
    return this.functions.flatMap(({ resource }) =>
      resource ? [referenceFor(this, `${addressOf(this, resource)}.id`)] : [],
    );
  }

  private dependencies(): string[] {
    const rotations = this.rotations.filter(isSynthesised).map((rotation) => addressOf(this, rotation));
    return [...new Set([...this.functions.flatMap((one) => this.addressesOf(one)), ...rotations])];
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
