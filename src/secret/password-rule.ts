import { passwordNotUrlSafe, Problem } from '../errors';

/** What RFC 3986 calls unreserved. */
const UNRESERVED = /^[A-Za-z0-9._~-]*$/;

/** What may go wrong with a password. Nothing is said of which characters it has, or where. */
export function checkPassword(password: string): Problem[] {
  return UNRESERVED.test(password) ? [] : [passwordNotUrlSafe()];
}
