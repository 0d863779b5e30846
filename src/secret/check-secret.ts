import { masterNotUsed } from './problems';
import { checkKeys, requiredKeys, requiredMasterKeys } from './keys';
import { checkPair } from './pair';
import { ReadSecret, readSecret } from './read-secret';
import { findingsOf, Remark, SecretFinding } from './secret-finding';
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
  const subject = subjectOf(engine, strategy);
  const read = readSecret(secret);
  const ofMaster = master === undefined ? [] : checkMaster(read, master, subject);
  return [...findingsOf(checkOne(read, subject)), ...findingsOf(ofMaster, 'master')];
}

function checkOne({ values, remarks }: ReadSecret, subject: Subject): Remark[] {
  if (values === undefined) return [...remarks];
  return [...remarks, ...checkKeys(values, requiredKeys(subject)), ...checkValues(values, subject)];
}

function checkMaster(secret: ReadSecret, text: string, subject: Subject): Remark[] {
  if (!subject.readsMasterSecret) return [{ key: '', problem: masterNotUsed(subject.contract.engine) }];
  const { values, remarks } = readSecret(text);
  if (values === undefined) return [...remarks];
  return [
    ...remarks,
    ...checkKeys(values, requiredMasterKeys(subject, values)),
    ...checkMasterValues(values, subject),
    ...(secret.values ? checkPair(secret.values, values, subject) : []),
  ];
}
