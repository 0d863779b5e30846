import {
  excludedLacks,
  excludedLooksLikePreset,
  excludedNameAsCharacters,
  excludedTooMany,
  excludedUnprintable,
  excludedWholeClass,
} from './problems';
import { nearest, Problem } from '../problem';
import { applications } from './applications.json';
import { presets } from './exclude-presets.json';
import { RotationApplication } from './rotation-application';
import { secretContractOf } from './secret-contract';

/** The longest text that Secrets Manager takes as the characters to leave out. */
export const MOST_CHARACTERS = 4096;

/** A generated password has one of each, because the functions leave RequireEachIncludedType as it is. */
export const CHARACTER_CLASSES: Readonly<Record<string, RegExp>> = {
  'upper-case letter': /[A-Z]/,
  'lower-case letter': /[a-z]/,
  digit: /[0-9]/,
  'punctuation character': /[!-/:-@[-`{-~]/,
};

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));

/** What Terraform or CDKTF puts in later. A list of characters may have the same brackets, but hardly words in them. */
const EXPRESSION = /\$\{[^{}]*[A-Za-z]{2}[^{}]*\}/;

/** What Terraform takes for the start of an expression. */
const TEMPLATE = /[$%]\{/;

const KNOWN_DEFAULTS: readonly string[] = applications.map((entry) => entry.defaultExcludeCharacters);

const PRESET_NAMES: readonly string[] = presets.map(({ name }) => name);

/** The characters that are left out under a name, or those that the text itself lists; nothing for engine-default. */
export function excludedCharacters(given: string | undefined): string | undefined {
  const preset = presets.find(({ name }) => name === given);
  return preset === undefined ? given : presetCharacters(preset.characters);
}

/** A list of its own replaces the application's, so that it has to have those characters as well. */
function presetCharacters(own: string): string | undefined {
  return own === '' ? undefined : characters([own, ...KNOWN_DEFAULTS].join(''));
}

/**
 * What is wrong with the characters to leave out of an engine's passwords. A list of one's own replaces the application's, so that
 * it has to have what the engine's passwords cannot contain.
 */
export function checkExcludeCharacters(given: string, engine?: string): Problem[] {
  if (EXPRESSION.test(given)) return [];
  if (given.length > MOST_CHARACTERS) return [excludedTooMany(given.length, MOST_CHARACTERS)];
  const unprintable = [...given].find((character) => !PRINTABLE.includes(character));
  if (unprintable !== undefined) return [excludedUnprintable(unprintable.codePointAt(0)!)];
  return [...checkClasses(given), ...checkRequired(given, engine)];
}

function checkClasses(given: string): Problem[] {
  const left = PRINTABLE.filter((character) => !given.includes(character)).join('');
  return Object.entries(CHARACTER_CLASSES)
    .filter(([, members]) => !members.test(left))
    .map(([name]) => excludedWholeClass(name));
}

function checkRequired(given: string, engine = ''): Problem[] {
  const { requiredExcludeCharacters = '' } = secretContractOf(engine) ?? {};
  return [...requiredExcludeCharacters]
    .filter((character) => given !== '' && !given.includes(character))
    .map((character) => excludedLacks(character, engine));
}

/** What is wrong with the characters to leave out where names have no meaning. */
export function checkLiteralCharacters(given: string, engine?: string): Problem[] {
  return PRESET_NAMES.includes(given)
    ? [excludedNameAsCharacters(given)]
    : checkExcludeCharacters(given, engine);
}

/** Whether a list of characters is more likely to be the misspelt name of one. */
export function checkPresetName(given: string): Problem[] {
  const meant = /^[A-Za-z_ -]{3,}$/.test(given) ? nearest(given, PRESET_NAMES) : undefined;
  return meant === undefined || meant === given ? [] : [excludedLooksLikePreset(given, meant)];
}

/**
 * The value to send as `excludeCharacters`, or nothing where the application leaves those characters out anyway.
 *
 * The provider drops a parameter that equals the template's default and then plans a change for ever. Only the default
 * of PostgreSQL's template has been seen; the others are read from the functions' code. So a text that any template might
 * have as its default is sent in another order, which means the same. So is what Terraform would take for an expression.
 */
export function excludeCharactersToSend(application: RotationApplication, given = ''): string | undefined {
  const isDefault = characters(given) === characters(application.defaultExcludeCharacters ?? '');
  if (given === '' || isDefault) return undefined;
  if (TEMPLATE.test(given) && !EXPRESSION.test(given)) return [...given].sort().reverse().join('');
  return KNOWN_DEFAULTS.includes(given) ? [...given].reverse().join('') : given;
}

/** What makes two lists of characters mean the same to an application; nothing where that is its own choice. */
export function excludedSet(application: RotationApplication, given: string | undefined): string | undefined {
  if (given === undefined || EXPRESSION.test(given)) return given;
  return excludeCharactersToSend(application, given) === undefined ? undefined : characters(given);
}

function characters(text: string): string {
  return [...new Set(text)].sort().join('');
}

/** The lists that some template has as its default, as far as they are known. */
export function knownDefaultCharacters(): readonly string[] {
  return [...new Set(KNOWN_DEFAULTS.filter((characters) => characters !== undefined))];
}
