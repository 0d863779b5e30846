import { alignRows, escapeText, HclValue, renderValue, Row } from './value';

/** A block of Terraform's language, and why it is there. */
export interface Block {
  readonly type: string;
  readonly labels?: readonly string[];
  readonly comment?: string;
  readonly body: readonly BodyItem[];
}

/** Something that is set in a block. */
export interface Attribute {
  readonly name: string;
  readonly value: HclValue;
}

export type BodyItem = Attribute | Block;

const INDENT = '  ';

/** A comment's lines are no longer than this. */
const COMMENT_WIDTH = 100;

/** A file of blocks, with an empty line between each two. */
export function renderFile(blocks: readonly Block[]): string {
  return blocks.map((block) => renderBlock(block, '')).join('\n');
}

function renderBlock({ type, labels = [], comment, body }: Block, margin: string): string {
  const head = [type, ...labels.map((label) => `"${escapeText(label)}"`)].join(' ');
  const lines = comment === undefined ? '' : renderComment(comment, margin);
  return body.length === 0
    ? `${lines}${margin}${head} {}\n`
    : `${lines}${margin}${head} {\n${renderBody(body, `${margin}${INDENT}`)}${margin}}\n`;
}

/** What says where a module is, or how many of a resource there are, stands by itself before everything else. */
const HEADS: ReadonlySet<string> = new Set(['source', 'count', 'for_each']);

/** Attributes of one line stand together; what takes more lines has an empty line before and after it. */
function renderBody(body: readonly BodyItem[], margin: string): string {
  const groups: string[] = [];
  let rows: Row[] = [];
  const endRows = (): void => {
    if (rows.length > 0) groups.push(alignRows(rows, margin));
    rows = [];
  };
  body.forEach((item) => {
    if (isBlock(item)) {
      endRows();
      groups.push(renderBlock(item, margin));
      return;
    }
    const row = { name: item.name, value: renderValue(item.value, margin) };
    const standsAlone = row.value.includes('\n') || HEADS.has(row.name);
    if (standsAlone) endRows();
    rows.push(row);
    if (standsAlone) endRows();
  });
  endRows();
  return groups.join('\n');
}

function isBlock(item: BodyItem): item is Block {
  return 'type' in item;
}

/** A comment in lines of a bearable length, of which none is much shorter than the others. */
export function renderComment(comment: string, margin: string): string {
  return balanced(comment, COMMENT_WIDTH - margin.length)
    .map((line) => `${margin}# ${line}\n`)
    .join('');
}

/** As few lines as the width allows, and then as narrow as that many lines can be. */
function balanced(text: string, width: number): string[] {
  const lines = wrap(text, width);
  const narrower = wrap(text, width - 1);
  const fits = narrower.length === lines.length && narrower.every((line) => line.length < width);
  return lines.length > 1 && fits ? balanced(text, width - 1) : lines;
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  text.split(' ').forEach((word) => {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  });
  return lines;
}
