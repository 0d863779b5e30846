import { ITerraformDependable, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { expressionOf } from './tokens';

/** Terraform's address of something in the same stack that can be waited for. */
export function addressOf(scope: IConstruct, one: ITerraformDependable): string {
  return TerraformResource.isTerraformResource(one)
    ? `${one.terraformResourceType}.${one.friendlyUniqueId}`
    : withoutBraces(expressionOf(scope, one.fqn));
}

/** The addresses in a `depends_on`. */
export function addressesIn(scope: IConstruct, dependsOn: readonly string[] = []): string[] {
  return dependsOn.map((one) => withoutBraces(expressionOf(scope, one)));
}

function withoutBraces(expression: string): string {
  return expression.replace(/^\$\{(.*)\}$/, '$1');
}
