import { Located as Place, Path } from '../../text/path';
import { PolicySeverity } from '../policy-finding';

/** Says of a finding that IAM Access Analyzer has no check for it, although its rule has one for others. */
export const NO_CHECK = '';

/** A problem and where it is. */
export interface Located extends Place {
  /** By default the catalogue's. */
  readonly severity?: PolicySeverity;
  /** What IAM Access Analyzer calls it. By default what the catalogue names for the rule, where that is one id alone. */
  readonly accessAnalyzer?: string;
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** For example `Statement[0].Condition.StringEquals["aws:SourceAccount"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    if (!PLAIN_KEY.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text ? `${text}.${segment}` : segment;
  }, '');
}
