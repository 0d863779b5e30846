import { Located as Place, Path } from '../../text/path';
import { PolicySeverity } from '../policy-finding';

/** A problem and where it is. */
export interface Located extends Place {
  /** By default the catalogue's. */
  readonly severity?: PolicySeverity;
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
