import { rules } from '../data/rules.json';
import { PolicySeverity } from '../policy-finding';
import { PolicyType } from '../policy-type';
import { Located, NO_CHECK } from './location';

interface Rule {
  readonly id: string;
  readonly severity: string;
  /** What IAM Access Analyzer calls what the rule finds; several names where it tells apart more. */
  readonly accessAnalyzer?: readonly string[];
}

const RULES: ReadonlyMap<string, Rule> = new Map((rules as Rule[]).map((rule) => [rule.id, rule]));

/** Only what CreatePolicy takes has to have a Version; without one, other policies are in the language of 2008. */
const MILDER_ELSEWHERE = 'VersionMissing';

/** How much a rule's finding weighs. */
export function severityOf(rule: string, type: PolicyType): PolicySeverity {
  const isMild =
    RULES.get(rule)?.severity === 'warning' || (rule === MILDER_ELSEWHERE && type !== PolicyType.IDENTITY);
  return isMild ? PolicySeverity.WARNING : PolicySeverity.ERROR;
}

/** What IAM Access Analyzer calls a finding. */
export function analyzerIdOf({ problem, accessAnalyzer }: Located): string | undefined {
  const ids = RULES.get(problem.code)?.accessAnalyzer ?? [];
  const id = accessAnalyzer ?? (ids.length === 1 ? ids[0] : undefined);
  return id === NO_CHECK ? undefined : id;
}
