import { accountIdInvalid, repositoryAccountMistyped } from '../../../arn/problems';
import { Problem } from '../../../problem';
import { parseArn } from '../../../arn/arn';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { Located } from '../location';
import { ConditionItem, Item, ResourceItem } from '../policy-view';
import { PolicySeverity } from '../../policy-finding';
import { called, Rule, perStatement } from './rule';

/** A misspelling of the account that publishes the rotation applications, found in at least ten public files. */
const MISTYPED = '297356227924';

/** What is no number is a name that AWS keeps for itself. */
const ACCOUNT = /^(\d{12}|amazon|aws|aws-marketplace|cloudfront|partner|third-party|)$/;

/** The condition keys that hold an account id. */
const ACCOUNT_KEYS = [
  'aws:principalaccount',
  'aws:resourceaccount',
  'aws:sourceaccount',
  'kms:calleraccount',
];

/** AWS refuses a principal of no account. In a condition it is something that no request has. */
export const accountsExist: Rule = perStatement(({ resources, principals, conditions }) => [
  ...findingsOf([...resources.flatMap(ofResource), ...principals.flatMap(ofPrincipal)]),
  ...findingsOf(conditions.flatMap(ofCondition), PolicySeverity.WARNING),
]);

function findingsOf(accounts: readonly Item[], severity?: PolicySeverity): Located[] {
  return accounts.flatMap((item) =>
    problemsOf(item.value).map((problem) =>
      problem.code === 'AccountIdInvalid'
        ? called('INVALID_ARN_ACCOUNT', item, problem, severity)
        : { path: item.path, problem },
    ),
  );
}

function ofPrincipal(item: Item): Item[] {
  return /^\d+$/.test(item.value) ? [item] : ofArn(item);
}

function ofArn({ value, path }: Item): Item[] {
  return ofResource({ value, path, arn: parseArn(value) });
}

function ofResource({ arn, path }: ResourceItem): Item[] {
  return arn === undefined ? [] : [{ value: arn.account, path }];
}

function ofCondition({ operator, key, values }: ConditionItem): Item[] {
  if (operator === 'Null') return [];
  return ACCOUNT_KEYS.includes(key.toLowerCase()) ? [...values] : values.flatMap(ofArn);
}

function problemsOf(account: string): Problem[] {
  if (account === MISTYPED) return [repositoryAccountMistyped(account)];
  const passes = ACCOUNT.test(account) || hasWildcard(account) || hasToken(account);
  return passes ? [] : [accountIdInvalid(account)];
}
