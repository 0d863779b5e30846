import { nearest } from '../problem';
import { secretKeyIgnored, secretKeyMisspelt, secretKeyMissing } from './problems';
import { Remark } from './secret-finding';
import { Subject } from './subject';

/** The values of a secret by their keys, whatever these are called. */
export type Values = ReadonlyMap<string, unknown>;

const CONNECTION = ['engine', 'host'];
const CREDENTIALS = ['username', 'password'];
const OPTIONAL = ['port', 'ssl', 'dbname'];

/** The keys that a rotation function reads. */
export const KNOWN_KEYS: readonly string[] = [...CONNECTION, ...CREDENTIALS, ...OPTIONAL, 'masterarn'];

/** A key that may be repeated in a message. */
const PLAIN = /^[A-Za-z_-]{1,40}$/;

/** What people write for a key, besides misspelling it. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['hostname', 'host'],
  ['endpoint', 'host'],
  ['user', 'username'],
  ['login', 'username'],
  ['pass', 'password'],
  ['pwd', 'password'],
  ['database', 'dbname'],
  ['mastersecretarn', 'masterarn'],
  ['superusersecretarn', 'masterarn'],
]);

/** The keys that the secret to rotate needs. */
export function requiredKeys({ contract, readsMasterSecret }: Subject): string[] {
  return [
    ...CONNECTION,
    ...CREDENTIALS,
    ...(contract.requiresDbname ? ['dbname'] : []),
    ...(readsMasterSecret ? ['masterarn'] : []),
  ];
}

/** Whether a master secret has user name and password alone, as AWS manages it, and the function asks for the rest. */
export function isManagedMaster({ contract }: Subject, values: Values): boolean {
  const isBare = values.size === CREDENTIALS.length && CREDENTIALS.every((key) => values.has(key));
  return isBare && contract.acceptsManagedMaster;
}

/** The keys that a master secret needs. */
export function requiredMasterKeys(subject: Subject, values: Values): string[] {
  return isManagedMaster(subject, values) ? CREDENTIALS : [...CONNECTION, ...CREDENTIALS];
}

/** What is missing, or there under another name. */
export function checkKeys(values: Values, required: readonly string[]): Remark[] {
  const extra = [...values.keys()].filter((key) => PLAIN.test(key) && !KNOWN_KEYS.includes(key));
  const absent = [...new Set([...required, ...OPTIONAL])].filter((key) => !values.has(key));
  return absent.flatMap((key) => (required.includes(key) ? [missing(key, extra)] : ignored(key, extra)));
}

function missing(key: string, extra: readonly string[]): Remark {
  const given = extra.find(
    (other) =>
      isSpelling(other, key) || ALIASES.get(plain(other)) === key || nearest(other, [key]) !== undefined,
  );
  return given === undefined
    ? { key, problem: secretKeyMissing(key) }
    : { key: given, problem: secretKeyMisspelt(given, key) };
}

/** A key that may be absent is taken for another only where the letters are the same. */
function ignored(key: string, extra: readonly string[]): Remark[] {
  return extra
    .filter((other) => isSpelling(other, key))
    .map((other) => ({ key: other, problem: secretKeyIgnored(other, key) }));
}

function isSpelling(given: string, key: string): boolean {
  return plain(given) === key;
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}
