import fc from 'fast-check';
import { stringify } from 'yaml';
import { Path } from '../../src/text/path';
import { Reading } from '../../src/text/reading';
import { NotSimple } from '../../src/text/simple-cursor';
import { readSimply } from '../../src/text/simple-reading';
import { readAsYaml } from '../../src/text/yaml-reading';

const RUNS = 4_000;

describe('a text that is read simply', () => {
  test.each([
    ['a mapping in a mapping', 'a:\n  b:\n    c: d\n', { a: { b: { c: 'd' } } }],
    ['lists, indented or not', 'a:\n- 1\n- 2\nb:\n  - x\n', { a: [1, 2], b: ['x'] }],
    ['comments and empty lines', '# a {\n\na: 1 # b\n   # c\nb: x#y\n\n# end', { a: 1, b: 'x#y' }],
    [
      'texts in quotation marks',
      `a: "b: c"\n"d e": 'it''s'\nf: "\\u00e9\\n"\n`,
      { a: 'b: c', 'd e': "it's", f: 'é\n' },
    ],
    [
      'brackets in a line',
      'a: { everyDays: 7, "b":[x, "y" ] }\nc: []\nd: {}\n',
      { a: { everyDays: 7, b: ['x', 'y'] }, c: [], d: {} },
    ],
    [
      'words and numbers of YAML 1.2',
      'a: yes\nb: true\nc: 012\nd: 1.50\ne: 1_0\nf: 2020-01-01\ng: 5.100.0\nh: null\n',
      { a: 'yes', b: true, c: 12, d: 1.5, e: '1_0', f: '2020-01-01', g: '5.100.0', h: null },
    ],
    [
      'what an ARN and a cron expression are written with',
      'a: arn:aws:kms:us-east-1:111122223333:key/12ab\nb: { cron: 0 4 ? * SUN * }\n',
      { a: 'arn:aws:kms:us-east-1:111122223333:key/12ab', b: { cron: '0 4 ? * SUN *' } },
    ],
    ['a line before it and one after it', '# a\n--- # b\na: b\n... # c\n\n# d', { a: 'b' }],
    [
      'brackets over several lines, as they are printed',
      'a:\n  {\n    b: 1,\n    c: [x,\n      y],\n  }\nd: [\n  1,\n  { e: 2,\n\n    f: 3 },\n ]\ng:\n  - [1,\n     2]\n  - 3\n',
      { a: { b: 1, c: ['x', 'y'] }, d: [1, { e: 2, f: 3 }], g: [[1, 2], 3] },
    ],
    ['JSON that is indented with tabs', '{\n\t"a":\t[\n\t\t1,\n\t\t2\n\t]\n}\n', { a: [1, 2] }],
    ['JSON', '{\n"a": [1, -2.5e3, "\\u00e9"],\n  "__proto__": { "b": null }\n}\n', undefined],
  ])('may have %s', (_, text, expected) => {
    expect(readSimply(text)).toMatchObject({ data: expected ?? JSON.parse(text), problems: [] });
  });

  test.each([
    ['a key that stands twice', 'a: 1\na: 2\n'],
    ['a key that stands twice in brackets', '{"a": 1, "a": 2}'],
    ['anchors and aliases', 'a: &x 1\nb: *x\n'],
    ['tags', 'a: !x 1\n'],
    ['merge keys', '<<: { a: 1 }\n'],
    ['tabs', 'a:\t1\n'],
    ['tabs in the texts of JSON', '{"a": "\t\\n"}'],
    ['the line ends of other systems', 'a: 1\r\n'],
    ['texts over several lines', 'a: b\n  c\n'],
    ['brackets that go on where the next key may begin', 'a:\n  b: [1,\n  2]\n'],
    ['brackets that end where the next key may begin', 'a: {\n  b: 1\n}\n'],
    ['brackets of JSON with a comma at their end', '{"a": [1,]}'],
    ['brackets with two commas at their end', 'a: [1,,]\n'],
    ['comments in brackets', 'a: [1, # one\n  2]\n'],
    ['something after its end', 'a: 1\n...\nb: 2\n'],
    ['a value in the line that it starts with', '--- { a: 1 }\n'],
    ['nothing but the line that it starts with', '---\n'],
    ['block texts', 'a: |\n  b\n'],
    ['values that are left out', 'a:\nb: 1\n'],
    ['keys that are no texts', 'true: 1\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: no\n'],
    ['lines that are indented between others', 'a:\n    b: 1\n  c: 2\n'],
    ['numbers to other bases', 'a: 0x1F\n'],
    ['mappings at the top of a list', 'a:\n  - b: 1\n'],
    ['more levels than a configuration may have', `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`],
    ['nothing in it', ''],
    ['a list at the top', '- a\n'],
  ])('is not read simply with %s', (_, text) => {
    expect(readSimply(text)).toBeInstanceOf(NotSimple);
  });

  test.each([
    ['many empty lines', '\n'.repeat(4_000_000)],
    ['many comments', '#\n'.repeat(2_000_000)],
    ['many spaces', `a: b${' '.repeat(4_000_000)}c`],
    ['many colons', `a: b${':'.repeat(4_000_000)}`],
    ['many escapes', `{"a": "${'\\\\'.repeat(2_000_000)}"}`],
    ['many quotation marks', `a: '${"''".repeat(2_000_000)}'`],
    ['many empty lines in brackets', `a: [\n${'\n'.repeat(4_000_000)}`],
    ['many lines of spaces in brackets', `a: [${'\n  '.repeat(1_300_000)}\n`],
    ['many empty lines after its end', `a: 1\n...${'\n'.repeat(4_000_000)}`],
    ['many ends', `a: 1\n${'...\n'.repeat(1_000_000)}`],
    ['many levels', '['.repeat(4_000_000)],
    ['many levels of JSON', '{"a":'.repeat(800_000)],
  ])('is refused or read, and nothing else, with %s', (_, text) => {
    expect(() => readSimply(text)).not.toThrow();
  });
});

