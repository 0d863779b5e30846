/**
 * What is given by its number in a label: all but what Mermaid has no other meaning for, as text or as Markdown, which it makes of
 * labels in some releases. There it emphasises what underscores are around, and refuses addresses.
 *
 * @see https://github.com/mermaid-js/mermaid/issues/6385
 */
const NOT_PLAIN = /[^\p{L}\p{N} _./,()=+-]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=www)\./giu;

/** The forms of nodes, by the brackets around their labels. */
const FORMS = {
  box: ['[', ']'],
  round: ['(', ')'],
  stadium: ['([', '])'],
  cylinder: ['[(', ')]'],
  hexagon: ['{{', '}}'],
} as const;

export type Form = keyof typeof FORMS;

/** A flow chart in Mermaid's language, from left to right. A node is drawn once, whatever leads to it. */
export class FlowChart {
  private readonly lines = ['flowchart LR'];
  private readonly ids = new Map<string, string>();
  private depth = 1;

  /** Draws what a box with a title holds. */
  public group(title: string, draw: () => void): void {
    this.add(`subgraph g${this.lines.length}["${escaped(title)}"]`);
    this.depth += 1;
    draw();
    this.depth -= 1;
    this.add('end');
  }

  /** The id of a node that is known by a key, with a label of several lines. */
  public node(key: string, form: Form, label: readonly string[]): string {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = `n${this.ids.size + 1}`;
    this.ids.set(key, id);
    const [open, close] = FORMS[form];
    this.add(`${id}${open}"${label.map(escaped).join('<br/>')}"${close}`);
    return id;
  }

  public edge(from: string, label: string, to: string, isDotted = false): void {
    this.add(`${from} ${isDotted ? '-.->' : '-->'}|"${escaped(label)}"| ${to}`);
  }

  public toString(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  private add(line: string): void {
    this.lines.push(`${'  '.repeat(this.depth)}${line}`);
  }
}

function escaped(text: string): string {
  return text.replace(NOT_PLAIN, (character) => `#${character.codePointAt(0)};`);
}
