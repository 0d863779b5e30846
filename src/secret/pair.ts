import { userNamesInTurn } from '../catalogue/secret-contract';
import { comparableHost } from './aws-endpoint';
import { isDatabaseEndpoint } from './database-service';
import { checkHostPair } from './host-pair';
import { masterDbnameDiffers, masterHostOfManaged, masterUserSame } from './problems';
import { Problem } from '../problem';
import { Values } from './keys';
import { Remark } from './secret-finding';
import { Subject } from './subject';

/** The database that the function of MongoDB takes where none is named. */
const DEFAULT_DBNAME = 'admin';

/** What is wrong with a secret and its master secret together. What is said is said of the master secret. */
export function checkPair(secret: Values, master: Values, subject: Subject): Remark[] {
  return [
    ...remarks('host', secret, master, (host, ofMaster) => checkHostPair(host, ofMaster, subject)),
    ...remarks('username', secret, master, (name, ofMaster) => checkUsers(name, ofMaster, subject)),
    ...checkDbnames(secret, master, subject),
  ];
}

/** What is wrong with a secret's host where the function learns the master secret's from AWS, and compares it letter by letter. */
export function checkManagedPair(secret: Values): Remark[] {
  const host = secret.get('host');
  if (typeof host !== 'string' || isEndpointAsGiven(host)) return [];
  return [{ key: 'host', problem: masterHostOfManaged() }];
}

function isEndpointAsGiven(host: string): boolean {
  return host === comparableHost(host) && isDatabaseEndpoint(host);
}

function checkUsers(name: string, ofMaster: string, { contract, isMultiUser }: Subject): Problem[] {
  const compared = (user: string): string => (contract.userNamesIgnoreCase ? user.toUpperCase() : user);
  const rotated = isMultiUser ? userNamesInTurn(contract, name) : [name];
  return rotated.map(compared).includes(compared(ofMaster)) ? [masterUserSame()] : [];
}

/** MongoDB keeps each user in a database, and the function looks for the user in the master secret's. */
function checkDbnames(secret: Values, master: Values, { contract }: Subject): Remark[] {
  const [one, other] = [secret, master].map((values) => values.get('dbname') ?? DEFAULT_DBNAME);
  return contract.readsDbnameOfMasterSecret && one !== other
    ? [{ key: 'dbname', problem: masterDbnameDiffers() }]
    : [];
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
