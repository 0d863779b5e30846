import { rules } from '../data/rules.json';
import { PolicySeverity } from '../policy-finding';
import { PolicyType } from '../policy-type';

const WARNINGS = new Set(rules.filter(({ severity }) => severity === 'warning').map(({ id }) => id));

/** AWS's own examples of endpoint policies have no Version, and need none: they have no variables. */
const MILDER_FOR_ENDPOINTS = 'VersionMissing';

/** How much a rule's finding weighs. */
export function severityOf(rule: string, type: PolicyType): PolicySeverity {
  const mild = WARNINGS.has(rule) || (rule === MILDER_FOR_ENDPOINTS && type === PolicyType.ENDPOINT);
  return mild ? PolicySeverity.WARNING : PolicySeverity.ERROR;
}
