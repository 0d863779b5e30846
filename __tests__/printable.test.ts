import fc from 'fast-check';
import { printable, printableLines } from '../src/printable';

/** One of each kind, and how JSON escapes it. */
const INVISIBLE: readonly (readonly [string, string, string])[] = [
  ['the start of a control sequence', '\u001b[2J', '\\u001b[2J'],
  ['a bell', '\u0007', '\\u0007'],
  ['a carriage return', '\r', '\\u000d'],
  ['a delete', '\u007f', '\\u007f'],
  ['a C1 control sequence', '\u009b2J', '\\u009b2J'],
  ['a right-to-left override', '\u202e', '\\u202e'],
  ['an isolate', '\u2066', '\\u2066'],
  ['a zero-width space', '\u200b', '\\u200b'],
  ['a byte order mark', '\ufeff', '\\ufeff'],
  ['a soft hyphen', '\u00ad', '\\u00ad'],
  ['a line separator', '\u2028', '\\u2028'],
  ['a paragraph separator', '\u2029', '\\u2029'],
  ['a language tag', '\u{e0041}', '\\udb40\\udc41'],
  ['half a character', '\ud83d', '\\ud83d'],
];

describe('a text that is printed', () => {
  test.each(INVISIBLE)('shows %s as an escape', (_, given, shown) => {
    expect(printable(`a${given}b`)).toBe(`a${shown}b`);
    expect(printableLines(`a${given}b`)).toBe(`a${shown}b`);
  });

  test('keeps its line feeds and tabs where it has several lines, and nowhere else', () => {
    expect(printableLines('a\n\tb')).toBe('a\n\tb');
    expect(printable('a\n\tb')).toBe('a\\u000a\\u0009b');
  });

  test.each(['orders', 'größe', '订单', 'заказы', '🔑', 'a “b” – c'])('is %s as it stands', (text) => {
    expect(printable(text)).toBe(text);
  });

  test('is the same JSON as before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, key) => {
        const given = { [key]: value };

        expect(JSON.parse(printableLines(JSON.stringify(given, null, 2)))).toEqual(
          JSON.parse(JSON.stringify(given)),
        );
      }),
    );
  });
});
