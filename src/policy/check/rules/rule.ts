import { Located } from '../location';
import { PolicyView, StatementView } from '../policy-view';

/** What a rule says of a policy. It is pure, and passes over what has not the right form. */
export type Rule = (policy: PolicyView) => Located[];

/** A rule about each statement on its own. */
export function perStatement(rule: (statement: StatementView, policy: PolicyView) => Located[]): Rule {
  return (policy) => policy.statements.flatMap((statement) => rule(statement, policy));
}
