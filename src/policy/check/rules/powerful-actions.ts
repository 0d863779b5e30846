import { passRoleOpen, serviceLinkedRoleOpen } from '../../problems';
import { hasWildcard, matches } from '../../glob';
import { hasToken } from '../../../arn/token';
import { Problem } from '../../../problem';
import { PolicyType } from '../../policy-type';
import { Located } from '../location';
import { StatementView } from '../policy-view';
import { called, perStatement, Rule } from './rule';

/** An action that hands out what somebody else may do. */
interface PowerfulAction {
  readonly action: string;
  /** What names of IAM Access Analyzer's findings start with. */
  readonly code: string;
  /** The condition key that limits it. */
  readonly limit: string;
  readonly problem: (resources: readonly string[]) => Problem;
}

const PASS_ROLE: PowerfulAction = {
  action: 'iam:passrole',
  code: 'PASS_ROLE',
  limit: 'iam:passedtoservice',
  problem: passRoleOpen,
};

const SERVICE_LINKED_ROLE: PowerfulAction = {
  action: 'iam:createservicelinkedrole',
  code: 'CREATE_SLR',
  limit: 'iam:awsservicename',
  problem: serviceLinkedRoleOpen,
};

/** Whoever passes any role to any service can do whatever a role may. */
export const rolesToPassAreNamed: Rule = perStatement((statement, { type }) =>
  type === PolicyType.IDENTITY ? findingsOf(statement, PASS_ROLE) : [],
);

/** Whoever makes any service-linked role lets any service in. What allows everything is told as that. */
export const serviceLinkedRolesAreNamed: Rule = perStatement((statement, { type }) =>
  type === PolicyType.IDENTITY && !isAboutAll(statement) ? findingsOf(statement, SERVICE_LINKED_ROLE) : [],
);

function findingsOf(statement: StatementView, power: PowerfulAction): Located[] {
  const { keys, path, conditions, resources } = statement;
  const how = howAllowed(statement, power);
  const where = keys.includes('NotResource') ? 'NOT_RESOURCE' : 'STAR_IN_RESOURCE';
  if (how === undefined || conditions.some(({ lowerKey }) => lowerKey === power.limit)) return [];
  const open = resources.filter(({ value }) => isAnyRole(value)).map(({ value }) => value);
  if (where === 'STAR_IN_RESOURCE' && open.length === 0) return [];
  const at = { path: [...path, keys.includes('NotResource') ? 'NotResource' : 'Resource'] };
  return [called(codeOf(power.code, how, where), at, power.problem(open))];
}

type How = 'NAMED' | 'STAR' | 'NOT_ACTION';

function howAllowed({ effect, keys, actions }: StatementView, { action }: PowerfulAction): How | undefined {
  if (effect !== 'Allow' || actions.some(({ value }) => hasToken(value))) return undefined;
  const meaning = actions.filter(({ value }) => matches(value.toLowerCase(), action));
  if (keys.includes('NotAction')) return meaning.length === 0 ? 'NOT_ACTION' : undefined;
  if (meaning.length === 0) return undefined;
  return meaning.every(({ value }) => hasWildcard(value)) ? 'STAR' : 'NAMED';
}

/** As IAM Access Analyzer puts them together. */
function codeOf(start: string, how: How, where: 'NOT_RESOURCE' | 'STAR_IN_RESOURCE'): string {
  if (how === 'NAMED') return `${start}_WITH_${where}`;
  if (where === 'NOT_RESOURCE')
    return `${start}_WITH_${how === 'STAR' ? 'STAR_IN_ACTION' : 'NOT_ACTION'}_AND_NOT_RESOURCE`;
  return how === 'STAR'
    ? `${start}_WITH_STAR_IN_ACTION_AND_RESOURCE`
    : `${start}_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION`;
}

/** A pattern for all roles, or for those whose names start with a word, is more than somebody named. */
function isAnyRole(resource: string): boolean {
  return /^(\*+|arn:[^:]+:(iam|\*):[^:]*:[^:]*:(\*+|role\/\*+(\/\*+)*))$/.test(resource);
}

function isAboutAll({ actions, keys }: StatementView): boolean {
  return keys.includes('NotAction') || actions.some(({ value }) => /^\*(:\*)?$/.test(value));
}
