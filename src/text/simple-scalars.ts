/** A value that holds no others. */
export type Scalar = string | number | boolean | null;

/** Words that YAML 1.2 takes for something else than a text. */
const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const WHOLE_NUMBER = /^[-+]?[0-9]+$/;

const FRACTION = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+)$/;

/** Numbers to other bases than ten, and what is no number or no finite one. */
const RARE_NUMBER = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN))$/;

/** What YAML 1.2 takes a text without quotation marks for. Nothing is said of the rare ones. */
export function meaningOf(plain: string): Scalar | undefined {
  const first = plain.charCodeAt(0);
  if (first > 0x39) return WORDS.has(plain) ? WORDS.get(plain) : plain;
  if (WHOLE_NUMBER.test(plain)) return parseInt(plain, 10);
  if (FRACTION.test(plain)) return parseFloat(plain);
  return RARE_NUMBER.test(plain) ? undefined : plain;
}