/** Texts and signs that YAML takes for something else at one place or another. */
const WORDS = [
  ...['a', 'orders', 'true', 'null', 'Null', 'no', '1.5', '1e3', '.5', '0x1F', '0o17', '1_000', '012', '-0'],
  ...['2020-01-01', '5.100.0', '~', '-', '- x', 'a: b', 'a #b', '#x', 'x:', '"q"', "it's", '$X', '${var.x}'],
  ...[
    '{{ a }}',
    '<<',
    '*a',
    '&a',
    '!t',
    '|',
    '>',
    '%d',
    '@x',
    '`',
    '0 4 ? * SUN *',
    '/@"\'\\',
    'é',
    '',
    '  ',
  ],
  ...['arn:aws:kms:us-east-1:111122223333:key/12ab', 'a  b ', '?', '? x', '---', '...', '[a]', '{a}', 'a,b'],
  ...[
    '\u00a0x',
    'tab\tx',
    '+1',
    '.inf',
    '.',
    '..',
    '1.',
    '00',
    '9999999999999999999999',
    '__proto__',
    '\u{1F511}',
  ],
];

const SIGNS = [
  ...[' ', '  ', '\n', '\n  ', '\n\n', ':', ': ', '- ', '-', '#', ' #c', '\n# c\n', '{', '}', '[', ']', ','],
  ...[
    '"',
    "'",
    '\\',
    '&a',
    '*a',
    '!x',
    '|',
    '>',
    '?',
    '%',
    '@',
    'a',
    '1',
    '\t',
    '\r',
    '~',
    '...',
    '---',
    '\n- ',
  ],
  ...['\n    ', 'é', '\u2028', '\uFEFF', 'null', '<<: ', '$', '{}', '[]', '"a":', '.', ' : ', "''"],
];

const scalar = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(true, false, null),
  fc.string({ maxLength: 6 }),
);

const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('version', 'stacks', 'secret-1', 'a.b', 'everyDays') },
  { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
);

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 4 }) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
}));

const top = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 });

const style = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  defaultKeyType: fc.constantFrom(null, 'QUOTE_DOUBLE' as const),
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  flowCollectionPadding: fc.boolean(),
});

const written = fc.oneof(
  fc.tuple(top, style).map(([data, options]) => stringify(data, options)),
  fc
    .tuple(top, fc.constantFrom<string | number>(0, 1, 2, '\t'))
    .map(([data, indent]) => JSON.stringify(data, null, indent)),
  fc.tuple(top, fc.constantFrom(' ', '\n  ')).map(([data, space]) => {
    const entries = Object.entries(data).map(([name, item]) => [JSON.stringify(name), printed(item, '  ')]);
    return `---\n${entries.map(([name, text]) => `${name}:${space}${text}\n`).join('')}`;
  }),
);

/** The brackets of YAML in lines of their own, as printers of code write them. */
function printed(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const name = (key: string): string => (Array.isArray(value) ? '' : `${JSON.stringify(key)}: `);
  const lines = Object.entries(value).map(
    ([key, item]) => `${indent}  ${name(key)}${printed(item, `${indent}  `)},\n`,
  );
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('')}${indent}${close}`;
}

/** Changes a text anywhere. */
const edit = fc
  .record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    removed: fc.constantFrom(0, 0, 1, 2, 5),
    added: fc.oneof(fc.constant(''), fc.constantFrom(...SIGNS)),
  })
  .map(({ at, removed, added }) => (text: string): string => {
    const offset = Math.floor(at * (text.length + 1));
    return `${text.slice(0, offset)}${added}${text.slice(offset + removed)}`;
  });

const edited = fc
  .tuple(written, fc.array(edit, { maxLength: 3 }))
  .map(([text, edits]) => edits.reduce((before, change) => change(before), text));

/** Each place in some data, and places that are not there. */
function pathsIn(data: unknown, path: Path = []): Path[] {
  const inside = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return [
    ...[path, [...path, 'none'], [...path, 7]],
    ...inside.flatMap(([name, item]) => pathsIn(item, [...path, Array.isArray(data) ? Number(name) : name])),
  ];
}

function placesIn(reading: Reading): unknown[] {
  return pathsIn(reading.data).map((path) => ({
    path,
    value: reading.offsetOf(path, false),
    key: reading.offsetOf(path, true),
    origin: reading.originOf(path),
  }));
}

describe('a text that is read simply or as YAML', () => {
  test('means the same, with everything at the same place, however it is written', () => {
    let simple = 0;
    fc.assert(
      fc.property(edited, (text) => {
        const reading = readSimply(text);
        if (reading instanceof NotSimple) return;
        simple += 1;
        const asYaml = readAsYaml(text);
        expect(asYaml.problems).toEqual([]);
        expect(reading.data).toStrictEqual(asYaml.data);
        expect(Object.keys(reading.data as object)).toEqual(Object.keys(asYaml.data as object));
        expect(reading.markedTexts).toEqual(asYaml.markedTexts);
        expect(placesIn(reading)).toEqual(placesIn(asYaml));
      }),
      { numRuns: RUNS },
    );
    expect(simple).toBeGreaterThan(RUNS / 10);
  });
});
