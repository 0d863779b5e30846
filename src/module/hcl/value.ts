import { templateParts } from './template';

/** Something that is written as it stands: an expression of Terraform's language. */
export class Expression {
  public constructor(public readonly text: string) {}
}

/** What an attribute may be: the values of Terraform's JSON, in which strings are templates, and expressions. */
export type HclValue =
  string | number | boolean | null | Expression | readonly HclValue[] | { readonly [key: string]: HclValue };

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** What a line may have at most before a list is written one item a line. */
const LINE_LENGTH = 100;

const INDENT = '  ';

/** A value as Terraform's own formatter leaves it. Its first line continues a line that is `margin` deep. */
export function renderValue(value: HclValue, margin = ''): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === 'string') return renderString(value);
  if (Array.isArray(value)) return renderList(value, margin);
  if (typeof value === 'object' && value !== null) return renderObject(Object.entries(value), margin);
  return String(value);
}

/** A string that is nothing but an expression is the expression. */
function renderString(template: string): string {
  const parts = templateParts(template);
  const [only] = parts;
  if (parts.length === 1 && only.kind === 'expression') return only.value;
  const pieces = parts.map(({ kind, value }) => (kind === 'text' ? escapeText(value) : `\${${value}}`));
  return `"${pieces.join('')}"`;
}

/** Text that means itself between quotation marks. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])\{/g, '$1$1{');
}

function renderList(items: readonly HclValue[], margin: string): string {
  const line = `[${items.map((item) => renderValue(item, margin)).join(', ')}]`;
  if (!line.includes('\n') && line.length <= LINE_LENGTH) return line;
  const inner = `${margin}${INDENT}`;
  return `[\n${items.map((item) => `${inner}${renderValue(item, inner)},\n`).join('')}${margin}]`;
}

function renderObject(entries: readonly [string, HclValue][], margin: string): string {
  if (entries.length === 0) return '{}';
  const inner = `${margin}${INDENT}`;
  const rows = entries.map(([key, value]) => ({ name: renderKey(key), value: renderValue(value, inner) }));
  return `{\n${alignRows(rows, inner)}${margin}}`;
}

function renderKey(key: string): string {
  return IDENTIFIER.test(key) ? key : renderString(key);
}

/** A name and what it is set to. */
export interface Row {
  readonly name: string;
  readonly value: string;
}

/** Lines of names and values, of which neighbours of one line each have their signs below each other. */
export function alignRows(rows: readonly Row[], margin: string): string {
  const isLong = ({ value }: Row): boolean => value.includes('\n');
  const widths = rows.map(() => 0);
  for (let start = 0; start < rows.length;) {
    let end = start;
    while (end < rows.length && !isLong(rows[end])) end += 1;
    const width = Math.max(0, ...rows.slice(start, end).map(({ name }) => name.length));
    widths.fill(width, start, end);
    start = end === start ? start + 1 : end;
  }
  return rows.map(({ name, value }, index) => `${margin}${name.padEnd(widths[index])} = ${value}\n`).join('');
}
