/** A piece of a template: text as it is meant, or an expression that Terraform puts a value for. */
export interface TemplatePart {
  readonly kind: 'text' | 'expression';
  readonly value: string;
}

/** What ends a piece of text: an expression, or one of the signs for what would otherwise begin one. */
const SIGN = /\$\$\{|%%\{|\$\{/g;

/**
 * The pieces of a string as Terraform's JSON has it.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#strings-as-templates
 */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  let from = 0;
  const endText = (): void => {
    if (text !== '') parts.push({ kind: 'text', value: text });
    text = '';
  };
  SIGN.lastIndex = 0;
  for (let sign = SIGN.exec(template); sign !== null; sign = SIGN.exec(template)) {
    text += template.slice(from, sign.index);
    from = SIGN.lastIndex;
    if (sign[0] === '${') {
      endText();
      const end = expressionEnd(template, from);
      parts.push({ kind: 'expression', value: template.slice(from, end).trim() });
      from = SIGN.lastIndex = end + 1;
    } else {
      text += sign[0].slice(1);
    }
  }
  text += template.slice(from);
  endText();
  return parts;
}

/** Where the brace stands that closes an expression. Braces in its own texts do not count, but those of their expressions do. */
function expressionEnd(template: string, start: number): number {
  let depth = 0;
  for (let at = start; at < template.length; at += 1) {
    const character = template[at];
    if (character === '"') at = textEnd(template, at + 1);
    else if (character === '{') depth += 1;
    else if (character === '}' && depth === 0) return at;
    else if (character === '}') depth -= 1;
  }
  return template.length;
}

/** Where the quotation mark stands that closes a text in an expression. */
function textEnd(template: string, start: number): number {
  for (let at = start; at < template.length; at += 1) {
    if (template[at] === '\\') at += 1;
    else if (template[at] === '"') return at;
    else if (template.startsWith('${', at) && template[at - 1] !== '$') at = expressionEnd(template, at + 2);
  }
  return template.length;
}
