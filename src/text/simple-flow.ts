import { Builder, Entry } from './simple-builder';
import { Cursor, QUOTES } from './simple-cursor';
import { Scalar } from './simple-scalars';

/** As deep as a configuration may nest. */
export const MOST_LEVELS = 16;

/** How brackets, and what is in them, are written. */
export interface FlowForm {
  /** What may stand between two values. */
  readonly space: RegExp;
  /** A further line of brackets that belong to a line which is indented so far, up to what it says. */
  readonly furtherLine?: (indent: number) => RegExp;
  /** Whether a comma may stand after the last value, too. */
  readonly hasLastComma: boolean;
  readonly quotes: string;
  /** What stands between a key in quotes and its value. */
  readonly colon: RegExp;
  /** What stands between a key without quotes and its value, where there are such keys. */
  readonly plainColon?: RegExp;
  /** A value without quotes. */
  readonly plain: RegExp;
}

const FURTHER_LINES = new Map<number, RegExp>();

/** A line that says nothing, or is indented further than the one that the brackets belong to. */
function furtherLine(indent: number): RegExp {
  const known = FURTHER_LINES.get(indent) ?? new RegExp(`\\n(?: *(?=\\n)| {${indent + 1},})`, 'y');
  FURTHER_LINES.set(indent, known);
  return known;
}

/** The brackets of JSON, over as many lines as there are. */
export const JSON_FORM: FlowForm = {
  space: /[ \t\n]*/y,
  hasLastComma: false,
  quotes: '"',
  colon: /[ \t]*:[ \t\n]*/y,
  plain: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y,
};

/** The brackets of YAML, over as many lines as there are. */
export const YAML_FORM: FlowForm = {
  space: / */y,
  furtherLine,
  hasLastComma: true,
  quotes: QUOTES,
  colon: /: */y,
  plainColon: /: +/y,
  plain: /[A-Za-z0-9/._$+][\w ./@+=()$<?*-]*(?::(?=[\w/*.-])[\w ./@+=()$<?*-]*)*/y,
};

const COMMA = /,/y;

const OPEN_LIST = /\[/y;

const CLOSE_LIST = /\]/y;

const OPEN_MAPPING = /\{/y;

const CLOSE_MAPPING = /\}/y;

const OPENING = '[{';

const KEY = /[A-Za-z_][\w./@+-]*/y;

/** Reads what stands in brackets. */
export class FlowReader<T> {
  private furtherLine?: RegExp;

  public constructor(
    private readonly cursor: Cursor,
    private readonly builder: Builder<T>,
    private readonly form: FlowForm,
  ) {}

  public get isAtBracket(): boolean {
    return this.cursor.isAt(OPENING);
  }

  /** A value inside so many levels of others, in brackets that belong to a line which is indented so far. */
  public value(level: number, indent: number): T {
    this.furtherLine = this.form.furtherLine?.(indent);
    return this.inside(level);
  }

  private inside(level: number): T {
    const start = this.cursor.offset;
    if (this.cursor.take(OPEN_MAPPING)) return this.builder.mapping(this.entries(level + 1), start);
    if (this.cursor.take(OPEN_LIST)) return this.builder.list(this.items(level + 1), start);
    return this.builder.scalar(this.scalar(), start);
  }

  private scalar(): Scalar {
    const { quotes, plain } = this.form;
    return this.cursor.isAt(quotes) ? this.cursor.quoted() : this.cursor.plain(plain);
  }

  private items(level: number): T[] {
    return this.sequence(level, CLOSE_LIST, () => this.inside(level));
  }

  private entries(level: number): Entry<T>[] {
    const seen = new Set<string>();
    return this.sequence(level, CLOSE_MAPPING, () => {
      const keyStart = this.cursor.offset;
      const key = this.key();
      if (seen.has(key)) this.cursor.refuse();
      seen.add(key);
      return { key, keyStart, value: this.inside(level) };
    });
  }

  private key(): string {
    const { quotes, colon, plainColon } = this.form;
    const isQuoted = this.cursor.isAt(quotes);
    if (!isQuoted && plainColon === undefined) this.cursor.refuse();
    const key = this.cursor.key(KEY);
    this.cursor.expect(isQuoted ? colon : plainColon!);
    return key;
  }

  /** Whether another value stands after a comma. */
  private goesOn(close: RegExp): boolean {
    if (!this.cursor.take(COMMA)) return false;
    this.skipSpace();
    return !(this.form.hasLastComma && this.cursor.isBefore(close));
  }

  private skipSpace(): void {
    this.cursor.take(this.form.space);
    while (this.furtherLine && this.cursor.take(this.furtherLine));
  }

  private sequence<Item>(level: number, close: RegExp, read: () => Item): Item[] {
    if (level > MOST_LEVELS) this.cursor.refuse();
    const items: Item[] = [];
    this.skipSpace();
    if (this.cursor.take(close)) return items;
    do {
      items.push(read());
      this.skipSpace();
    } while (this.goesOn(close));
    this.cursor.expect(close);
    return items;
  }
}
