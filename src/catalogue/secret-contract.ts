import { contracts, refusedByAll } from './secret-contracts.json';

/** Characters that keep a rotation function, or the driver that it uses, from doing its work. */
export interface RefusedCharacters {
  /** The keys whose values may not have them. */
  readonly keys: readonly string[];
  /** A regular expression, in Unicode, of one step for each character. */
  readonly pattern: string;
  readonly what: string;
  readonly why: string;
  /** Whether the master secret may not have them either. */
  readonly inMasterSecret: boolean;
  /** Where the code is that breaks. */
  readonly source: string;
}

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
  /** What under the key `dbname` means the same as no such key. */
  readonly databaseMayBe: {
    readonly singleUser: readonly (string | null)[];
    readonly multiUser: readonly (string | null)[];
  };
  /** Whether the master secret's `dbname` counts, rather than that of the secret that is rotated. */
  readonly readsDbnameOfMasterSecret?: boolean;
  /** What the second user's name ends in. */
  readonly cloneSuffix: string;
  /** Whether the function writes the other user's name in capitals. */
  readonly secondNameInCapitals?: boolean;
  /** The most characters of a name that ends in the suffix; absent where the function does not look. */
  readonly longestUserName?: number;
  /** The most bytes of a name that the database keeps apart from a longer one. */
  readonly longestUserNameInBytes?: number;
  /** Whether the database does not tell small letters from capitals in user names. */
  readonly userNamesIgnoreCase: boolean;
  /** Whether the database writes user names to its binary log as they are, quotes and backslashes included. */
  readonly writesNamesUnescaped?: boolean;
  /** Whether another host than the master secret's is refused, rather than looked up as a replica. */
  readonly masterHostMustBeSame: boolean;
  /** Whether a master secret of user name and password alone, as AWS manages it, is completed by the function. */
  readonly acceptsManagedMaster: boolean;
  /** Whether the function reads the key `ssl`. */
  readonly readsSsl: boolean;
  /** Whether it is known to compare the host with the server's certificate. */
  readonly comparesHostWithCertificate: boolean;
  readonly takesIpv6: boolean;
  readonly takesIpv6InBrackets: boolean;
  /** Whether the port goes into a connection string as it is written. */
  readonly readsPortAsText?: boolean;
  /** How long a new password is by default. */
  readonly newPasswordLength: number;
  /** What new passwords cannot contain, whichever characters are left out besides. */
  readonly requiredExcludeCharacters?: string;
  readonly refusedCharacters: readonly RefusedCharacters[];
}

export const SECRET_CONTRACTS: readonly SecretContract[] = contracts;

/** As many rotations as it takes to come back to the first user, whatever the name. */
const ROTATIONS = 3;

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
export function otherUserName({ cloneSuffix, secondNameInCapitals }: SecretContract, name: string): string {
  const other = name.endsWith(cloneSuffix) ? name.slice(0, -cloneSuffix.length) : `${name}${cloneSuffix}`;
  return secondNameInCapitals ? other.toUpperCase() : other;
}

/** The names that a secret of two users has in turn, the first of them included. */
export function userNamesInTurn(contract: SecretContract, name: string): string[] {
  return Array.from({ length: ROTATIONS }).reduce<string[]>(
    (names) => [...names, otherUserName(contract, names[names.length - 1])],
    [name],
  );
}

/** The characters of a value that a rotation function, or its driver, cannot take. */
export function refusedCharacters(contract: SecretContract, key: string, value: string): RefusedCharacters[] {
  return [...refusedByAll, ...contract.refusedCharacters].filter(
    ({ keys, pattern }) => keys.includes(key) && new RegExp(pattern, 'u').test(value),
  );
}
