import fc from 'fast-check';
import { Expression, escapeText, renderValue } from '../../../src/module/hcl/value';

test.each([
  ['text', '"text"'],
  ['${var.vpc_id}', 'var.vpc_id'],
  ['${var.name}-group', '"${var.name}-group"'],
  ['a "quoted" \\ word', '"a \\"quoted\\" \\\\ word"'],
  ['$${literal}', '"$${literal}"'],
  [3306, '3306'],
  [null, 'null'],
  [true, 'true'],
  [[], '[]'],
  [{}, '{}'],
  [new Expression('var.a || var.b'), 'var.a || var.b'],
])('%j is written as %s', (value, text) => {
  expect(renderValue(value)).toBe(text);
});

test('the signs of neighbouring lines stand below each other, and a longer value has no say in it', () => {
  expect(renderValue({ a: 1, longer: 2, list: { of: 'things' }, 'with:colon': 3 })).toMatchInlineSnapshot(`
"{
  a      = 1
  longer = 2
  list = {
    of = "things"
  }
  "with:colon" = 3
}"
`);
});

test('a list that is too long for a line has a line for each item', () => {
  const item = 'x'.repeat(60);
  expect(renderValue([item, item], '  ')).toBe(`[\n    "${item}",\n    "${item}",\n  ]`);
});

test('what is escaped is ASCII’s control characters, quotes, backslashes and what starts an expression', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeText(text);
      expect(escaped).not.toMatch(/\p{Cc}/u);
      expect(escaped.replace(/[$%]{2}\{/g, '')).not.toMatch(/[$%]\{/);
      expect(JSON.parse(`"${escaped}"`)).toBe(text.replace(/([$%])\{/g, '$1$1{'));
    }),
  );
});
