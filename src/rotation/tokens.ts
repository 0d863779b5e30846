import {
  DefaultTokenResolver,
  Fn,
  IResolvable,
  Lazy,
  StringConcat,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import { IConstruct } from 'constructs';
import { shortHash } from '../catalogue/physical-name';

type ResolveToken = Parameters<DefaultTokenResolver['resolveToken']>;

/** Whether a value is known to Terraform only: a CDKTF token, or an interpolation that somebody wrote by hand. */
export function isToken(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && value.includes('${'));
}

/** A value as Terraform's JSON has it. CDKTF takes long over every text, so that it gets only what may hold a token. */
export function resolve(scope: IConstruct, value: unknown): unknown {
  if (isTokenless(value)) return value;
  if (Array.isArray(value) && !value.some(isTokenInList)) {
    return value.map((one) => resolve(scope, one)).filter((one) => one !== undefined);
  }
  if (!isPlainMapping(value)) return resolveTokens(scope, value);
  const entries = Object.entries(value).map(([key, one]) => [key, resolve(scope, one)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

function resolveTokens(scope: IConstruct, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** A number that is a token is too large to be a whole one. */
function isTokenless(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean' || isLiteral(value) || Number.isSafeInteger(value);
}

/** Whether an element may be what stands for the whole list. */
function isTokenInList(element: unknown): boolean {
  return typeof element !== 'object' && !isTokenless(element);
}

function isPlainMapping(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Tokenization.isResolvable(value)) return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).every(isLiteral);
}

/** A value as a part of an expression. */
export function termOf(scope: IConstruct, value: unknown): string {
  const resolved = resolve(scope, value);
  if (typeof resolved !== 'string') return JSON.stringify(resolved);
  const [, expression] = /^\$\{([^{}]*)\}$/.exec(resolved) ?? [];
  return expression ?? (resolved.includes('${') ? `"${resolved}"` : JSON.stringify(resolved));
}

/** What a value is to Terraform: two tokens may stand for one. */
export function expressionOf(scope: IConstruct, value: unknown): string {
  return isLiteral(value) ? value : resolvedExpression(scope, value);
}

/** Whether there is no token in a text, of which those of numbers are numbers with an exponent. */
function isLiteral(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('{') && !value.includes('e+');
}

function resolvedExpression(scope: IConstruct, value: unknown): string {
  const resolver = new OriginResolver(TerraformStack.of(scope));
  const resolved = Tokenization.resolve(value, { scope, resolver, preparing: false });
  const expression = typeof resolved === 'object' ? JSON.stringify(resolved) : String(resolved);
  return [...resolver.origins, expression].join(' ');
}

/** What tells a value apart in a construct's id. An expression is too long for one. */
export function idOf(scope: IConstruct, value: string | number): string {
  return isToken(value) ? shortHash(expressionOf(scope, value)) : `${value}`;
}

/** An interpolation that somebody wrote by hand keeps its quotation marks in a JSON text, as a token does. */
export function verbatim(value: string): string {
  const isByHand = isToken(value) && !Token.isUnresolved(value);
  return isByHand ? Lazy.stringValue({ produce: () => value }) : value;
}

/**
 * A value as Terraform's JSON has it, unless a JSON text would spoil it. In a set that is sorted it has the same place whatever
 * was made before, which a token has not.
 */
export function legible(scope: IConstruct, value: string): string {
  const resolved = resolve(scope, value);
  return typeof resolved === 'string' && !/["\\]/.test(resolved) ? resolved : value;
}

/** An element of a list that only Terraform knows. Sorted, it stays the same one. */
export function oneOf(values: string[]): string {
  return Token.asString(Fn.element(Fn.sort(values), 0));
}

/** Each different element. Of a list that only Terraform knows it is one. */
export function elementsOf(scope: IConstruct, values: string[]): string[] {
  if (Token.isUnresolved(values)) return [oneOf(values)];
  return [...new Map(values.map((value) => [expressionOf(scope, value), value])).values()];
}

/** Remembers which other stacks a value is from: what they call their own may have the same name here. */
class OriginResolver extends DefaultTokenResolver {
  public readonly origins = new Set<string>();

  public constructor(private readonly stack: TerraformStack) {
    super(new StringConcat());
  }

  public override resolveToken(...[token, context, postProcessor]: ResolveToken): any {
    const { originStack } = token as IResolvable & { readonly originStack?: TerraformStack };
    if (originStack && originStack !== this.stack) this.origins.add(originStack.node.path);
    return super.resolveToken(token, context, postProcessor);
  }
}
