import { createHash } from 'crypto';

const HASH_LENGTH = 8;

/** The name's hash: as many hexadecimal digits as tell apart what one account holds. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/** A name of letters, digits and hyphens. One that would be too long is cut, and told apart by a hash of the whole. */
export function physicalName(parts: readonly string[], mostCharacters: number): string {
  const name = parts.map((part) => part.replace(/[^A-Za-z0-9]+/g, '-')).join('-');
  if (name.length <= mostCharacters) return name;
  return `${name.slice(0, mostCharacters - HASH_LENGTH - 1)}-${shortHash(parts.join('/'))}`;
}
