import { applications } from '../../catalogue/applications.json';

/**
 * CloudFormation makes a role's name of the stack's name, the role's logical id and 12 or 13 random characters, 64 in all.
 * Roles in public listings show how it cuts: where both names are long the first 24 or 25 characters of each are kept, and
 * a short one is kept whole. Nothing documents that.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
const KEPT = 24;

/** The repository puts this before the names of its stacks. */
const STACK_PREFIX = 'serverlessrepo-';

/** All of AWS's own applications. */
const ALL = 'SecretsManager*';

const NAMES: ReadonlySet<string> = new Set(applications.map(({ name }) => name));

/**
 * What the name of a function's role is known to be, as a pattern.
 *
 * @param functionName the function's name; what only Terraform knows of it is left open
 * @param application the ARN of the application that makes it, where that is known
 */
export function rolePattern(functionName: string, application = ''): string {
  const [known, ...rest] = functionName.split(/[$#]\{/);
  const stack = `${STACK_PREFIX}${known}`;
  const isWhole = rest.length === 0 && stack.length <= KEPT;
  return `${stack.slice(0, KEPT)}${isWhole ? '' : '*'}-${logicalId(application)}*`;
}

/** IAM's limit for the first part of a name of which it makes up the rest. */
const PREFIX_LENGTH = 38;

/** What the name of a role begins with that is made for a function of one's own. */
export function rolePrefix(functionName: string): string {
  const prefix = /[$#]\{/.test(functionName) ? 'RotationFunction' : functionName;
  return `${prefix.slice(0, PREFIX_LENGTH - 1)}-`;
}

/** The path and name of such a role, as a pattern. */
export function ownRolePattern(functionName: string, path = '/'): string {
  return `${path.slice(1)}${rolePrefix(functionName)}*`;
}

/** SAM calls a role as the function in the template, which AWS calls as the application. */
function logicalId(application: string): string {
  const name = application.split('/').pop()!;
  if (NAMES.has(name)) return name.slice(0, KEPT);
  return name === ALL ? ALL.slice(0, -1) : '';
}
