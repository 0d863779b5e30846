import { closest, distance } from 'fastest-levenshtein';

/** Something wrong with what was given: a stable code, and a sentence that says what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** The one error that this package throws. It names every problem, so that all can be mended in one go. */
export class SecretRotationError extends Error {
  public constructor(
    path: string,
    public readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ code, message }) => `${path}: ${message} (${code})`).join('\n'));
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

export function quote(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** The allowed value that is near enough to be what was meant. */
export function nearest(given: unknown, allowed: readonly string[]): string | undefined {
  if (typeof given !== 'string' || given.length > LONGEST_QUOTE || allowed.length === 0) return undefined;
  const candidate = closest(given.toLowerCase(), allowed);
  const tolerance = Math.max(1, Math.floor(candidate.length / 3));
  return distance(given.toLowerCase(), candidate.toLowerCase()) <= tolerance ? candidate : undefined;
}

export function choice(given: unknown, allowed: readonly string[]): string {
  const meant = nearest(given, allowed);
  const question = meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
  return allowed.length === 0
    ? `${question}; none exists here`
    : `${question || ';'} allowed here: ${allowed.join(', ')}`;
}

export function typeName(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
}
