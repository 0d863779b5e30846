import { accountOf, otherAccountProblem } from '../../arn/other-account';
import { accountDiffers, roleAccountNotAllowed } from '../problems';
import { RotationEntry, StackConfig } from '../model';
import { mappings, Remark } from './remark';

/**
 * A stack is in one account: that of the role that is assumed, or the only one that is allowed, or that of its rotated secrets,
 * as far as one is given by its ARN and no two differ.
 */
export function accountOfStack(stack: StackConfig): string | undefined {
  const [account, ...others] = statedAccounts(stack) ?? accountsOfSecrets(stack);
  return others.length === 0 ? account : undefined;
}

/** The accounts of which a stack says that it is in one of them. */
function statedAccounts({ assumeRole, allowedAccountIds }: StackConfig): string[] | undefined {
  const account = accountOfRole(assumeRole);
  if (account !== undefined) return [account];
  return Array.isArray(allowedAccountIds) ? allowedAccountIds : undefined;
}

/**
 * What tells the account that a stack is deployed to from those of others: its id or the profile that leads there. Undefined
 * where it may be any.
 */
export function whoseStack(stack: StackConfig): string | undefined {
  const [account, ...others] = statedAccounts(stack) ?? [];
  return account !== undefined && others.length === 0 ? account : stack.profile;
}

function accountsOfSecrets({ rotations }: StackConfig): string[] {
  const accounts = mappings(rotations).flatMap(([, { secret }]) => accountOfText(secret) ?? []);
  return [...new Set(accounts)];
}

/** What is judged may have any form. */
function accountOfText(arn: unknown): string | undefined {
  return typeof arn === 'string' ? accountOf(arn) : undefined;
}

function accountOfRole(assumeRole: StackConfig['assumeRole'] | null): string | undefined {
  return accountOfText(assumeRole?.roleArn);
}

/** A role of an account that is not allowed is assumed, and then Terraform refuses. */
export function checkRoleAccount({ assumeRole, allowedAccountIds = [] }: StackConfig): Remark[] {
  const account = accountOfRole(assumeRole);
  if (account === undefined || allowedAccountIds.length === 0 || allowedAccountIds.includes(account))
    return [];
  return [['allowedAccountIds', roleAccountNotAllowed(account, allowedAccountIds)]];
}

/** A secret is rotated by a function of its own account. */
export function checkSecretAccount({ secret }: RotationEntry, stack: StackConfig): Remark[] {
  const [account, stated] = [accountOf(secret), statedAccounts(stack)];
  if (account === undefined || stated === undefined || stated.includes(account)) return [];
  const key = accountOfRole(stack.assumeRole) === undefined ? 'allowedAccountIds' : 'assumeRole';
  return [['secret', accountDiffers(secret, stated, key)]];
}

/** A function reads a master secret of another account only where that allows it. */
export function checkAccounts(rotation: RotationEntry, accountOfOthers: string | undefined): Remark[] {
  const { secret, masterSecret = '', masterSecretKmsKeyArn } = rotation;
  const account = accountOf(secret) ?? accountOfOthers;
  const problem = otherAccountProblem(account, masterSecret, masterSecretKmsKeyArn);
  return problem === undefined ? [] : [['masterSecret', problem]];
}
