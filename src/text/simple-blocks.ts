import { Builder, Entry } from './simple-builder';
import { Cursor, QUOTES } from './simple-cursor';
import { FlowReader, YAML_FORM, MOST_LEVELS } from './simple-flow';

/** A line that says nothing. */
const EMPTY_LINE = / *(?:#[^\n]*)?\n/y;

/** The line that a document may start with. */
const DOCUMENT_START = /---(?: +#[^\n]*| *)\n/y;

/** The line that a document may end with. */
const DOCUMENT_END = /\.\.\.(?: +#[^\n]*| *)\n/y;

/** The end of a line that says something. */
const LINE_END = /(?: +#[^\n]*| *)\n/y;

const ITEM = /- +(?=[^ #\n])/y;

const KEY = /[A-Za-z_][\w./@+-]*/y;

const COLON = / *:(?=[ \n])/y;

const SPACES = / */y;

/** In a line of its own a text may have brackets and commas in it. */
const PLAIN = /[A-Za-z0-9/._$+][^\n:#]*(?:(?::(?![ \n])|(?<! )#)[^\n:#]*)*/y;

/** A line that is longer may take the engine's regular expressions more memory than they have. */
const MOST_CHARACTERS_OF_LINE = 4096;

const END = -1;

/** Reads lines that are indented as YAML has it. */
export class BlockReader<T> {
  private readonly flow: FlowReader<T>;

  /** How far the line is indented at whose content the cursor stands. */
  private indent = 0;

  public constructor(
    private readonly cursor: Cursor,
    private readonly builder: Builder<T>,
  ) {
    this.flow = new FlowReader(cursor, builder, YAML_FORM);
  }

  /** All that there is, which is a mapping. */
  public document(): T {
    this.toContent();
    if (this.indent === 0 && this.cursor.take(DOCUMENT_START)) this.toContent();
    const mapping = this.mapping(0, 1);
    if (this.indent !== END) this.cursor.refuse();
    return mapping;
  }

  private mapping(indent: number, level: number): T {
    if (this.indent !== indent || level > MOST_LEVELS) this.cursor.refuse();
    const start = this.cursor.offset;
    const entries: Entry<T>[] = [];
    const seen = new Set<string>();
    do {
      const keyStart = this.cursor.offset;
      const key = this.cursor.key(KEY);
      this.cursor.expect(COLON);
      if (seen.has(key)) this.cursor.refuse();
      seen.add(key);
      entries.push({ key, keyStart, value: this.valueOfKey(indent, level) });
    } while (this.indent === indent);
    return this.builder.mapping(entries, start);
  }

  /** A list may be indented as far as the key that it belongs to. */
  private valueOfKey(indent: number, level: number): T {
    if (!this.cursor.take(LINE_END)) {
      this.cursor.take(SPACES);
      return this.valueInLine(indent, level);
    }
    this.toContent();
    if (this.indent < indent) this.cursor.refuse();
    const { offset } = this.cursor;
    if (this.cursor.take(ITEM)) return this.list(offset, level + 1);
    if (this.indent === indent) this.cursor.refuse();
    if (this.flow.isAtBracket) return this.valueInLine(indent, level);
    return this.mapping(this.indent, level + 1);
  }

  /** A list, in the first item of which the cursor stands. */
  private list(start: number, level: number): T {
    if (level > MOST_LEVELS) this.cursor.refuse();
    const { indent } = this;
    const items: T[] = [];
    do items.push(this.valueInLine(indent, level));
    while (this.indent === indent && this.cursor.take(ITEM));
    return this.builder.list(items, start);
  }

  private valueInLine(indent: number, level: number): T {
    const value = this.flow.isAtBracket ? this.flow.value(level, indent) : this.scalar();
    this.cursor.expect(LINE_END);
    this.toContent();
    // What is indented further goes on with the value.
    if (this.indent > indent) this.cursor.refuse();
    return value;
  }

  private scalar(): T {
    const { offset } = this.cursor;
    const value = this.cursor.isAt(QUOTES) ? this.cursor.quoted() : this.cursor.plain(PLAIN);
    return this.builder.scalar(value, offset);
  }

  private toContent(): void {
    this.skipEmptyLines();
    if (this.cursor.take(DOCUMENT_END)) {
      this.skipEmptyLines();
      if (!this.cursor.isAtEnd) this.cursor.refuse();
    }
    const [spaces] = this.cursor.expect(SPACES);
    this.indent = this.cursor.isAtEnd ? END : spaces.length;
    if (this.cursor.restOfLine > MOST_CHARACTERS_OF_LINE) this.cursor.refuse();
  }

  private skipEmptyLines(): void {
    while (this.cursor.take(EMPTY_LINE));
  }
}
