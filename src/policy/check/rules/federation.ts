import {
  githubRepositoryMissing,
  githubRepositoryOpen,
  oidcConditionMissing,
  rolesAnywhereActions,
  trustActionMismatch,
} from '../../problems';
import { hasWildcard, matches } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicySeverity } from '../../policy-finding';
import { PolicyType } from '../../policy-type';
import { Located } from '../location';
import { ConditionItem, Item, PrincipalItem, StatementView } from '../policy-view';
import { called, perStatement, Rule } from './rule';

/** The actions by which each sort of principal assumes a role. */
const ASSUMES = {
  saml: 'sts:AssumeRoleWithSAML',
  web: 'sts:AssumeRoleWithWebIdentity',
  other: 'sts:AssumeRole',
};

type Sort = keyof typeof ASSUMES;

const GITHUB = 'token.actions.githubusercontent.com';

/** Only those that the role is for get in. */
const NAMES = /^(ForAnyValue:)?(String|Arn)(Like|Equals(IgnoreCase)?)$/;

/** Roles are assumed by the action that fits the principal. */
export const actionsFitPrincipals: Rule = perStatement((statement, { type }) => {
  const { principals, actions, effect } = statement;
  if (type !== PolicyType.TRUST || effect !== 'Allow' || principals.length === 0) return [];
  if (principals.some(({ value }) => hasToken(value)) || actions.some(({ value }) => hasToken(value)))
    return [];
  const sorts = new Set(principals.map(sortOf));
  const idle = actions.filter(
    ({ value }) => assumedBy(value).length > 0 && !assumedBy(value).some((sort) => sorts.has(sort)),
  );
  return [
    ...idle.map((action) => mismatch(action, statement)),
    ...(idle.length === 0 ? idlePrincipals(statement) : []),
  ];
});

function sortOf({ kind, value }: PrincipalItem): Sort {
  if (kind !== 'Federated') return 'other';
  return value.includes(':saml-provider/') ? 'saml' : 'web';
}

/** The sorts of principals that assume a role by an action; none where it does something else. */
function assumedBy(action: string): Sort[] {
  return (Object.keys(ASSUMES) as Sort[]).filter((sort) =>
    matches(action.toLowerCase(), ASSUMES[sort].toLowerCase()),
  );
}

function mismatch(action: Item, { principals }: StatementView): Located {
  const wanted = [...new Set(principals.map((one) => ASSUMES[sortOf(one)]))];
  return {
    path: action.path,
    problem: trustActionMismatch(
      action.value,
      principals.map(({ value }) => value),
      wanted,
    ),
  };
}

/** Principals for which the statement has no action. */
function idlePrincipals({ principals, actions }: StatementView): Located[] {
  const sorts = new Set(actions.flatMap(({ value }) => assumedBy(value)));
  if (sorts.size === 0) return [];
  return principals
    .filter((one) => !sorts.has(sortOf(one)))
    .map((one) => ({
      path: one.path,
      problem: trustActionMismatch(actions[0].value, [one.value], [ASSUMES[sortOf(one)]]),
    }));
}

const ROLES_ANYWHERE = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** IAM Roles Anywhere gives each session its certificate's name and tags. */
export const rolesAnywhereMayDoAll: Rule = perStatement(({ principals, actions, effect, path }, { type }) => {
  const isFor = principals.some(({ value }) => value === 'rolesanywhere.amazonaws.com');
  if (type !== PolicyType.TRUST || effect !== 'Allow' || !isFor) return [];
  const missing = ROLES_ANYWHERE.filter(
    (action) =>
      !actions.some(({ value }) => hasToken(value) || matches(value.toLowerCase(), action.toLowerCase())),
  );
  return missing.length === 0 ? [] : [{ path: [...path, 'Action'], problem: rolesAnywhereActions(missing) }];
});

/** A provider of identities has many users, of whom the role is for some. */
export const providersAreLimited: Rule = perStatement((statement, { type }) => {
  if (type !== PolicyType.TRUST || statement.effect !== 'Allow') return [];
  return statement.principals.filter(isHost).flatMap((one) => ofProvider(one, statement));
});

/** Whether it is a provider of tokens, which is named by its host. */
function isHost(principal: PrincipalItem): boolean {
  const { kind, value } = principal;
  return (
    kind === 'Federated' &&
    sortOf(principal) === 'web' &&
    value.includes('.') &&
    !hasToken(value) &&
    !hasWildcard(value)
  );
}

function ofProvider(principal: PrincipalItem, { conditions }: StatementView): Located[] {
  const host = principal.value.replace(/^arn:.*:oidc-provider\//, '').toLowerCase();
  const own = conditions.filter(({ lowerKey }) => lowerKey.startsWith(`${host}:`));
  if (host === GITHUB || host.startsWith(`${GITHUB}/`)) return ofGithub(principal, own);
  return own.length > 0 || conditions.some(({ lowerKey }) => lowerKey.startsWith(`${host.split('/')[0]}:`))
    ? []
    : [
        called(
          'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
          principal,
          oidcConditionMissing(principal.value, host),
        ),
      ];
}

/** Every repository of GitHub has the same provider and audience; the subject says which one it is. */
function ofGithub(principal: PrincipalItem, conditions: readonly ConditionItem[]): Located[] {
  const subjects = conditions.filter(
    ({ lowerKey, operator }) => lowerKey.endsWith(':sub') && NAMES.test(operator),
  );
  const others = conditions.filter(
    ({ lowerKey, operator }) =>
      /:(repository|repository_id|job_workflow_ref)$/.test(lowerKey) && NAMES.test(operator),
  );
  if (subjects.length === 0 && others.length === 0)
    return [called('MISSING_GITHUB_REPO_CONDITION_KEY', principal, githubRepositoryMissing())];
  const hasRef = conditions.some(({ lowerKey }) => lowerKey.endsWith(':ref'));
  return subjects
    .filter(({ plainOperator }) => plainOperator.endsWith('Like'))
    .flatMap(({ values }) => values.filter(({ value }) => isOpenSubject(value, hasRef)).map(openSubject));
}

/** A wildcard after the repository and its branch is none that matters. */
function isOpenSubject(subject: string, hasRef: boolean): boolean {
  if (hasToken(subject) || !hasWildcard(subject)) return false;
  return !(hasRef && /^repo:[^*?]+\/[^*?:]+:/.test(subject));
}

function openSubject(item: Item): Located {
  const code = 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED';
  return called(code, item, githubRepositoryOpen(item.value), PolicySeverity.WARNING);
}
