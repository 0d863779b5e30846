import { TerraformResourceLifecycle } from 'cdktf';
import { IConstruct } from 'constructs';
import { PolicyDocument } from '../policy/policy-document';

/**
 * What CDKTF does not render rightly when it writes HCL instead of JSON: conditions, which it writes as arguments, quotes beside an
 * expression, and backslashes. Here they get a form that it renders rightly; in JSON nothing changes.
 */
function isWrittenAsHcl({ node }: IConstruct): boolean {
  return 'hclOutput' in node.root && node.root.hclOutput === true;
}

/** How CDKTF is told that an attribute consists of blocks. */
const BLOCKS = { isBlock: true, type: 'list', storageClassType: 'objectList' };

/** A lifecycle whose conditions stay blocks. */
export function lifecycleFor(
  scope: IConstruct,
  lifecycle: TerraformResourceLifecycle,
): TerraformResourceLifecycle {
  const { precondition, postcondition } = lifecycle;
  if (!isWrittenAsHcl(scope) || !(precondition || postcondition)) return lifecycle;
  const blocks = Object.entries({ precondition, postcondition })
    .filter(([, conditions]) => conditions)
    .map(([name, conditions]) => [name, { ...BLOCKS, value: conditions }]);
  const value = { ...lifecycle, ...Object.fromEntries(blocks) };
  return { ...lifecycle, isBlock: true, type: 'struct', value } as TerraformResourceLifecycle;
}

/** The text of a policy. Over several lines CDKTF writes it as a document in which quotes are nothing special. */
export function policyTextFor(scope: IConstruct, policy: PolicyDocument): string {
  return isWrittenAsHcl(scope) ? JSON.stringify(policy.toJson(), null, 2) : policy.toText();
}

/** A text that stands for itself. As an expression it keeps its backslashes, quotes and lines. */
export function literalFor(scope: IConstruct, text: string | undefined): string | undefined {
  const isPlain = text === undefined || !/[\\"\n]/.test(text) || text.includes('${');
  if (isPlain || !isWrittenAsHcl(scope)) return text;
  return `\${"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"}`;
}

/** A reference where Terraform wants nothing but references. */
export function referenceFor(scope: IConstruct, reference: string): string {
  return isWrittenAsHcl(scope) ? `\${${reference}}` : reference;
}
