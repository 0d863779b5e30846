import {
  policyDuplicateKey,
  policyNestedTooDeeply,
  policyNotJson,
  policyTooManyCharacters,
} from './problems';
import { duplicateKeys } from './duplicate-keys';
import { Located } from './path';
import { nestsDeeper } from './nesting';

/** IAM's largest policy has 32 KB, white space apart; this leaves seven times as much for white space. */
export const MOST_CHARACTERS = 256 * 1024;

/** A policy has 7 levels. */
const MOST_LEVELS = 16;

/** What a text holds, or what keeps it from being read. */
export interface ReadJson {
  readonly data?: unknown;
  readonly problems: readonly Located[];
}

/** Reads JSON text. It never throws, and what it returns nests little enough for every walk over it to be safe. */
export function readJson(given: string): ReadJson {
  const text = given.replace(/^\uFEFF/, '');
  if (text.length > MOST_CHARACTERS) return refused(policyTooManyCharacters(text.length, MOST_CHARACTERS));
  if (nestsDeeper(text, MOST_LEVELS)) return refused(policyNestedTooDeeply(MOST_LEVELS));
  try {
    const data: unknown = JSON.parse(text);
    const problems = duplicateKeys(text).map(({ key, path }) => ({ path, problem: policyDuplicateKey(key) }));
    return { data, problems };
  } catch (error) {
    return refused(policyNotJson(reasonOf(error as Error)));
  }
}

function refused(problem: Located['problem']): ReadJson {
  return { problems: [{ path: [], problem }] };
}

/** What follows the engine's reason: a part of the text, which is nobody's to read. */
const QUOTED = /(^|,? )(\.\.\.)?"[^]*$/;

function reasonOf({ message }: Error): string {
  const reason = message.replace(QUOTED, '').replace(/[^\x20-\x7E]/g, '?');
  return reason === '' ? 'nothing in it is' : reason;
}
