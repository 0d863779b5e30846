import { checkCharacters } from './characters-rule';
import { passwordNotUrlSafe } from './problems';
import { Problem } from '../problem';
import { Subject } from './subject';
import { isUrlSafe } from './url-safe';

/** What may go wrong with a password. Of its characters only the kinds are told that have to go, and neither where nor how many. */
export function checkPassword(password: string, subject: Subject): Problem[] {
  const refused = checkCharacters('password', password, subject);
  if (refused.length > 0) return refused;
  return isUrlSafe(password) || subject.isMaster ? [] : [passwordNotUrlSafe()];
}
