import { Problem } from '../problem';
import { PolicyDocument } from './policy-document';
import { PolicyFinding, PolicySeverity } from './policy-finding';
import { PolicyType } from './policy-type';
import { PolicyValidator } from './policy-validator';

/** What AWS would refuse of the inline policies of a role that is about to be made. */
export function inlinePolicyProblems(policies: PolicyDocument[]): Problem[] {
  return PolicyValidator.validateInline(policies).filter(isError).map(problemOf);
}

/** What AWS would refuse of a policy that is about to be made. */
export function policyProblems(policy: PolicyDocument, type: PolicyType): Problem[] {
  return PolicyValidator.validate(policy, type).filter(isError).map(problemOf);
}

function isError({ severity }: PolicyFinding): boolean {
  return severity === PolicySeverity.ERROR;
}

function problemOf({ rule, path, message }: PolicyFinding): Problem {
  return { code: rule, message: path === '' ? message : `${path}: ${message}` };
}
