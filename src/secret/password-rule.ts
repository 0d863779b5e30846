import { passwordNotUrlSafe } from './problems';
import { Problem } from '../problem';
import { isUrlSafe } from './url-safe';

/** What may go wrong with a password. Nothing is said of which characters it has, or where. */
export function checkPassword(password: string): Problem[] {
  return isUrlSafe(password) ? [] : [passwordNotUrlSafe()];
}
