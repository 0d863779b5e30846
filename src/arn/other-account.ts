import { masterSecretInOtherAccount, masterSecretNeedsPolicies } from '../catalogue/problems';
import { Problem } from '../problem';
import { parseArn } from './arn';

/** The account of an ARN; undefined for a name, and where only Terraform knows it. */
export function accountOf(arn: string): string | undefined {
  const { account = '' } = parseArn(arn) ?? {};
  return /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * What is wrong with a master secret of another account, and what has to be done elsewhere for it.
 *
 * @param account the account of the rotation, as far as it is known
 */
export function otherAccountProblem(
  account: string | undefined,
  masterSecret: string,
  kmsKeyArn: string | undefined,
): Problem | undefined {
  const other = accountOf(masterSecret);
  if (account === undefined || other === undefined || other === account) return undefined;
  return kmsKeyArn === undefined
    ? masterSecretInOtherAccount(masterSecret, account)
    : masterSecretNeedsPolicies(masterSecret, account);
}
