import { otherAccountProblem } from '../arn/other-account';
import { RotationConfig } from '../config/model';
import { namedByParameters } from './named-by-parameters';
import { Problem, throwProblems } from '../problem';
import { deployerPoliciesOf, DeployerOptions } from './deployer-policy';
import { InvolvedPolicy, numbered } from './involved-policy';
import { accountOfNoStack } from './problems';
import { sharedPolicies } from './shared-policies';
import { stackPolicies } from './stack-policies';
import { StackView } from './stack-view';

/**
 * Every policy that a configuration involves: who deploys, operates and reads what, whoever attaches it. Fails where the account
 * makes a rotation impossible.
 *
 * @param accountId the account of the stacks that do not say which is their own
 */
export function involvedPolicies(
  config: RotationConfig,
  accountId: string,
  options?: DeployerOptions,
): InvolvedPolicy[] {
  const stacks = Object.entries(config.stacks).map(([name, stack]) => new StackView(name, stack, accountId));
  throwProblems('policies', namedByParameters(config));
  throwProblems('involvedPolicies', [...strangers(stacks, accountId), ...stacks.flatMap(unreadable)]);
  const accounts = new Map(stacks.map(({ name, place }) => [name, place.accountId]));
  const deployers = deployerPoliciesOf(config, (name) => accounts.get(name)!, options);
  return distinct([
    ...stacks.flatMap((stack) => stackPolicies(stack, deployers.get(stack.name)!)),
    ...sharedPolicies(stacks),
  ]);
}

/** Where every stack says that it is in another account, that one was given by mistake. */
function strangers(stacks: readonly StackView[], accountId: string): Problem[] {
  const accounts = [...new Set(stacks.map(({ place }) => place.accountId))];
  return accounts.includes(accountId) ? [] : [accountOfNoStack(accountId, accounts)];
}

/** Master secrets of other accounts that have no key of their own. */
function unreadable({ place, rotations }: StackView): Problem[] {
  return rotations
    .filter(({ masterSecretKmsKeyArn }) => masterSecretKmsKeyArn === undefined)
    .flatMap(({ masterSecret = '' }) => otherAccountProblem(place.accountId, masterSecret, undefined) ?? []);
}

/** Files of different names, where small and capital letters count for the same as well. */
function distinct(policies: readonly InvolvedPolicy[]): InvolvedPolicy[] {
  const taken = new Set<string>();
  return policies.map((policy) => {
    const file = freeName(policy.file, taken);
    taken.add(file.toLowerCase());
    return { ...policy, file };
  });
}

function freeName(file: string, taken: ReadonlySet<string>, number = 1): string {
  const name = number === 1 ? file : numbered(file, number);
  return taken.has(name.toLowerCase()) ? freeName(file, taken, number + 1) : name;
}
