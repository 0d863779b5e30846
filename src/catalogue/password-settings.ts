import { Problem } from '../problem';
import { passwordLengthInvalid, passwordTooShort, passwordWithoutCharacters } from './problems';

/** A problem and its place in the settings that it is about. */
export type Located = readonly [place: readonly string[], problem: Problem];

/** What passwords are made of. */
export interface PasswordSettings {
  readonly length?: number;
  readonly excludeNumbers?: boolean;
  readonly excludePunctuation?: boolean;
  readonly excludeUppercase?: boolean;
  readonly excludeLowercase?: boolean;
  readonly requireEachIncludedType?: boolean;
}

const TYPES = ['excludeNumbers', 'excludePunctuation', 'excludeUppercase', 'excludeLowercase'] as const;

/** The longest that Secrets Manager makes. */
const LONGEST = 4096;

/**
 * What is wrong with the passwords that are asked for.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export function passwordProblems(settings: PasswordSettings = {}): Located[] {
  const { length, requireEachIncludedType = true } = settings;
  const types = TYPES.filter((type) => settings[type] !== true).length;
  if (types === 0) return [[['password'], passwordWithoutCharacters()]];
  if (length === undefined) return [];
  if (!Number.isInteger(length) || length < 1 || length > LONGEST) {
    return [[['password', 'length'], passwordLengthInvalid(length, LONGEST)]];
  }
  const isTooShort = requireEachIncludedType && length < types;
  return isTooShort ? [[['password', 'length'], passwordTooShort(length, types)]] : [];
}
