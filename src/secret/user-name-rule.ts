import { otherUserName } from '../catalogue/secret-contract';
import { Problem } from '../problem';
import { userNameNotUrlSafe, userNameTooLong } from './problems';
import { isUrlSafe } from './url-safe';
import { Subject } from './subject';

/** What is wrong with a user's name: of two users in turn, the longer has to fit as well. */
export function checkUserName(name: string, { contract, isMultiUser }: Subject): Problem[] {
  const { engine, cloneSuffix, longestUserName = Infinity } = contract;
  const longer = Math.max(lengthOf(name), lengthOf(otherUserName(contract, name)));
  return [
    ...(isMultiUser && longer > longestUserName
      ? [userNameTooLong(lengthOf(name), engine, cloneSuffix, longestUserName)]
      : []),
    ...(isUrlSafe(name) ? [] : [userNameNotUrlSafe()]),
  ];
}

/** As the function counts: in characters, not in UTF-16. */
function lengthOf(text: string): number {
  return [...text].length;
}
