import { Problem } from '../problem';
import { Located, PasswordSettings } from './password-settings';
import {
  environmentNameInvalid,
  environmentNameIsOurs,
  environmentNameReserved,
  imageSettingIgnored,
  packageSettingMissing,
} from './problems';

/** What the code of AWS's rotation functions reads from its environment, and which setting says it. */
const OURS: ReadonlyMap<string, string> = new Map([
  ['SECRETS_MANAGER_ENDPOINT', 'the network'],
  ['EXCLUDE_CHARACTERS', 'excludeCharacters'],
  ['PASSWORD_LENGTH', 'password.length'],
  ['EXCLUDE_NUMBERS', 'password.excludeNumbers'],
  ['EXCLUDE_PUNCTUATION', 'password.excludePunctuation'],
  ['EXCLUDE_UPPERCASE', 'password.excludeUppercase'],
  ['EXCLUDE_LOWERCASE', 'password.excludeLowercase'],
  ['REQUIRE_EACH_INCLUDED_TYPE', 'password.requireEachIncludedType'],
]);

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const FORM = /^[A-Za-z][A-Za-z0-9_]+$/;

const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_\w+|AWS_(SECRET_)?ACCESS_KEY(_ID)?|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

/** What the image of a function has in it already. */
const IN_IMAGE = ['handler', 'runtime', 'layers'] as const;

/** What a function of one's own is made from. */
export interface OwnFunctionSettings {
  readonly handler?: string;
  readonly runtime?: string;
  readonly layers?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is wrong with the settings of a function of one's own, each with its place. */
export function ownFunctionProblems(settings: OwnFunctionSettings, isImage: boolean): Located[] {
  return [...packageProblems(settings, isImage), ...environmentProblems(settings.environment)];
}

function packageProblems(settings: OwnFunctionSettings, isImage: boolean): Located[] {
  if (!isImage) {
    const missing = (['handler', 'runtime'] as const).filter((key) => settings[key] === undefined);
    return missing.map((key) => [[key], packageSettingMissing(key)]);
  }
  const given = IN_IMAGE.filter((key) => settings[key] !== undefined);
  return given.map((key) => [[key], imageSettingIgnored(key)]);
}

function environmentProblems(environment: OwnFunctionSettings['environment'] = {}): Located[] {
  return Object.keys(environment).flatMap((name): Located[] => {
    const problem = nameProblem(name);
    return problem === undefined ? [] : [[['environment', name], problem]];
  });
}

function nameProblem(name: string): Problem | undefined {
  const setting = OURS.get(name);
  if (setting !== undefined) return environmentNameIsOurs(name, setting);
  if (RESERVED.test(name)) return environmentNameReserved(name);
  return FORM.test(name) ? undefined : environmentNameInvalid(name);
}

/** The variables that the code of AWS's rotation functions reads. */
export function rotationVariables(
  secretsManagerHost: string,
  excludeCharacters: string | undefined,
  password: PasswordSettings = {},
): Record<string, string> {
  const values: Record<string, unknown> = {
    SECRETS_MANAGER_ENDPOINT: `https://${secretsManagerHost}`,
    EXCLUDE_CHARACTERS: excludeCharacters,
    PASSWORD_LENGTH: password.length,
    EXCLUDE_NUMBERS: password.excludeNumbers,
    EXCLUDE_PUNCTUATION: password.excludePunctuation,
    EXCLUDE_UPPERCASE: password.excludeUppercase,
    EXCLUDE_LOWERCASE: password.excludeLowercase,
    REQUIRE_EACH_INCLUDED_TYPE: password.requireEachIncludedType,
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
