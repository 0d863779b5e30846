import { SecretContract, userNamesInTurn } from '../catalogue/secret-contract';
import { Values } from './keys';
import { Subject } from './subject';

/** What Python's json.dumps does not write as it is. */
const ESCAPED = /[^ !#-[\]-~]/g;

/** What of it becomes a backslash and one character. */
const SHORT = /["\\\b\f\n\r\t]/g;

/** How much longer all else gets, which becomes \uXXXX for each unit of UTF-16. */
const LONG = 5;

/**
 * As many bytes as the secret has when the function has written it anew: with blanks between its parts, escapes for all
 * beyond ASCII, a fresh password of the usual length, and the longest of the names that its users have in turn.
 */
export function rewrittenSize(values: Values, { contract, isMultiUser }: Subject): number {
  const renewed = new Map(values);
  if (renewed.has('password')) renewed.set('password', 'x'.repeat(contract.newPasswordLength));
  const name = renewed.get('username');
  if (isMultiUser && typeof name === 'string') renewed.set('username', longestOf(name, contract));
  return sizeOf(Object.fromEntries(renewed));
}

function longestOf(name: string, contract: SecretContract): string {
  return userNamesInTurn(contract, name).reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one));
}

/** The bytes of a value in the JSON of Python. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return textSize(value);
  if (typeof value !== 'object' || value === null) return String(value).length;
  const parts = Array.isArray(value)
    ? value.map(sizeOf)
    : Object.entries(value).map(([key, of]) => textSize(key) + ': '.length + sizeOf(of));
  const separators = Math.max(0, parts.length - 1) * ', '.length;
  return '{}'.length + separators + parts.reduce((sum, size) => sum + size, 0);
}

function textSize(text: string): number {
  const short = text.match(SHORT)?.length ?? 0;
  const escaped = text.match(ESCAPED)?.length ?? 0;
  return '""'.length + text.length + short + (escaped - short) * LONG;
}
