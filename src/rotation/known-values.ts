import { TerraformDataSource, TerraformElement, TerraformLocal, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { indexOf } from './synthesis-index';
import { expressionOf, isToken, resolve } from './tokens';

/** A text that is no key of one of several resources. */
const TEXT = /(?<!\[)"(\\.|[^"\\])*"/g;

/** What an expression refers to: a data source, or anything else by its first two names. */
const REFERENCE = /(?<![\w.-])(data\.[\w-]+\.[\w-]+|[A-Za-z_][\w-]*\.[\w-]+)/g;

/** What is given from outside, and what belongs to one of several elements that are judged as a whole. */
const ALWAYS_KNOWN = /^(var|path|terraform|each|count|self)\./;

/** Whether a value is known when Terraform plans, also before anything is made. It is asked at synthesis. */
export function isKnownAtPlan(scope: IConstruct, value: unknown): boolean {
  return !isToken(value) || indexOf(scope, knowledgeOf).isKnown(expressionOf(scope, value));
}

function knowledgeOf(stack: TerraformStack): Knowledge {
  return new Knowledge(stack);
}

/** What a stack's data sources and local values depend on. */
class Knowledge {
  private readonly elements: ReadonlyMap<string, TerraformElement>;
  private readonly known = new Map<string, boolean>();

  public constructor(stack: TerraformStack) {
    const found = stack.node.findAll().filter(isLookedThrough);
    this.elements = new Map(found.map((element) => [addressOf(element), element]));
  }

  public isKnown(expression: string): boolean {
    const references = expression.replace(TEXT, '').match(REFERENCE) ?? [];
    return references.every((reference) => ALWAYS_KNOWN.test(reference) || this.isFound(reference));
  }

  private isFound(reference: string): boolean {
    const element = this.elements.get(reference);
    if (!element) return false;
    const judged = this.known.get(reference);
    if (judged !== undefined) return judged;
    const known = expressionsIn(resolve(element, element.toTerraform())).every((one) => this.isKnown(one));
    this.known.set(reference, known);
    return known;
  }
}

type LookedThrough = TerraformDataSource | TerraformLocal;

function isLookedThrough(node: IConstruct): node is LookedThrough {
  return TerraformDataSource.isTerraformDataSource(node) || 'expression' in node;
}

function addressOf(element: LookedThrough): string {
  const name = element.friendlyUniqueId;
  return 'terraformResourceType' in element
    ? `data.${element.terraformResourceType}.${name}`
    : `local.${name}`;
}

/** The texts in a part of Terraform's JSON that refer to something. CDKTF's own remarks are no part of it. */
function expressionsIn(part: unknown, key = ''): string[] {
  if (typeof part === 'string') return part.includes('${') || key === 'depends_on' ? [part] : [];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part)
    .filter(([name]) => name !== '//')
    .flatMap(([name, value]) => expressionsIn(value, Array.isArray(part) ? key : name));
}
