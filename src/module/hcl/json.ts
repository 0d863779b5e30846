import { Attribute, Block, BodyItem } from './block';
import { Expression, HclValue } from './value';

/** A mapping of Terraform's JSON. */
type Json = Record<string, any>;

/** What is a name or a type in Terraform's JSON, and no template. */
const VERBATIM: ReadonlySet<string> = new Set(['depends_on', 'type', 'ignore_changes']);

/** Blocks that may stand in a file only once, so that their attributes are put together. */
const MERGED: ReadonlySet<string> = new Set(['locals', 'terraform']);

/** The same blocks in Terraform's JSON. What a comment says stands under "//". */
export function renderJson(blocks: readonly Block[]): string {
  const file: Json = {};
  blocks.forEach((block) => addBlock(file, block));
  return `${JSON.stringify(file, null, 2)}\n`;
}

function addBlock(file: Json, { type, labels = [], comment, body }: Block): void {
  const content = bodyOf(body);
  if (MERGED.has(type)) {
    file[type] = { ...file[type], ...content };
    return;
  }
  let parent: Json = (file[type] ??= {});
  labels.slice(0, -1).forEach((label) => (parent = parent[label] ??= {}));
  parent[labels[labels.length - 1]] = { ...(comment === undefined ? {} : { '//': comment }), ...content };
}

function bodyOf(body: readonly BodyItem[]): Json {
  const json: Json = {};
  body.forEach((item) => {
    if ('type' in item) json[item.type] = [...(json[item.type] ?? []), bodyOf(item.body)];
    else json[item.name] = valueOf(item);
  });
  return json;
}

function valueOf({ name, value }: Attribute): unknown {
  return VERBATIM.has(name) ? verbatim(value) : templateOf(value);
}

function verbatim(value: HclValue): unknown {
  if (value instanceof Expression) return value.text;
  return Array.isArray(value) ? value.map(verbatim) : value;
}

function templateOf(value: HclValue): unknown {
  if (value instanceof Expression) return `\${${value.text}}`;
  if (Array.isArray(value)) return value.map(templateOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, templateOf(item)]));
}
