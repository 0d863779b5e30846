import { createHash } from 'crypto';

const HASH_LENGTH = 8;

/** What Lambda takes. */
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** CloudFormation's 128 characters, less those of `serverlessrepo-`. */
const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,112}$/;

/** The name's hash: as many hexadecimal digits as tell apart what one account holds. */
export function shortHash(text: string): string {
  return hashOf(text, HASH_LENGTH);
}

/** A text's hash of so many hexadecimal digits. */
export function hashOf(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** A name of letters, digits and hyphens. One that would be too long is cut, and told apart by a hash of the whole. */
export function physicalName(parts: readonly string[], mostCharacters: number): string {
  const name = parts.map((part) => part.replace(/[^A-Za-z0-9]+/g, '-')).join('-');
  if (name.length <= mostCharacters) return name;
  return `${name.slice(0, mostCharacters - HASH_LENGTH - 1)}-${shortHash(parts.join('/'))}`;
}

export function isFunctionName(name: string): boolean {
  return FUNCTION_NAME.test(name);
}

/** Whether the repository takes a name for a CloudFormation stack. */
export function isStackName(name: string): boolean {
  return STACK_NAME.test(name);
}
