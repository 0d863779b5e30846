import {
  secretDuplicateKey,
  secretNestedTooDeeply,
  secretNotJson,
  secretNotMapping,
  secretTooLarge,
} from './problems';
import { duplicateKeys } from '../text/duplicate-keys';
import { nestsDeeper } from '../text/nesting';
import { KNOWN_KEYS, Values } from './keys';
import { Remark } from './secret-finding';

/** Secrets Manager's limit. */
export const MOST_BYTES = 65536;

/** What the function reads stands at the first. */
const MOST_LEVELS = 16;

/** What a secret's text holds, or what keeps it from being read. */
export interface ReadSecret {
  readonly values?: Values;
  readonly remarks: readonly Remark[];
}

/** Reads a secret. It never throws, and says nothing of what it read but which known keys stand twice. */
export function readSecret(text: string): ReadSecret {
  if (Buffer.byteLength(text) > MOST_BYTES) return refused(secretTooLarge(MOST_BYTES));
  if (nestsDeeper(text, MOST_LEVELS)) return refused(secretNestedTooDeeply(MOST_LEVELS));
  const data = parse(text);
  if (data === undefined) return refused(secretNotJson());
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return refused(secretNotMapping(data));
  return { values: new Map(Object.entries(data)), remarks: duplicates(text) };
}

/** The engine's own error quotes the text, so nobody sees it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is not read is told once, without its name. */
function duplicates(text: string): Remark[] {
  const keys = duplicateKeys(text).map(({ key, path }) => (path.length === 1 ? known(key) : undefined));
  return [...new Set(keys)].map((key) => ({ key: key ?? '', problem: secretDuplicateKey(key) }));
}

function known(key: string): string | undefined {
  return KNOWN_KEYS.find((one) => one === key);
}

function refused(problem: Remark['problem']): ReadSecret {
  return { remarks: [{ key: '', problem }] };
}
