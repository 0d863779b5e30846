import { otherUserName } from '../catalogue/secret-contract';
import { masterHostDiffers, masterHostRefused, masterUserSame } from './problems';
import { Problem } from '../problem';
import { Values } from './keys';
import { Remark } from './secret-finding';
import { Subject } from './subject';

/** What is wrong with a secret and its master secret together. What is said is said of the master secret. */
export function checkPair(secret: Values, master: Values, subject: Subject): Remark[] {
  return [
    ...remarks('host', secret, master, (host, ofMaster) => checkHosts(host, ofMaster, subject)),
    ...remarks('username', secret, master, (name, ofMaster) => checkUsers(name, ofMaster, subject)),
  ];
}

/** As the function compares them: letter by letter. */
function checkHosts(host: string, ofMaster: string, { contract }: Subject): Problem[] {
  if (host === ofMaster) return [];
  return [contract.masterHostMustBeSame ? masterHostRefused(contract.engine) : masterHostDiffers()];
}

function checkUsers(name: string, ofMaster: string, { contract, isMultiUser }: Subject): Problem[] {
  const written = (user: string): string => (contract.userNamesIgnoreCase ? user.toUpperCase() : user);
  const rotated = isMultiUser ? [name, otherUserName(contract, written(name))] : [name];
  return rotated.map(written).includes(written(ofMaster)) ? [masterUserSame()] : [];
}

function remarks(
  key: string,
  secret: Values,
  master: Values,
  check: (one: string, other: string) => Problem[],
): Remark[] {
  const [one, other] = [secret.get(key), master.get(key)];
  if (typeof one !== 'string' || typeof other !== 'string') return [];
  return check(one, other).map((problem) => ({ key, problem }));
}
