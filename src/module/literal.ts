import { Expression, escapeText } from './hcl/value';

/** Text that has no expressions, whatever it looks like. */
export function literal(text: string): Expression {
  return new Expression(`"${escapeText(text)}"`);
}

export function literals(texts: readonly string[]): Expression[] {
  return texts.map(literal);
}
