/** Whether IAM allows a request, as far as the policies of these tests need it: the published logic, and no more of it. */

/** What is asked for. */
export interface Request {
  readonly action: string;
  /** The ARN of what it is about; `*` for an action that has no resource. */
  readonly resource: string;
  /** The condition keys that the request has. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

type Test = (actual: string, wanted: string) => boolean;

const equal: Test = (actual, wanted) => actual === wanted;

const alike: Test = (actual, wanted) => patternOf(wanted).test(actual);

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: equal,
  StringLike: alike,
  ArnEquals: alike,
  ArnLike: alike,
  Bool: equal,
};

/** An explicit denial wins, and what nothing allows is denied. */
export function isAllowed(policies: readonly { Statement: readonly any[] }[], request: Request): boolean {
  const applying = policies.flatMap(({ Statement }) => Statement).filter((one) => applies(one, request));
  const effects = applying.map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function applies(
  { Action, Resource, Condition = {} }: any,
  { action, resource, context = {} }: Request,
): boolean {
  return (
    listOf(Action).some((one) => patternOf(one).test(action)) &&
    listOf(Resource).some((one) => patternOf(one).test(resource)) &&
    Object.entries<any>(Condition).every(([operator, keys]) =>
      Object.entries<any>(keys).every(([key, wanted]) => holds(operator, context[key], listOf(wanted))),
    )
  );
}

/** A key of several values needs `ForAnyValue`, of which one is enough, as it is of the wanted ones. */
function holds(
  operator: string,
  actual: string | readonly string[] | undefined,
  wanted: readonly string[],
): boolean {
  const [, any, name, ifExists] = /^(ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator)!;
  if (actual === undefined) return ifExists !== undefined;
  const test = TESTS[name];
  if (test === undefined) throw new Error(`this test knows no condition operator ${operator}`);
  if (typeof actual !== 'string' && any === undefined) throw new Error(`${operator} for several values`);
  return listOf(actual).some((value) => wanted.some((one) => test(value, one)));
}

function patternOf(text: string): RegExp {
  const escaped = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${escaped}$`);
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
