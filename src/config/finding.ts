import { kindOfConfidential } from '../confidential';
import { severityOf as severityOfSecretRule } from '../secret/secret-finding';
import { Located as Place, Path } from '../text/path';
import { rules } from './data/rules.json';

export type Severity = 'error' | 'warning';

/** A problem and where it is. */
export interface Located extends Place {
  /** Whether it is the key itself that is wrong, rather than what it holds. */
  readonly atKey?: boolean;
}

/** A problem as it is reported. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** For example `stacks.production.networks.private.subnetIds[0]`. */
  readonly path: string;
  readonly message: string;
  /** The file, where the configuration is in several. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

const SEVERITIES = new Map(rules.map(({ id, severity }) => [id, severity as Severity]));

/** How much a rule's finding weighs. What a secret is expected to hold is judged by the rules for secrets. */
export function severityOf(rule: string): Severity {
  return SEVERITIES.get(rule) ?? severityOfSecretRule(rule);
}

/** A key that nobody else may read is named by its kind. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    const key = kindOfConfidential(segment) ?? segment;
    return text ? `${text}.${key}` : key;
  }, '');
}
