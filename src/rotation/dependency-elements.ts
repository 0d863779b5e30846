import { ITerraformDependable, TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { addressOf } from './address';
import { Dependency, directDependencies } from './waiting';

/** What Terraform can wait for, or another stack. */
export interface Element {
  readonly one: Dependency;

  /** The stack that it is in. What is no construct is where it is used. */
  readonly stack: TerraformStack;

  /** Its address, where it is in the stack that waits for it. */
  readonly address?: string;
}

/** What dependencies stand for in a stack. Many resources have the same ones, so that each is looked through once. */
export class DependencyElements {
  private readonly elements = new Map<Dependency, Element>();
  private readonly found = new Map<Dependency, readonly Element[]>();

  public constructor(private readonly stack: TerraformStack) {}

  /** What Terraform can wait for in a dependency, and what that waits for: it may have nothing of its own. */
  public in(dependency: Dependency): readonly Element[] {
    const known = this.found.get(dependency);
    if (known) return known;
    const found = reachableFrom(dependency, new Set()).map((one) => this.element(one));
    this.found.set(dependency, found);
    return found;
  }

  private element(one: Dependency): Element {
    const element = this.elements.get(one) ?? this.newElement(one);
    this.elements.set(one, element);
    return element;
  }

  private newElement(one: Dependency): Element {
    const stack = stackOf(one, this.stack);
    return stack === this.stack && hasAddress(one)
      ? { one, stack, address: addressOf(stack, one) }
      : { one, stack };
  }
}

/** The stack that something is in. What is no construct is where it is used. */
export function stackOf(one: Dependency, otherwise: TerraformStack): TerraformStack {
  return Construct.isConstruct(one) ? TerraformStack.of(one) : otherwise;
}

function reachableFrom(dependency: Dependency, seen: Set<unknown>): Dependency[] {
  if (!Construct.isConstruct(dependency) || TerraformStack.isStack(dependency)) return [dependency];
  const found = dependency.node.findAll().filter((one) => !seen.has(one));
  found.forEach((one) => seen.add(one));
  return found.flatMap((one) => [
    ...(hasAddress(one) ? [one] : []),
    ...directDependencies(one).flatMap((next) => reachableFrom(next, seen)),
  ]);
}

/** Whether a construct is a resource, a data source or a module. Locals, variables and outputs are nothing to wait for. */
function hasAddress(one: Dependency): one is ITerraformDependable {
  if (!Construct.isConstruct(one)) return true;
  return (
    TerraformResource.isTerraformResource(one) ||
    TerraformDataSource.isTerraformDataSource(one) ||
    'interpolationForOutput' in one
  );
}
