import { policyMissingKey } from '../../../errors';
import { PolicySeverity } from '../../policy-finding';
import { PolicyType } from '../../policy-type';
import { Rule, perStatement } from './rule';

/** Policies of container repositories have no Resource; those of secrets, functions and buckets need it. */
export const resourceIsNamed: Rule = perStatement(({ keys, path }, { type }) =>
  type !== PolicyType.RESOURCE || keys.includes('Resource') || keys.includes('NotResource')
    ? []
    : [{ path, problem: policyMissingKey('Resource'), severity: PolicySeverity.WARNING }],
);
