import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { checkSecret } from '../../src/secret/check-secret';

/** Long and random, so that no message holds one by chance. */
const TOKEN = fc.stringMatching(/^[A-Za-z0-9/+%@:;]{24,40}$/);

const VALUE = fc.oneof(
  TOKEN,
  TOKEN.map((token) => [token]),
  TOKEN.map((token) => ({ [`key-${token}`]: token })),
  TOKEN.map((token) => `mysql://orders:${token}@orders.example.com:3306/orders`),
);

const KEYS = [
  'engine',
  'host',
  'username',
  'password',
  'dbname',
  'masterarn',
  'port',
  'ssl',
  'note',
  'User',
  '__proto__',
];

/** A secret in which each value, and each name of a key that nobody knows, is a token. */
const SECRET = fc
  .tuple(fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), TOKEN), VALUE), TOKEN)
  .map(([values, password]) => JSON.stringify({ ...values, password }));

/** The same, but cut, doubled, nested, or with something else put in. */
const TEXT = fc.oneof(
  SECRET,
  fc.tuple(SECRET, fc.nat(400)).map(([text, end]) => text.slice(0, end)),
  fc
    .tuple(SECRET, fc.nat(400), fc.string())
    .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at)),
  SECRET.map((text) => text.replace('{', `{${text.slice(1, -1)},`)),
  SECRET.map((text) => '['.repeat(20) + text),
  SECRET.map((text) => text + ' '.repeat(65536)),
  TOKEN,
);

const tokensOf = (text: string): string[] => text.match(/[A-Za-z0-9/+%@:;]{12,}/g) ?? [];

/** What of a text is nobody's business: any twelve characters of a token. */
const pieces = (text: string): string[] =>
  tokensOf(text)
    .flatMap((token) => [token, token.slice(0, 12), token.slice(-12)])
    .filter((piece) => !isPublic(piece));

/** Parts of the URL around a token, and what comes close to the name of a key, which is told as that. */
const isPublic = (piece: string): boolean =>
  'mysql://orders:@orders.example.com:3306/orders'.includes(piece) ||
  KEYS.some((key) => distance(piece.toLowerCase(), key.toLowerCase()) <= 3);

describe('what is said of a secret', () => {
  const ENGINE = fc.constantFrom('mysql', 'postgres', 'oracle', 'db2', 'mongodb', 'redshift');
  const STRATEGY = fc.constantFrom('single-user', 'multi-user');

  test('has none of its values and none of its unknown keys in it, whatever it holds, and is never an exception', () => {
    fc.assert(
      fc.property(
        TEXT,
        fc.option(TEXT, { nil: undefined }),
        ENGINE,
        STRATEGY,
        (secret, master, engine, strategy) => {
          const said = JSON.stringify(checkSecret({ secret, master, engine, strategy }));
          expect(pieces(secret + (master ?? '')).filter((piece) => said.includes(piece))).toEqual([]);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('does not depend on what the password is, as long as it is safe in a URL', () => {
    const secret = (password: string): string =>
      JSON.stringify({ engine: 'postgres', host: 'mysql://x', username: 'orders', password, port: 0 });
    const check = (password: string): unknown =>
      checkSecret({ secret: secret(password), engine: 'mysql', strategy: 'multi-user' });

    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._~-]{1,60}$/), (password) => {
        expect(check(password)).toEqual(check('mysql'));
      }),
    );
  });

  test.each([
    ['is unsafe in a URL', 'postgres', '/@ "\\%:#?é'],
    ['is beyond ASCII, where the driver takes ASCII alone', 'mysql', 'éßпю注'],
    ['ends a connection string', 'db2', ';'],
  ])('is the same for every password with a character that %s', (_, engine, characters) => {
    const check = (password: string): unknown =>
      checkSecret({
        secret: JSON.stringify({ engine, host: 'db', username: 'orders', password }),
        engine,
        strategy: 'single-user',
      });
    const around = fc.stringMatching(/^[A-Za-z0-9/@]{0,20}$/);

    fc.assert(
      fc.property(around, fc.constantFrom(...characters), around, (before, unsafe, after) => {
        expect(check(before + unsafe + after)).toEqual(check(characters[0]));
      }),
    );
  });
});
