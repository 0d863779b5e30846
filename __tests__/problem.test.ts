import { choice, isOfType, quote, SecretRotationError } from '../src/problem';

describe('a message', () => {
  test.each([
    ['a word', 'orders', '"orders"'],
    ['a number', 7, '7'],
    ['a word with what a terminal would act on', 'a\u001b[2J\u202e', '"a\\u001b[2J\\u202e"'],
    ['the ARN of a secret', 'arn:aws:secretsmanager:x', '"arn:aws:secretsmanager:x"'],
    ['an address', 'https://example.com', '"https://example.com"'],
    ['some punctuation', '${', '"${"'],
  ])('repeats %s', (_, given, expected) => {
    expect(quote(given)).toBe(expected);
  });

  test.each([
    ['a mapping', { password: 'hunter2' }],
    ['a list', ['hunter2']],
    ['a JSON text', '{"username":"a","password":"hunter2"}'],
    ['a JSON text', '  {"password":"hunter2'],
    ['a URL with credentials', 'mysql://a:hunter2@host/x'],
    ['a URL with credentials', 'jdbc:postgresql://a:hunter2@host/x'],
    ['a text with a password in it', 'Server=host;Password=hunter2'],
    ['a text with a password in it', 'host=x password = hunter2'],
    ['a private key or a certificate', '-----BEGIN RSA PRIVATE KEY-----\nhunter2'],
    ['a text of several lines', 'username: a\nhunter2'],
    ['an access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a token', 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
  ])('says only that it is %s', (kind, given) => {
    expect(quote(given)).toBe(kind);
    expect(isOfType(given)).not.toContain('hunter2');
  });

  test('repeats the beginning of a long text, and says that there is more', () => {
    expect(quote('x'.repeat(200))).toBe(`"${'x'.repeat(100)}…`);
  });

  test('says of what type something is', () => {
    expect([null, [], {}, 'x', 1, NaN, true].map(isOfType)).toEqual([
      'this is empty',
      'this is a list',
      'this is a mapping',
      '"x" is a string',
      '1 is a number',
      'NaN is no number',
      'true is a boolean',
    ]);
  });

  test('names so many choices as somebody reads', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `network-${index}`);

    expect(choice('x', names)).toMatch(/network-49, and 2950 more$/);
  });

  test('shows nothing of a choice that a terminal would act on', () => {
    expect(choice('x', ['\u001b]0;owned\u0007'])).toBe('; allowed here: \\u001b]0;owned\\u0007');
  });
});

test('an error shows nothing that a terminal would act on, and has one line for each problem', () => {
  const error = new SecretRotationError('stack\u001b[2J', [
    { code: 'One', message: 'a\nforged (Line)' },
    { code: 'Two', message: 'b\u202e' },
  ]);

  expect(error.message.split('\n')).toEqual([
    'stack\\u001b[2J: a\\u000aforged (Line) (One)',
    'stack\\u001b[2J: b\\u202e (Two)',
  ]);
});
