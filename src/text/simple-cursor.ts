import { MARKS } from './marks';
import { meaningOf, Scalar } from './simple-scalars';

/** Something that a simple text does not have, and where. */
export class NotSimple extends Error {
  public constructor(public readonly offset: number) {
    super();
  }
}

const SINGLE_QUOTED = /'([^'\t\n]*(?:''[^'\t\n]*)*)'/y;

/** In double quotes, with the escapes that JSON has. */
const DOUBLE_QUOTED = /"[^"\\\t\n]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\t\n]*)*"/y;

/** A little less than YAML allows. */
const MOST_CHARACTERS_OF_KEY = 1000;

/** What a text may stand in. */
export const QUOTES = `"'`;

/** A place in a text that moves on as the text is read. All expressions are sticky. */
export class Cursor {
  public offset = 0;

  /** Whether a text has been read that another program may have been meant to put something into. */
  public hasMarks = false;

  public constructor(private readonly text: string) {}

  public get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** Whether the next character is one of some. There is one. */
  public isAt(characters: string): boolean {
    return characters.includes(this.text[this.offset]);
  }

  /** Whether something is there. */
  public isBefore(expression: RegExp): boolean {
    expression.lastIndex = this.offset;
    return expression.test(this.text);
  }

  /** The number of characters up to the line's end. */
  public get restOfLine(): number {
    return this.text.indexOf('\n', this.offset) - this.offset;
  }

  /** Tells that the text is not simple here. */
  public refuse(): never {
    throw new NotSimple(this.offset);
  }

  /** Moves over what is there, or stays where that is something else. */
  public take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.offset;
    const match = expression.exec(this.text);
    if (match === null) return undefined;
    this.offset = expression.lastIndex;
    return match;
  }

  /** Moves over what has to be there. */
  public expect(expression: RegExp): RegExpExecArray {
    const match = this.take(expression);
    return match ?? this.refuse();
  }

  /** A text in quotation marks. */
  public quoted(): string {
    const text = this.isAt("'") ? this.singleQuoted() : this.doubleQuoted();
    this.hasMarks ||= MARKS.test(text);
    return text;
  }

  /** What a text without quotation marks means. The spaces after it do not belong to it. */
  public plain(expression: RegExp): Scalar {
    const start = this.offset;
    const text = withoutSpacesAtEnd(this.expect(expression)[0]);
    this.offset = start + text.length;
    const meaning = meaningOf(text);
    this.hasMarks ||= MARKS.test(text);
    return meaning === undefined ? this.refuse() : meaning;
  }

  /** A key, in quotation marks or as it stands. */
  public key(plain: RegExp): string {
    const start = this.offset;
    const key = this.isAt(QUOTES) ? this.quoted() : this.plainKey(plain);
    if (this.offset - start > MOST_CHARACTERS_OF_KEY) this.refuse();
    return key;
  }

  private plainKey(expression: RegExp): string {
    const [key] = this.expect(expression);
    if (meaningOf(key) !== key) this.refuse();
    return key;
  }

  private singleQuoted(): string {
    return this.expect(SINGLE_QUOTED)[1].replace(/''/g, "'");
  }

  private doubleQuoted(): string {
    const [token] = this.expect(DOUBLE_QUOTED);
    return token.includes('\\') ? JSON.parse(token) : token.slice(1, -1);
  }
}

function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
}
