import { isMapping } from '../../text/mapping';
import { Path } from '../../text/path';
import { readJson } from '../../text/read-json';

/** A policy without what the AWS CLI prints around it. */
export interface Unwrapped {
  readonly data: unknown;
  /** Where the policy stands in what was read; empty where nothing is around it. */
  readonly path: Path;
  /** The policy's own text, where it stands in a text. */
  readonly text?: string;
  /** Whether it stands in a text that nothing else is around. */
  readonly isText?: boolean;
}

/** The keys by which the AWS CLI prints policies, outermost first. */
const WRAPPERS = [
  'Role',
  'PolicyVersion',
  'AssumeRolePolicyDocument',
  'PolicyDocument',
  'ResourcePolicy',
  'Policy',
  'Document',
];

const MOST_WRAPPERS = 4;

/** The policy in what was read. What holds none stays as it is. */
export function unwrap(data: unknown): Unwrapped {
  return search({ data, path: [] }, MOST_WRAPPERS) ?? { data, path: [] };
}

/** Whether a text is, or is meant to be, a policy, with or without what the AWS CLI prints around it. */
export function holdsPolicy(text: string): boolean {
  const { data } = readJson(text);
  return data === undefined ? text.includes('"Statement"') : hasStatements(unwrap(data).data);
}

function hasStatements(data: unknown): boolean {
  return isMapping(data) && 'Statement' in data;
}

function search(outer: Unwrapped, left: number): Unwrapped | undefined {
  const inner = typeof outer.data === 'string' ? parsed(outer.data, outer.path) : outer;
  if (!isMapping(inner.data)) return undefined;
  if (hasStatements(inner.data)) return inner;
  const { data, path } = inner;
  const keys = WRAPPERS.filter((key) => key in data);
  if (left === 0 || keys.length === 0) return undefined;
  return search({ data: data[keys[0]], path: [...path, keys[0]] }, left - 1);
}

function parsed(text: string, path: Path): Unwrapped {
  return {
    data: /^\s*\{/.test(text) ? readJson(text).data : undefined,
    path,
    text,
    isText: path.length === 0,
  };
}
