import { Builder } from './simple-builder';
import { BlockReader } from './simple-blocks';
import { Cursor, NotSimple } from './simple-cursor';
import { FlowReader, JSON_FORM } from './simple-flow';

/** The line ends of other systems, and what is not to be seen. */
const UNUSUAL = /[^\t\n\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]/;

/** Tabs as well. */
const UNUSUAL_IN_YAML = /[^\n\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]/;

/** JSON may be indented with tabs. */
const IS_JSON = /^[ \t\n]*\{/;

/** What a simple text holds. */
export interface SimpleText<T> {
  readonly content: T;
  /** Whether there is a text in it that another program may have been meant to put something into. */
  readonly hasMarks: boolean;
}

/**
 * Reads JSON, and what YAML configurations are mostly written in: mappings, lists, brackets in one line, and texts in one line.
 * There is nothing wrong with how such a text is written: whatever is not certain to mean what it means to a reader of all of
 * YAML is left to that, which takes about ten times as long.
 */
export function readSimple<T>(text: string, builder: Builder<T>): SimpleText<T> | NotSimple {
  const isJson = IS_JSON.test(text);
  const unusual = text.search(isJson ? UNUSUAL : UNUSUAL_IN_YAML);
  if (unusual >= 0) return new NotSimple(unusual);
  const cursor = new Cursor(`${text}\n`);
  try {
    const content = isJson ? jsonText(cursor, builder) : new BlockReader(cursor, builder).document();
    return { content, hasMarks: cursor.hasMarks };
  } catch (error) {
    if (error instanceof NotSimple) return error;
    throw error;
  }
}

function jsonText<T>(cursor: Cursor, builder: Builder<T>): T {
  cursor.take(JSON_FORM.space);
  const value = new FlowReader(cursor, builder, JSON_FORM).value(0, 0);
  cursor.take(JSON_FORM.space);
  if (!cursor.isAtEnd) cursor.refuse();
  return value;
}
