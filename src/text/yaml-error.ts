import type { ErrorCode, YAMLError } from 'yaml';
import { nestedTooDeeply, notYaml, tagNotRead, templateLeft } from './problems';
import { Problem, quote } from '../problem';

type Words = string | ((error: YAMLError, line: string) => string);

const PUT_IN_QUOTES = 'put the text in quotes';

/** What of the library's own messages tells apart what has one code. */
const MISSING: readonly (readonly [RegExp, string])[] = [
  [/closing .quote/, 'a quotation mark is not closed'],
  [/must end with/, 'a bracket is not closed'],
  [/space after :/, 'a space is missing after the colon'],
  [/, (or : )?between/, 'a comma is missing'],
  [/Comments must/, 'a space is missing before the "#" of a comment'],
  [/followed by map values/, 'a key stands here without its colon and value'],
  [/without - indicator/, 'an item of a list stands here without its "- "'],
];

/** What is wrong, by the library's codes, in words that quote nothing of the text at length. */
const WORDS: Readonly<Partial<Record<ErrorCode, Words>>> = {
  TAB_AS_INDENT: 'a tab indents this line; YAML is indented with spaces only',
  BAD_INDENT: 'this line is not indented as those are that it belongs to',
  BAD_SCALAR_START: ({ message }) =>
    `a text cannot start with ${quote(message.slice(-1))} here; ${PUT_IN_QUOTES}`,
  BAD_DQ_ESCAPE:
    'in double quotes a backslash starts an escape, and this is none; write two backslashes for one, or use single quotes',
  BLOCK_AS_IMPLICIT_KEY: (_, line) =>
    spaceMissing(line) ??
    `a key stands here where a value is expected; start a new line, or ${PUT_IN_QUOTES}`,
  MULTILINE_IMPLICIT_KEY: (_, line) => spaceMissing(line) ?? 'a key stands here without its colon and value',
  BAD_ALIAS: `after "*" or "&" stands a name in YAML; ${PUT_IN_QUOTES}`,
  BAD_DIRECTIVE: 'a line that starts with "%" is a directive of YAML, and this is none',
  MULTIPLE_DOCS: 'a second document starts here; a file holds one',
  MISSING_CHAR: ({ message }) =>
    MISSING.find(([pattern]) => pattern.test(message))?.[1] ?? 'something is missing here',
  UNEXPECTED_TOKEN: ({ message }) =>
    /Block scalar header/.test(message)
      ? `after "|" or ">" a new line starts; ${PUT_IN_QUOTES}`
      : 'this does not go with what stands before it',
};

/** What other tools put values in for: it has brackets of its own, which YAML takes for a mapping. */
const TEMPLATE = /[$%]\{|\{[{%]/;

/** What keeps a text from being read, in our own words. */
export function problemOfError(error: YAMLError, line: string, mostLevels: number): Problem {
  if (error.code === 'RESOURCE_EXHAUSTION') return nestedTooDeeply(mostLevels);
  if (error.code === 'TAG_RESOLVE_FAILED') return tagNotRead(/!\S*/.exec(line)?.[0] ?? '!');
  if (TEMPLATE.test(line)) return templateLeft();
  const words = WORDS[error.code] ?? 'this is not written as YAML is';
  return notYaml(typeof words === 'string' ? words : words(error, line));
}

function spaceMissing(line: string): string | undefined {
  return /^[\s-]*"?\w+"?:\S/.test(line) ? 'a space is missing after the colon' : undefined;
}
