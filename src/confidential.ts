interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
}

/** How texts begin, or what stands in them, that may hold a password. Each pattern takes a step for a character. */
const KINDS: readonly Kind[] = [
  { name: 'a JSON text', pattern: /^(\[|\{(?!\{))[^]*["':}\]]/ },
  { name: 'a URL with credentials', pattern: /:\/\/[^/?#\s]*@/ },
  { name: 'a private key or a certificate', pattern: /-----BEGIN / },
  {
    name: 'a text with a password in it',
    pattern: /(password|passwd|pwd)["']?\s?[=:]|(secret|token)["']?\s?=/i,
  },
  { name: 'an access key', pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { name: 'a token', pattern: /\beyJ[\w-]{10}/ },
  { name: 'a text of several lines', pattern: /[\r\n]/ },
];

/** As much of a text as says what it is. */
const BEGINNING = 4096;

/** What a text is called that nobody else may read, as far as it shows; undefined for others. */
export function kindOfConfidential(text: string): string | undefined {
  const beginning = text.slice(0, BEGINNING).trim();
  return KINDS.find(({ pattern }) => pattern.test(beginning))?.name;
}
