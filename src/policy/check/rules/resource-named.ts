import { policyMissingKey } from '../../problems';
import { PolicySeverity } from '../../policy-finding';
import { PolicyType } from '../../policy-type';
import { Rule, perStatement } from './rule';

/** Policies of container repositories have no Resource; those of secrets, functions and buckets need it. */
export const resourceIsNamed: Rule = perStatement(({ present, path }, { type }) =>
  type !== PolicyType.RESOURCE || present.includes('Resource') || present.includes('NotResource')
    ? []
    : [{ path, problem: policyMissingKey('Resource'), severity: PolicySeverity.WARNING }],
);
