import { TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { resolve } from '../rotation/tokens';

type Element = TerraformResource | TerraformDataSource;

/** Attributes by kind, type and name: of a stack, or of one element. */
type Terraform = Record<string, Record<string, Record<string, unknown>>>;

/** What a stack has for each secret. */
const FOR_EACH_SECRET = ['aws_secretsmanager_secret_rotation', 'aws_secretsmanager_secret'];

/**
 * Has a stack resolve apart what it has for each secret. CDKTF goes through all of it twice, and looks for tokens in every text of it;
 * here it gets only what may hold any.
 */
export function resolveApart(stack: TerraformStack): void {
  const parts = stack.node.findAll().filter(isForEachSecret).map(takeOut);
  const toTerraform = stack.toTerraform.bind(stack);
  stack.toTerraform = () => parts.reduce((all, part) => add(all, resolve(stack, part())), toTerraform());
}

function isForEachSecret(one: IConstruct): one is Element {
  const isElement =
    TerraformResource.isTerraformResource(one) || TerraformDataSource.isTerraformDataSource(one);
  return isElement && FOR_EACH_SECRET.includes(one.terraformResourceType);
}

/** Leaves an element out of what CDKTF resolves. */
function takeOut(element: Element): () => unknown {
  const toTerraform = element.toTerraform.bind(element);
  element.toTerraform = () => ({});
  return toTerraform;
}

function add(all: Terraform, part: unknown): Terraform {
  for (const [kind, types] of Object.entries(part as Terraform)) {
    for (const [type, named] of Object.entries(types)) {
      const ofKind = (all[kind] ??= {});
      ofKind[type] = Object.assign(ofKind[type] ?? {}, named);
    }
  }
  return all;
}
