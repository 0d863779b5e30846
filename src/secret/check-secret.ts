import { masterNotUsed, secretGrowsTooLarge, secretPortInvalid } from './problems';
import { checkKeys, isManagedMaster, requiredKeys, requiredMasterKeys, Values } from './keys';
import { isManagedSecret } from './master-arn-rule';
import { checkManagedPair, checkPair } from './pair';
import { portToken } from './port-token';
import { MOST_BYTES, ReadSecret, readSecret } from './read-secret';
import { rewrittenSize } from './rewritten-size';
import { findingsOf, isRejected, Remark, SecretFinding } from './secret-finding';
import { Subject, subjectOf } from './subject';
import { checkMasterValues, checkValues } from './values';

/** A secret, and what rotates it. */
export interface SecretCheck {
  /** The secret's value. */
  readonly secret: string;
  /** The engine as the configuration file names it. */
  readonly engine: string;
  readonly strategy: string;
  /** The master secret's value. */
  readonly master?: string;
}

/**
 * Finds what keeps a rotation function from rotating a secret. All findings are returned at once, and nothing is thrown for
 * what a secret holds. None of them has a value of the secret in it, so that they may be printed and logged.
 */
export function checkSecret({ secret, engine, strategy, master }: SecretCheck): SecretFinding[] {
  const read = readSecret(secret);
  const ofMaster = master === undefined ? undefined : readSecret(master);
  const subject = subjectOf(engine, strategy, typeof ofMaster?.values?.get('host') === 'string');
  const found = checkOne(read, secret, subject, ofMaster?.values);
  const foundInMaster = ofMaster === undefined ? [] : checkMaster(read, ofMaster, subject);
  return [...findingsOf(found), ...findingsOf(withoutFollowing(foundInMaster, found), 'master')];
}

function checkOne(
  { values, remarks }: ReadSecret,
  text: string,
  subject: Subject,
  master?: Values,
): Remark[] {
  if (values === undefined) return [...remarks];
  const ofValues = checkValues(values, subject);
  return [
    ...remarks,
    ...checkSize(values, subject),
    ...checkKeys(values, requiredKeys(subject)),
    ...ofValues,
    ...(isRejected('port', ofValues) ? [] : checkPortText(text, values, subject)),
    ...(isRejected('host', ofValues) || !hasManagedMaster(values, subject, master)
      ? []
      : checkManagedPair(values)),
  ];
}

function checkMaster(secret: ReadSecret, { values, remarks }: ReadSecret, subject: Subject): Remark[] {
  if (!subject.readsMasterSecret) return [{ key: '', problem: masterNotUsed(subject.contract.engine) }];
  if (values === undefined) return [...remarks];
  const ofValues = checkMasterValues(values, subject);
  const ofPair = secret.values ? checkPair(secret.values, values, subject) : [];
  return [
    ...remarks,
    ...checkKeys(values, requiredMasterKeys(subject, values)),
    ...ofValues,
    ...ofPair.filter(({ key }) => !isRejected(key, ofValues)),
  ];
}

/** A host that has to be written otherwise is not compared with the master secret's until it is. */
function withoutFollowing(foundInMaster: readonly Remark[], found: readonly Remark[]): Remark[] {
  const isOfPair = ({ problem: { code } }: Remark): boolean => code.startsWith('MasterHost');
  return isRejected('host', found) ? foundInMaster.filter((one) => !isOfPair(one)) : [...foundInMaster];
}

function checkSize(values: Values, subject: Subject): Remark[] {
  const size = rewrittenSize(values, subject);
  return size > MOST_BYTES ? [{ key: '', problem: secretGrowsTooLarge(size, MOST_BYTES) }] : [];
}

/** Where the port goes into a connection string as it is written, 1521.0 is no port. */
function checkPortText(text: string, values: Values, { contract }: Subject): Remark[] {
  const isNumber = contract.readsPortAsText && Number.isInteger(values.get('port'));
  return isNumber && /\D/.test(portToken(text) ?? '') ? [{ key: 'port', problem: secretPortInvalid() }] : [];
}

function hasManagedMaster(values: Values, subject: Subject, master?: Values): boolean {
  if (!subject.readsMasterSecret) return false;
  return (
    isManagedSecret(values.get('masterarn')) || (master !== undefined && isManagedMaster(subject, master))
  );
}
