import { contracts } from './secret-contracts.json';

/** What the rotation function of an engine wants of a secret's JSON. */
export interface SecretContract {
  /** The engine as the configuration file names it. */
  readonly engine: string;
  /** The words that the function accepts under the secret's key `engine`. */
  readonly engineWords: readonly string[];
  /** Whether it accepts every word that starts like one of these. */
  readonly anyWordThatStartsSo?: boolean;
  /** Those of the words that the application's versions before the end of 2023 refuse. */
  readonly recentEngineWords: readonly string[];
  readonly requiresDbname: boolean;
  /** What the second user's name ends in. */
  readonly cloneSuffix: string;
  /** The most characters of a name that ends in the suffix; absent where the function does not look. */
  readonly longestUserName?: number;
  /** Whether the database does not tell small letters from capitals in user names. */
  readonly userNamesIgnoreCase: boolean;
  /** Whether another host than the master secret's is refused, rather than looked up as a replica. */
  readonly masterHostMustBeSame: boolean;
  /** Whether a master secret of user name and password alone, as RDS manages it, is completed by the function. */
  readonly acceptsManagedMaster: boolean;
}

export const SECRET_CONTRACTS: readonly SecretContract[] = contracts;

/** What the rotation function of an engine, as the configuration file names it, wants of a secret. */
export function secretContractOf(engine: string): SecretContract | undefined {
  return SECRET_CONTRACTS.find((contract) => contract.engine === engine);
}

/** Whether a rotation function accepts a word under the secret's key `engine`. */
export function acceptsEngineWord(contract: SecretContract, word: string): boolean {
  return contract.anyWordThatStartsSo
    ? contract.engineWords.some((start) => word.startsWith(start))
    : contract.engineWords.includes(word);
}

/** The name of the other of two users in turn. */
export function otherUserName({ cloneSuffix }: SecretContract, name: string): string {
  return name.endsWith(cloneSuffix) ? name.slice(0, -cloneSuffix.length) : `${name}${cloneSuffix}`;
}
