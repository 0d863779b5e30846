import { characterNotAllowed } from '../problems';
import { isMapping } from '../../text/mapping';
import { Path } from '../../text/path';
import { PolicyType } from '../policy-type';
import { Located } from './location';

/** What IAM and KMS take no character beyond U+00FF in. The pattern of their API has no other. */
const TYPES: readonly PolicyType[] = [PolicyType.IDENTITY, PolicyType.TRUST, PolicyType.KMS_KEY];

const NOT_ALLOWED = /[^\0-\u00FF]/;

/** The texts with characters that AWS refuses. As JSON escapes them it takes them. */
export function characterFindings(data: unknown, text: string, type: PolicyType): Located[] {
  if (!TYPES.includes(type) || !NOT_ALLOWED.test(text)) return [];
  return wrongTexts(data, []).map(({ text: wrong, path }) => ({ path, problem: characterNotAllowed(wrong) }));
}

function wrongTexts(value: unknown, path: Path): { text: string; path: Path }[] {
  if (typeof value === 'string') return NOT_ALLOWED.test(value) ? [{ text: value, path }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => wrongTexts(item, [...path, index]));
  if (!isMapping(value)) return [];
  return Object.keys(value).flatMap((key) =>
    NOT_ALLOWED.test(key) ? [{ text: key, path: [...path, key] }] : wrongTexts(value[key], [...path, key]),
  );
}
