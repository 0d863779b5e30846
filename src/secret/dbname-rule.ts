import { checkCharacters } from './characters-rule';
import { Problem } from '../problem';
import { Subject } from './subject';

/** Whether the name of the database is none of the function's business: it has another, or takes the value for none. */
export function needsNoDbname(dbname: unknown, { contract, isMaster, isMultiUser }: Subject): boolean {
  if (isMaster) return !contract.readsDbnameOfMasterSecret;
  const none = contract.databaseMayBe[isMultiUser ? 'multiUser' : 'singleUser'];
  return none.some((value) => value === dbname);
}

/** What is wrong with the name of a database. */
export function checkDbname(dbname: string, subject: Subject): Problem[] {
  return checkCharacters('dbname', dbname, subject);
}
