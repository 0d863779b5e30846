import { secretArnMatchesNothing } from '../../problems';
import { hasWildcard, overlap } from '../../glob';
import { hasToken } from '../../../arn/token';
import { perStatement, Rule } from './rule';

const SECRET = /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(.+)$/;

/** A secret's ARN ends in a hyphen and six random characters. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** What the definition of an ECS task has after a secret's ARN: a key of its JSON, a stage, a version. */
const TAIL = /^([^:]+):[^:]*(:[^:]*(:[^:]*)?)?$/;

/** The ARNs of secrets are those that secrets have: a name alone is none. */
export const secretArnsMatch: Rule = perStatement(({ resources }) =>
  resources
    .filter(({ value }) => !hasToken(value) && matchesNothing(value))
    .map(({ value, path }) => ({ path, problem: secretArnMatchesNothing(value, betterThan(value)) })),
);

function matchesNothing(resource: string): boolean {
  const name = SECRET.exec(resource)?.[1];
  if (name === undefined) return false;
  if (!hasWildcard(name)) return name.includes(':') || !SUFFIX.test(name);
  return !overlap(name, '*-??????');
}

/** What was meant, most likely. */
function betterThan(resource: string): string {
  const name = SECRET.exec(resource)![1];
  const bare = TAIL.exec(name)?.[1] ?? name;
  return `${resource.slice(0, resource.length - name.length)}${SUFFIX.test(bare) ? bare : `${bare}-??????`}`;
}
