import { partitionOf } from '../catalogue/partition';
import { RotationConfig } from '../config/model';
import { PolicyDocument } from '../policy/policy-document';
import { withDistinctSids } from '../policy/distinct-sids';
import { RotationPolicies } from '../policy/rotation-policies';
import { mergeStatements } from '../policy/generators/merge';
import { Deployment, deploymentOf } from './deployment';
import { throwProblems } from '../problem';
import { namedByParameters } from './named-by-parameters';
import { StackView } from './stack-view';
import { withStacks } from './stacks-in-memory';

/** What a configuration does not say of who deploys it. */
export interface DeployerOptions {
  /** The ARN of the managed policy that bounds the roles that are made. */
  readonly permissionsBoundaryArn?: string;

  /** The ARN of the key that encrypts the state, where its bucket names it and the configuration does not. */
  readonly stateKmsKeyArn?: string;
}

/** What who deploys a configuration needs: it follows from the stacks' own resources and names. */
export function deployerPolicyOf(
  config: RotationConfig,
  accountId: string,
  options?: DeployerOptions,
): PolicyDocument {
  return joined([...deployerPoliciesOf(config, () => accountId, options).values()]);
}

/**
 * The same for each stack.
 *
 * @param accountOf the id of a stack's account, by the stack's name
 */
export function deployerPoliciesOf(
  config: RotationConfig,
  accountOf: (stack: string) => string,
  { permissionsBoundaryArn, stateKmsKeyArn }: DeployerOptions = {},
): ReadonlyMap<string, PolicyDocument> {
  throwProblems('policies', namedByParameters(config, ['secret']));
  const policies = withStacks(config, (stack, name) => {
    const { region } = config.stacks[name];
    const accountId = accountOf(name);
    const deployment = reachable(deploymentOf(stack.toTerraform()), region);
    const policy = RotationPolicies.deployer({
      ...deployment,
      ...new StackView(name, config.stacks[name], accountId).rotatedSecrets,
      stateKmsKeyArn: deployment.stateObject && (deployment.stateKmsKeyArn ?? stateKmsKeyArn),
      permissionsBoundaryArn,
      region,
      accountId,
    });
    return [name, policy] as const;
  });
  return new Map(policies);
}

/** Nobody has rights in two partitions: a state in another one is reached with an identity of that one. */
function reachable({ stateObject, ...deployment }: Deployment, region: string): Deployment {
  const { stateRegion = region } = deployment;
  return partitionOf(stateRegion) === partitionOf(region)
    ? { ...deployment, stateObject }
    : { ...deployment, stateRegion: undefined, stateKmsKeyArn: undefined, stateLockTable: undefined };
}

/** One policy for all stacks. */
function joined(policies: readonly PolicyDocument[]): PolicyDocument {
  return new PolicyDocument(
    withDistinctSids(mergeStatements(policies.flatMap(({ statements }) => statements))),
  );
}
