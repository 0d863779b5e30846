import { trustActionForeign } from '../../../errors';
import { PolicyType } from '../../policy-type';
import { hasToken } from '../../token';
import { Rule, perStatement } from './rule';

export const trustIsAboutAssumingRoles: Rule = perStatement(({ actions }, { type }) =>
  type !== PolicyType.TRUST
    ? []
    : actions
        .filter(({ value }) => !/^(\*$|sts:)/i.test(value) && !hasToken(value))
        .map(({ value, path }) => ({ path, problem: trustActionForeign(value) })),
);
