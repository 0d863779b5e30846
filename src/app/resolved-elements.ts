import {
  IResolvable,
  IResolveContext,
  TerraformDataSource,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
import { IConstruct } from 'constructs';
import { resolve } from '../rotation/tokens';

/** Attributes by the types and names of what has them. */
type Attributes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Has the resources and data sources of a stack resolve themselves before CDKTF does, which would go through all of each twice and
 * look for tokens in every text of it.
 */
export function resolveElements(stack: TerraformStack): void {
  stack.node
    .findAll()
    .filter(isResourceOrDataSource)
    .forEach((element) => {
      const toTerraform = element.toTerraform.bind(element);
      element.toTerraform = () => resolvedIn(stack, toTerraform());
    });
}

function isResourceOrDataSource(one: IConstruct): one is TerraformResource | TerraformDataSource {
  return TerraformResource.isTerraformResource(one) || TerraformDataSource.isTerraformDataSource(one);
}

function resolvedIn(
  stack: TerraformStack,
  { resource, data, ...rest }: { resource?: Attributes; data?: Attributes },
): object {
  return { ...rest, resource: resource && resolved(stack, resource), data: data && resolved(stack, data) };
}

function resolved(stack: TerraformStack, attributes: Attributes): object {
  const entries = Object.entries(attributes).map(([type, named]) => [
    type,
    Object.fromEntries(Object.entries(named).map(([name, one]) => [name, new Resolved(resolve(stack, one))])),
  ]);
  return Object.fromEntries(entries);
}

/** What CDKTF's resolution leaves as it is, and JSON has as the value. */
class Resolved implements IResolvable {
  public readonly creationStack: string[] = [];

  public constructor(private readonly value: unknown) {}

  public resolve(context: IResolveContext): undefined {
    context.registerPostProcessor({ postProcess: () => this });
    return undefined;
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): unknown {
    return this.value;
  }
}
