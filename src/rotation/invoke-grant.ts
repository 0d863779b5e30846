import { Construct } from 'constructs';
import { throwProblems } from '../problem';
import { policyProblems } from '../policy/findings-as-problems';
import { PolicyType } from '../policy/policy-type';
import { invokePolicy } from '../policy/generators/invoke';
import { AwsEnvironment } from './aws-environment';

/** What a permission of Lambda grants: Terraform has the parts of a statement in arguments of their own. */
export interface InvokeGrant {
  /** A prefix: an apply that is cut off may leave a statement that no state knows, and an id can exist once only. */
  readonly statementIdPrefix: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceAccount: string;
}

/** The permission of Secrets Manager to invoke a function, from the policy that it makes. */
export function invokeGrant(scope: Construct, functionName: string): InvokeGrant {
  const { accountId, region, partitionName } = AwsEnvironment.of(scope);
  const policy = invokePolicy({ functionName, accountId, region, partition: partitionName });
  throwProblems(scope.node.path, policyProblems(policy, PolicyType.RESOURCE));
  const { Sid, Action, Principal, Condition } = policy.statements[0].toJson();
  return {
    statementIdPrefix: Sid,
    action: Action,
    principal: Principal.Service,
    sourceAccount: Condition.StringEquals['aws:SourceAccount'],
  };
}
