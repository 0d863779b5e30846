import { Checked } from './check';
import { moreFindings } from './problems';
import { Problem } from '../problem';
import { Position, Source, TextProblem } from '../text/source';
import { Finding, formatPath, Located, severityOf } from './finding';

/** Nobody reads more; a file of the allowed size could hold a hundred thousand. */
const MOST_FINDINGS = 100;

/** A problem and where it stands in the file. */
interface Positioned extends Located {
  readonly position: Position;
}

/** A finding about the whole file. */
export function finding({ code, message }: Problem, path = '', position?: Position): Finding {
  return { rule: code, severity: severityOf(code), path, message, ...position };
}

/**
 * What is reported of a file, in the order of its lines: of what aliases repeat once, the first hundred, and how many more.
 */
export function findingsOf(
  source: Source,
  ofText: readonly TextProblem[],
  { found, more }: Checked,
): Finding[] {
  const all = [...ofText, ...withoutRepetitions(source, found)].sort(byPosition);
  const shown = all
    .slice(0, MOST_FINDINGS)
    .map((one) => finding(one.problem, formatPath(one.path), one.position));
  const rest = all.slice(MOST_FINDINGS);
  return rest.length + more === 0 ? shown : [...shown, summaryOf(rest, more)];
}

/** What is wrong with what aliases stand for is found at each of them, and is one cause. */
function withoutRepetitions(source: Source, found: readonly Located[]): Positioned[] {
  const seen = new Set<string>();
  return found.flatMap((one) => {
    const { path, problem, atKey = false } = one;
    const key = [source.originOf(path), problem.code, path[path.length - 1], problem.message].join(' ');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...one, position: source.locate(path, atKey) }];
  });
}

/** It weighs as much as the heaviest of them. What the schema finds is an error. */
function summaryOf(rest: readonly Positioned[], more: number): Finding {
  const errors = more + rest.filter(({ problem }) => severityOf(problem.code) === 'error').length;
  const severity = errors > 0 ? 'error' : 'warning';
  return { ...finding(moreFindings(rest.length + more, errors)), severity };
}

function byPosition({ position: one }: Positioned, { position: other }: Positioned): number {
  return one.line - other.line || one.column - other.column;
}
