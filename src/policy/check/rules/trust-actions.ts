import { trustActionForeign } from '../../problems';
import { PolicyType } from '../../policy-type';
import { hasToken } from '../../../arn/token';
import { Rule, perStatement } from './rule';

export const trustIsAboutAssumingRoles: Rule = perStatement(({ actions }, { type }) =>
  type !== PolicyType.TRUST
    ? []
    : actions
        .filter(({ value }) => !isAboutRoles(value) && !hasToken(value))
        .map(({ value, path }) => ({ path, problem: trustActionForeign(value) })),
);

/** Whether an action is one of those by which roles are assumed. */
export function isAboutRoles(action: string): boolean {
  return /^(\*$|(sts|\*):)/i.test(action);
}
