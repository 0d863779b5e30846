import { Finding } from '../config/finding';
import { WrongCall } from './wrong-call';

/** A configuration that cannot be read is no finding about it: the call was wrong. */
export function refuseUnreadable(findings: readonly Pick<Finding, 'rule' | 'message'>[]): void {
  const unreadable = findings.find(({ rule }) => rule === 'FileNotReadable');
  if (unreadable) throw new WrongCall({ code: unreadable.rule, message: unreadable.message });
}
