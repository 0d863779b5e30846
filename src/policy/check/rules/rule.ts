import { Problem } from '../../../problem';
import { Path } from '../../../text/path';
import { PolicySeverity } from '../../policy-finding';
import { Located } from '../location';
import { ConditionItem, PolicyView, StatementView } from '../policy-view';

/** What a rule says of a policy. It is pure, and passes over what has not the right form. */
export type Rule = (policy: PolicyView) => Located[];

/** A rule about each statement on its own. */
export function perStatement(rule: (statement: StatementView, policy: PolicyView) => Located[]): Rule {
  return (policy) => policy.statements.flatMap((statement) => rule(statement, policy));
}

/** A rule about each key of a statement's conditions on its own. */
export function perCondition(
  rule: (condition: ConditionItem, statement: StatementView, policy: PolicyView) => Located[],
): Rule {
  return perStatement((statement, policy) =>
    statement.conditions.flatMap((condition) => rule(condition, statement, policy)),
  );
}

/** A finding of which IAM Access Analyzer has its own name. */
export function called(
  accessAnalyzer: string,
  { path }: { readonly path: Path },
  problem: Problem,
  severity?: PolicySeverity,
): Located {
  return { path, problem, accessAnalyzer, severity };
}
