import { actionWildcard, resourceWildcard } from '../../problems';
import { hasWildcard } from '../../glob';
import { PolicyType } from '../../policy-type';
import { hasToken } from '../../../arn/token';
import { actionsMeant } from '../action-table';
import { Item, ResourceItem, StatementView } from '../policy-view';
import { Rule, perStatement } from './rule';

/** All resources of a sort whose names people choose. Where AWS makes the names, nobody knows them beforehand. */
const ALL_OF_A_SORT =
  /^(secretsmanager:(secret:)?|kms:(key\/)?|lambda:(function:)?|iam:((role|user|policy)\/)?|s3:|cloudformation:(stack\/)?)[*?]*\*[*?]*(\/\*)*$/;

const ACCOUNT_ROOT = /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/;

export const actionsAreNamed: Rule = perStatement((statement, { type }) => {
  if (statement.effect !== 'Allow' || statement.keys.includes('NotAction')) return [];
  if (type === PolicyType.KMS_KEY && handsOverToAccount(statement)) return [];
  const open = statement.actions.filter(
    ({ value }) => hasWildcard(value) && !hasToken(value) && actionsMeant(value)?.length !== 0,
  );
  return open.length === 0
    ? []
    : [{ path: [...statement.path, 'Action'], problem: actionWildcard(open.map(({ value }) => value)) }];
});

/** A condition limits what a wildcard means, and an action that cannot be limited to a resource needs one. */
export const resourcesAreNamed: Rule = perStatement((statement, { type }) => {
  const { effect, keys, path, resources, actions } = statement;
  if (type !== PolicyType.IDENTITY || effect !== 'Allow' || keys.includes('Condition')) return [];
  if (keys.includes('NotResource') || keys.includes('NotAction') || !actions.some(canBeLimited)) return [];
  const open = resources.filter(isAnything).map(({ value }) => value);
  return open.length === 0 ? [] : [{ path: [...path, 'Resource'], problem: resourceWildcard(open) }];
});

/** The account's own policies then decide, as AWS recommends for every key. */
function handsOverToAccount({ principals }: StatementView): boolean {
  return (
    principals.length > 0 && principals.every(({ value }) => ACCOUNT_ROOT.test(value) || hasToken(value))
  );
}

/** Actions about roles have a rule of their own. */
const ABOUT_ROLES = ['iam:passrole', 'iam:createservicelinkedrole'];

/** What has no table, or is all of a service, is not judged here. */
function canBeLimited({ value }: Item): boolean {
  if (value.endsWith('*') || ABOUT_ROLES.includes(value.toLowerCase())) return false;
  return (actionsMeant(value) ?? []).some(({ resources }) => resources.length > 0);
}

function isAnything({ value, arn }: ResourceItem): boolean {
  if (value === '*') return true;
  if (arn === undefined || hasToken(value)) return false;
  return (
    isOpenEnd(arn.service) || ALL_OF_A_SORT.test(`${arn.service}:${arn.resource.replace(/-\?{6}$/, '')}`)
  );
}

function isOpenEnd(service: string): boolean {
  return /^[*?]+$/.test(service);
}
