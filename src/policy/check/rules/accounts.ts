import { accountIdInvalid, repositoryAccountMistyped } from '../../../arn/problems';
import { Problem } from '../../../problem';
import { parseArn } from '../../../arn/arn';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { ConditionItem, Item, StatementView } from '../policy-view';
import { Rule, perStatement } from './rule';

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

export const accountsExist: Rule = perStatement((statement) =>
  accountsOf(statement).flatMap(({ value, path }) => problemsOf(value).map((problem) => ({ path, problem }))),
);

/** The account ids that a statement names, and where. */
function accountsOf({ resources, principals, conditions }: StatementView): Item[] {
  return [
    ...resources.flatMap(ofArn),
    ...principals.flatMap((item) => (/^\d+$/.test(item.value) ? [item] : ofArn(item))),
    ...conditions.flatMap(ofCondition),
  ];
}

function ofArn({ value, path }: Item): Item[] {
  const account = parseArn(value)?.account;
  return account === undefined ? [] : [{ value: account, path }];
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
