import { parseArn } from '../../arn/arn';
import { accountOf } from '../../arn/other-account';
import { PolicyPrincipal } from '../policy-principal';
import { PolicyStatement, PolicyStatementProps } from '../policy-statement';

const WILDCARD = /\*/;

/** What a statement has besides who it is about. */
type Rest = Omit<PolicyStatementProps, 'principals'> & { readonly sid: string; readonly reason: string };

/**
 * What lets principals do something. A principal has no wildcard in IAM: where a part of a role's name is not known, the
 * statement is about its account, on the condition that the role's name is like it.
 */
export function allowPrincipals(arns: readonly string[], rest: Rest): PolicyStatement[] {
  const [exact, patterns] = [false, true].map((wanted) =>
    arns.filter((arn) => WILDCARD.test(arn) === wanted),
  );
  return [
    ...(exact.length === 0
      ? []
      : [new PolicyStatement({ ...rest, principals: [PolicyPrincipal.aws(...exact)] })]),
    ...(patterns.length === 0 ? [] : [byName(patterns, rest)]),
  ];
}

function byName(patterns: readonly string[], rest: Rest): PolicyStatement {
  return new PolicyStatement({
    ...rest,
    sid: `${rest.sid}ByName`,
    principals: [PolicyPrincipal.aws(...new Set(patterns.map(rootOf)))],
    conditions: { ...rest.conditions, ArnLike: { 'aws:PrincipalArn': [...patterns] } },
    reason: `${rest.reason}; of their names a part is known`,
  });
}

/** The account of a role or user, as a principal. */
function rootOf(arn: string): string {
  const { partition, account } = parseArn(arn)!;
  return `arn:${partition}:iam::${account}:root`;
}

/** Whom a condition means that is about everybody else. */
export function otherThan(arns: readonly string[]): Record<string, any> {
  const operator = arns.some((arn) => WILDCARD.test(arn)) ? 'ArnNotLike' : 'ArnNotEquals';
  return { [operator]: { 'aws:PrincipalArn': [...arns] } };
}

/** The accounts of principals that are not an account. What is not known of one is taken for that account. */
export function otherAccounts(arns: readonly string[], account: string | undefined): string[] {
  const accounts = [...new Set(arns.flatMap((arn) => accountOf(arn) ?? []))].sort();
  if (account === undefined) return accounts.length > 1 ? accounts : [];
  return accounts.filter((other) => other !== account);
}
