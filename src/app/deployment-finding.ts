import type { Finding } from '../config';
import { Problem } from '../problem';

/** A warning about what is deployed, by the rules in `data/rules.json`. */
export function deploymentWarning(path: string, { code, message }: Problem): Finding {
  return { rule: code, severity: 'warning', path, message };
}
