import { Problem } from '../../problem';
import { PolicySeverity } from '../policy-finding';

/** The keys and indices that lead from the top of a policy to a place in it. */
export type Path = readonly (string | number)[];

/** A problem and where it is. */
export interface Located {
  readonly problem: Problem;
  readonly path: Path;
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

/** A place in one text, to compare places with. */
export function pathKey(path: Path): string {
  return JSON.stringify(path);
}

/** Whether one place is in another, and not the same. */
export function isInside(path: Path, outer: Path): boolean {
  return path.length > outer.length && outer.every((segment, index) => path[index] === segment);
}
