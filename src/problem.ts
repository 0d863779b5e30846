import { closest, distance } from 'fastest-levenshtein';
import { printable } from './printable';
import { kindOfConfidential } from './confidential';

/** Something wrong with what was given: a stable code, and a sentence that says what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/**
 * The one error that this package throws. It names every problem, so that all can be mended in one go.
 *
 * Languages other than TypeScript and JavaScript have no class for it: they get an error of their own with its message.
 *
 * @jsii ignore
 */
export class SecretRotationError extends Error {
  public constructor(
    path: string,
    public readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ code, message }) => printable(`${path}: ${message} (${code})`)).join('\n'));
    this.name = 'SecretRotationError';
  }
}

/** Throws one error for all problems, or returns when there are none. */
export function throwProblems(path: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new SecretRotationError(path, problems);
}

/** Throws an error for one problem. */
export function fail(path: string, problem: Problem): never {
  throw new SecretRotationError(path, [problem]);
}

const LONGEST_QUOTE = 100;

/** Of more, the nearest one is not looked for: a file may ask for it ten thousand times. */
const MOST_COMPARED = 200;

/** More are no choice that anybody reads. */
const MOST_CHOICES = 50;

/**
 * A value as a message repeats it: numbers and short texts. Of mappings, lists and what may be confidential it is the kind
 * that is told, because messages end up in logs.
 */
export function quote(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return isStructure(value) ? typeName(value) : String(value);
  return kindOfConfidential(value) ?? quoteText(value);
}

/** A value that may be anything, as a message repeats it: of a text too only the kind. */
export function unquoted(value: unknown): string {
  return typeof value === 'string' ? typeName(value) : quote(value);
}

function quoteText(text: string): string {
  const isLong = text.length > LONGEST_QUOTE;
  const quoted = printable(JSON.stringify(text.slice(0, LONGEST_QUOTE)));
  return isLong ? `${quoted.slice(0, -1)}…` : quoted;
}

function isStructure(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** The allowed value that is near enough to be what was meant. */
export function nearest(given: unknown, allowed: readonly string[]): string | undefined {
  if (typeof given !== 'string' || given.length > LONGEST_QUOTE || allowed.length === 0) return undefined;
  const candidate = closest(given.toLowerCase(), allowed);
  const tolerance = Math.max(1, Math.floor(candidate.length / 3));
  return distance(given.toLowerCase(), candidate.toLowerCase()) <= tolerance ? candidate : undefined;
}

export function choice(given: unknown, allowed: readonly string[]): string {
  const meant = allowed.length > MOST_COMPARED ? undefined : nearest(given, allowed);
  const question = meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
  return allowed.length === 0
    ? `${question}; none exists here`
    : `${question || ';'} allowed here: ${shortList(allowed)}`;
}

/** A list as people read it in a sentence. */
export function shortList(items: readonly string[]): string {
  const more = items.length - MOST_CHOICES;
  return [...items.slice(0, MOST_CHOICES).map(printable), ...(more > 0 ? [`and ${more} more`] : [])].join(
    ', ',
  );
}

/** Says of what type a value is, without repeating more of it than a message may. */
export function isOfType(value: unknown): string {
  return `${value === null || isStructure(value) ? 'this' : quote(value)} is ${typeName(value)}`;
}

export function typeName(value: unknown): string {
  if (value === null) return 'empty';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'no number';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
}
