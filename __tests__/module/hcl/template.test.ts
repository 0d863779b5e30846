import fc from 'fast-check';
import { templateParts } from '../../../src/module/hcl/template';

test.each([
  ['', []],
  ['plain', [{ kind: 'text', value: 'plain' }]],
  ['${var.name}', [{ kind: 'expression', value: 'var.name' }]],
  [
    'a-${ var.name }-b',
    [
      { kind: 'text', value: 'a-' },
      { kind: 'expression', value: 'var.name' },
      { kind: 'text', value: '-b' },
    ],
  ],
  ['$${not one} %%{nor this}', [{ kind: 'text', value: '${not one} %{nor this}' }]],
  ['${join(",", ["}", "\\"}"])}', [{ kind: 'expression', value: 'join(",", ["}", "\\"}"])' }]],
  ['${"a${b["}"]}c"}', [{ kind: 'expression', value: '"a${b["}"]}c"' }]],
  ['${{ a = 1 }}', [{ kind: 'expression', value: '{ a = 1 }' }]],
])('the pieces of %j are told apart', (template, parts) => {
  expect(templateParts(template)).toEqual(parts);
});

test('text with all its signs doubled is one piece of text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/[$%]$|[$%]{2}/.test(text));
      const parts = templateParts(text.replace(/([$%])\{/g, '$1$1{'));
      expect(parts.map(({ value }) => value).join('')).toBe(text);
      expect(parts.every(({ kind }) => kind === 'text')).toBe(true);
    }),
  );
});
