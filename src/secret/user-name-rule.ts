import { SecretContract, userNamesInTurn } from '../catalogue/secret-contract';
import { checkCharacters } from './characters-rule';
import { Problem } from '../problem';
import {
  userNameCut,
  userNameIsSuffix,
  userNameNotUrlSafe,
  userNameStopsReplicas,
  userNameSuffixInOtherLetters,
  userNameTooLong,
} from './problems';
import { isUrlSafe } from './url-safe';
import { Subject } from './subject';

/** What is wrong with a user's name. With two users in turn, all names that come of it have to do. */
export function checkUserName(name: string, subject: Subject): Problem[] {
  const refused = checkCharacters('username', name, subject);
  if (subject.isMaster) return refused;
  return [
    ...refused,
    ...(subject.isMultiUser ? checkTurns(name, subject.contract) : []),
    ...checkLength(name, subject),
    ...checkReplicas(name, subject.contract),
    ...(isUrlSafe(name) || refused.length > 0 ? [] : [userNameNotUrlSafe()]),
  ];
}

/** The names that come of it, where there are two users in turn. */
function checkTurns(name: string, contract: SecretContract): Problem[] {
  if (userNamesInTurn(contract, name).includes('')) return [userNameIsSuffix(contract.cloneSuffix)];
  return endsInOtherLetters(name, contract) ? [userNameSuffixInOtherLetters(contract.cloneSuffix)] : [];
}

/** The function tells the suffix by its letters, where the database would take others for the same. */
function endsInOtherLetters(name: string, { cloneSuffix, userNamesIgnoreCase }: SecretContract): boolean {
  const isSuffix = name.toUpperCase().endsWith(cloneSuffix.toUpperCase());
  return userNamesIgnoreCase && isSuffix && !name.endsWith(cloneSuffix);
}

function checkLength(name: string, { contract, isMultiUser }: Subject): Problem[] {
  const { engine, cloneSuffix, longestUserName = Infinity, longestUserNameInBytes } = contract;
  const longest = Math.max(...userNamesInTurn(contract, name).map(lengthOf));
  if (isMultiUser && longest > longestUserName) {
    return [userNameTooLong(lengthOf(name), engine, cloneSuffix, longestUserName)];
  }
  return longestUserNameInBytes === undefined ? [] : checkBytes(name, longestUserNameInBytes, isMultiUser);
}

/** The database cuts a long name wherever it is given, which does no harm to a single user as long as no character is cut. */
function checkBytes(name: string, most: number, isMultiUser: boolean): Problem[] {
  const bytes = Buffer.from(name);
  const isCut = bytes.length > most && (isMultiUser || isContinuation(bytes[most]));
  return isCut ? [userNameCut(bytes.length, most)] : [];
}

/** Whether a byte of UTF-8 goes on with a character. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function checkReplicas(name: string, { writesNamesUnescaped }: SecretContract): Problem[] {
  return writesNamesUnescaped && /['\\]/.test(name) ? [userNameStopsReplicas()] : [];
}

/** As the function counts: in characters, not in UTF-16. */
function lengthOf(text: string): number {
  return [...text].length;
}
