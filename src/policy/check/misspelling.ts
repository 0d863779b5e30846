import { closest, distance } from 'fastest-levenshtein';

/** Shorter words are near to many others by chance. */
const SHORTEST = 5;

/** From this length on two letters may be wrong. */
const LONG = 8;

/**
 * The word that was meant, where the given one is wrong for certain: one letter off, two neighbours swapped, or two letters off
 * in a long word. A word that differs in its version alone may be newer than the list.
 */
export function misspellingOf(given: string, known: readonly string[]): string | undefined {
  if (given.length < SHORTEST || given.length > 100 || known.length === 0) return undefined;
  const meant = closest(given, known);
  const isNear = distance(given, meant) <= (given.length >= LONG ? 2 : 1) || isSwapped(given, meant);
  return isNear && withoutVersion(given) !== withoutVersion(meant) ? meant : undefined;
}

function isSwapped(given: string, meant: string): boolean {
  if (given.length !== meant.length) return false;
  const at = [...given].findIndex((letter, index) => letter !== meant[index]);
  const swapped = `${given.slice(0, at)}${given[at + 1]}${given[at]}${given.slice(at + 2)}`;
  return at >= 0 && swapped === meant;
}

function withoutVersion(word: string): string {
  return word.replace(/-?v?\d+/g, '');
}
