import { policyMoreFindings, policyTooManyStatements, policyWrapped } from '../problems';
import { isMapping } from '../../text/mapping';
import { Path, pathKey } from '../../text/path';
import { readJson } from '../../text/read-json';
import { PolicyFinding } from '../policy-finding';
import { PolicyType } from '../policy-type';
import { limitOf } from '../size-limits';
import { characterFindings } from './characters';
import { formatPath, Located } from './location';
import { viewOf } from './policy-view';
import { analyzerIdOf, severityOf } from './catalogue';
import { withoutRepetition } from './repetition';
import { ruleFindings } from './rules';
import { schemaFindings } from './schema-findings';
import { sizeFindings, sizeOf } from './size';
import { unwrap, Unwrapped } from './unwrap';

/** A finding, and where it is in what was judged. */
export interface Judged {
  readonly finding: PolicyFinding;
  readonly at: Path;
}

/** What a policy belongs to. */
export interface Subject {
  readonly type: PolicyType;
  /** The service whose resource it belongs to, where that is known. */
  readonly service?: string;
}

/** What is far too large for its type is not looked into: its size is what is wrong with it. */
const MOST_JUDGED_CHARACTERS = 16_384;

/** A statement of a few words has 33 characters, so that a policy that is not too large has fewer. */
const MOST_STATEMENTS = 1_000;

/** Nobody reads more; a file of the allowed size could hold a hundred thousand. */
const MOST_FINDINGS = 100;

/** The findings about a policy's text, the gravest of them first. */
export function judgeText(text: string, subject: Subject): Judged[] {
  const { data, problems } = readJson(text);
  if (data === undefined) return judged(problems, subject.type);
  const unwrapped = unwrap(data);
  const own = ofPolicy(unwrapped.data, unwrapped.text ?? text, subject, unwrapped.path.length === 0);
  return judged(
    [
      ...firstOfEachPlace(problems),
      ...ofWrapper(unwrapped),
      ...own.map((one) => ({ ...one, path: [...unwrapped.path, ...one.path] })),
    ],
    subject.type,
  );
}

/** The findings about a policy that is no text yet. */
export function judgeData(data: unknown, subject: Subject): Judged[] {
  return judged(ofPolicy(data, JSON.stringify(data), subject, true), subject.type);
}

/** Findings as they are reported: in the order of the policy, and no more than somebody reads. */
export function judged(all: readonly Located[], type: PolicyType): Judged[] {
  const sorted = [...all].sort(byWeight);
  const left = sorted.length - MOST_FINDINGS;
  const more: Located[] = left > 0 ? [{ path: [], problem: policyMoreFindings(left) }] : [];
  return [...sorted.slice(0, MOST_FINDINGS), ...more].map((one) => ({
    at: one.path,
    finding: findingOf(one, type),
  }));
}

function findingOf(located: Located, type: PolicyType): PolicyFinding {
  const { problem, path, severity } = located;
  const accessAnalyzer = analyzerIdOf(located);
  return {
    rule: problem.code,
    severity: severity ?? severityOf(problem.code, type),
    path: formatPath(path),
    message: problem.message,
    ...(accessAnalyzer === undefined ? {} : { accessAnalyzer }),
  };
}

function ofWrapper({ path, isText }: Unwrapped): Located[] {
  if (path.length === 0 && isText !== true) return [];
  return [{ path, problem: policyWrapped(path.length === 0 ? 'a text' : path.join('.')) }];
}

function ofPolicy(data: unknown, text: string, { type, service }: Subject, isWhole: boolean): Located[] {
  const size = sizeOf(data, isWhole ? text : undefined);
  const ofSize = sizeFindings(size, type);
  if (size.characters > Math.max(MOST_JUDGED_CHARACTERS, limitOf(type).most)) return ofSize;
  const statements = statementCount(data);
  if (statements > MOST_STATEMENTS) {
    return [{ path: ['Statement'], problem: policyTooManyStatements(statements, MOST_STATEMENTS) }];
  }
  const ofSchema = schemaFindings(data, type);
  if (!isMapping(data)) return ofSchema;
  const ofText = [...ofSize, ...characterFindings(data, text, type)];
  return withoutRepetition([...ofText, ...ofSchema, ...ruleFindings(viewOf(data, type, ofSchema, service))]);
}

function statementCount(data: unknown): number {
  return isMapping(data) && Array.isArray(data.Statement) ? data.Statement.length : 1;
}

/** A key that stands there a thousand times is one mistake. */
function firstOfEachPlace(problems: readonly Located[]): Located[] {
  const first = new Map(problems.map((one) => [pathKey(one.path), one]).reverse() as [string, Located][]);
  return [...first.values()].reverse();
}

/** The worst that can be said of a policy comes first. */
const FIRST = 'OpenToEverybody';

function byWeight(one: Located, other: Located): number {
  const [first, second] = [one, other].map(({ problem }) => (problem.code === FIRST ? 0 : 1));
  return first - second || byPath(one, other);
}

/** In the order of statements and lists; what is said of the whole comes first. */
function byPath({ path: one }: Located, { path: other }: Located): number {
  const at = one.findIndex((segment, index) => segment !== other[index]);
  if (at < 0 || at >= other.length) return one.length - other.length;
  const [first, second] = [one[at], other[at]];
  if (first === 'Statement' || second === 'Statement') return first === 'Statement' ? 1 : -1;
  if (typeof first === 'number' && typeof second === 'number') return first - second;
  return String(first) < String(second) ? -1 : 1;
}
