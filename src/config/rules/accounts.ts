import { accountOf, otherAccountProblem } from '../../arn/other-account';
import { RotationEntry, StackConfig } from '../model';
import { mappings, Remark } from './remark';

/** A stack is in one account: that of its rotated secrets, as far as one is given by its ARN and no two differ. */
export function accountOfStack({ rotations }: StackConfig): string | undefined {
  const accounts = mappings(rotations).flatMap(([, { secret }]) =>
    typeof secret === 'string' ? (accountOf(secret) ?? []) : [],
  );
  return new Set(accounts).size === 1 ? accounts[0] : undefined;
}

/** A function reads a master secret of another account only where that allows it. */
export function checkAccounts(rotation: RotationEntry, accountOfOthers: string | undefined): Remark[] {
  const { secret, masterSecret = '', masterSecretKmsKeyArn } = rotation;
  const account = accountOf(secret) ?? accountOfOthers;
  const problem = otherAccountProblem(account, masterSecret, masterSecretKmsKeyArn);
  return problem === undefined ? [] : [['masterSecret', problem]];
}
