import { Problem } from '../problem';
import { rules } from './data/rules.json';

/** Something wrong with a secret. It holds nothing of the secret but words that are known beforehand. */
export interface SecretFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** The key, for example `host`, or `master.host`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A key, empty for the whole, and what is wrong there. */
export interface Remark {
  readonly key: string;
  readonly problem: Problem;
}

const WARNINGS = new Set(rules.filter(({ severity }) => severity === 'warning').map(({ id }) => id));

/** How much a rule's finding weighs. */
export function severityOf(rule: string): SecretFinding['severity'] {
  return WARNINGS.has(rule) ? 'warning' : 'error';
}

/** Whether an error was found at a key, so that what follows from it is not told as well. */
export function isRejected(key: string, remarks: readonly Remark[]): boolean {
  return remarks.some((one) => one.key === key && severityOf(one.problem.code) === 'error');
}

/** The remarks about one of several secrets as findings. */
export function findingsOf(remarks: readonly Remark[], prefix = ''): SecretFinding[] {
  return remarks.map(({ key, problem: { code, message } }) => ({
    rule: code,
    severity: severityOf(code),
    path: [prefix, key].filter(Boolean).join('.'),
    message,
  }));
}
