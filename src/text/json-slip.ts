import { STRING } from './json-token';

/** What a text in brackets has that JSON has not, and where. */
export interface Slip {
  readonly reason: string;
  readonly offset: number;
}

/** A text in quotes, a comment, a bracket or a separator, or anything else up to the next of them. */
const TOKENS = new RegExp(
  `(?<text>${STRING}|'[^']*(?:''[^']*)*(?:'|$))|(?<comment>//[^\\n]*|/\\*)|#[^\\n]*|(?<sign>[[\\]{},:])|(?<word>[^\\s[\\]{},:]+(?::+[^\\s[\\]{},:]+)*)`,
  'g',
);

/** Whether a text that is not YAML's usual form starts with a bracket, or with what JSON has no word for: a comment. */
const BEGINS_AS_JSON = /^\uFEFF?\s*(#[^\n]*\n\s*)*(\{(?!\{)|\[|\/\/|\/\*)/;

/** More are told of when the text is read as YAML. */
const MOST_LEVELS = 16;

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

const COMMENT =
  'JSON has no comments of this kind, and YAML starts one with "#"; remove it, or write "#" before it';

/** A bracket that is open. */
interface Bracket {
  readonly sign: string;
  readonly offset: number;
  /** Whether a key has been told from its value since the last comma. */
  hasColon: boolean;
}

/** What has just ended, with nothing after it that tells it from what comes next. */
interface Ended {
  readonly token: string;
  readonly offset: number;
  /** Whether another word may follow, in one text without quotes. */
  readonly isWord: boolean;
}

/**
 * The first thing in a text in brackets that YAML would take for something else than JSON does: a comment, a comma, colon or
 * bracket that is missing, or a second value. YAML's own unquoted words pass.
 */
export function jsonSlip(text: string): Slip | undefined {
  if (!BEGINS_AS_JSON.test(text)) return undefined;
  const reading = new Reading();
  for (const { 0: token, index, groups = {} } of text.matchAll(TOKENS)) {
    const slip = reading.next(token, index, groups);
    if (slip !== undefined) return slip;
    if (reading.levels > MOST_LEVELS) return undefined;
  }
  return reading.end();
}

/** How far a text has been read. */
class Reading {
  private readonly open: Bracket[] = [];
  private ended?: Ended;

  public get levels(): number {
    return this.open.length;
  }

  public next(
    token: string,
    offset: number,
    kinds: Readonly<Record<string, string | undefined>>,
  ): Slip | undefined {
    if (kinds.comment !== undefined) return { reason: COMMENT, offset };
    if (kinds.sign !== undefined) return this.sign(token, offset);
    return kinds.text === undefined && kinds.word === undefined
      ? undefined
      : this.value({ token, offset, isWord: kinds.word !== undefined });
  }

  public end(): Slip | undefined {
    const last = this.open.pop();
    return last && { reason: `the "${last.sign}" here is not closed`, offset: last.offset };
  }

  private value(next: Ended): Slip | undefined {
    const slip = next.isWord && this.ended?.isWord ? undefined : this.separated(next.offset);
    this.ended = next;
    return slip;
  }

  private sign(sign: string, offset: number): Slip | undefined {
    if (sign in CLOSING) return this.openBracket(sign, offset);
    if (sign !== ',' && sign !== ':') return this.close(sign, offset);
    const around = this.open[this.open.length - 1];
    if (around) around.hasColon = sign === ':';
    this.ended = undefined;
    return undefined;
  }

  private openBracket(sign: string, offset: number): Slip | undefined {
    const slip = this.separated(offset);
    this.open.push({ sign, offset, hasColon: false });
    this.ended = undefined;
    return slip;
  }

  private close(sign: string, offset: number): Slip | undefined {
    const opened = this.open.pop();
    this.ended = { token: sign, offset, isWord: false };
    if (opened !== undefined && CLOSING[opened.sign] === sign) return undefined;
    return { reason: `the "${sign}" here closes nothing that is open`, offset };
  }

  /** Between two values there is a comma, between a key and its value a colon, and at the top there is one value. */
  private separated(next: number): Slip | undefined {
    if (this.ended === undefined) return undefined;
    const { token, offset } = this.ended;
    const around = this.open[this.open.length - 1];
    if (around === undefined)
      return { reason: 'a second value starts here; the file holds one', offset: next };
    if (token.includes('\n')) return { reason: 'the quotation mark here is not closed in its line', offset };
    const sign = around.sign === '{' && !around.hasColon ? 'colon' : 'comma';
    return { reason: `a ${sign} is missing here`, offset: offset + token.length };
  }
}
