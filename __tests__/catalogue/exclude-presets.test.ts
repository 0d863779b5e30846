import fc from 'fast-check';
import { RotationApplication } from '../../src/catalogue';
import { applications } from '../../src/catalogue/applications.json';
import { ExcludeCharacters } from '../../src/catalogue/exclude-character-lists';
import {
  checkExcludeCharacters,
  checkPresetName,
  excludeCharactersToSend,
  excludedCharacters,
} from '../../src/catalogue/exclude-characters';
import { presets } from '../../src/catalogue/exclude-presets.json';

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));

const APPLICATIONS = Object.values(RotationApplication).filter((one) => one instanceof RotationApplication);

const codes = (given: string): string[] => checkExcludeCharacters(given).map(({ code }) => code);

describe('the named lists of characters', () => {
  test('url-safe leaves what RFC 3986 calls unreserved', () => {
    const left = PRINTABLE.filter((character) => !ExcludeCharacters.URL_SAFE.includes(character)).join('');

    expect(left).toBe('-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~');
    expect(encodeURIComponent(left)).toBe(left);
  });

  test('dms leaves out what DMS does not take and what the applications leave out', () => {
    expect(ExcludeCharacters.DMS).toBe('"%\'+,/:;@\\{}');
  });

  test('engine-default is nothing', () => {
    expect(excludedCharacters('engine-default')).toBeUndefined();
  });

  test('a text that is no name is the list itself', () => {
    expect(excludedCharacters('%&')).toBe('%&');
    expect(excludedCharacters(undefined)).toBeUndefined();
  });

  test('leave out at least what each application leaves out by itself', () => {
    const lists = [ExcludeCharacters.URL_SAFE, ExcludeCharacters.DMS];
    const defaults = new Set(applications.flatMap((entry) => [...entry.defaultExcludeCharacters]));

    expect(lists.flatMap((list) => [...defaults].filter((character) => !list.includes(character)))).toEqual(
      [],
    );
  });

  test('can be used with every application, and name their source', () => {
    expect([ExcludeCharacters.URL_SAFE, ExcludeCharacters.DMS].flatMap(codes)).toEqual([]);
    expect(presets.filter(({ source }) => source.length < 20)).toEqual([]);
    for (const application of APPLICATIONS) {
      expect(excludeCharactersToSend(application, ExcludeCharacters.DMS)).toBe(ExcludeCharacters.DMS);
    }
  });
});

describe('characters to leave out', () => {
  test.each([
    ['a tabulator', 'a\tb', ['ExcludedUnprintable']],
    ['a line break', '\n', ['ExcludedUnprintable']],
    ['the last control character', '\x7f', ['ExcludedUnprintable']],
    ['an umlaut', 'ü', ['ExcludedUnprintable']],
    ['a character beyond the first plane', '😀', ['ExcludedUnprintable']],
    ['the first and the last printable', ' ~', []],
    ['4096 characters', '/'.repeat(4096), []],
    ['4097 characters', '/'.repeat(4097), ['ExcludedTooMany']],
    ['all digits', '0123456789', ['ExcludedWholeClass']],
    ['all digits but one', '012345678', []],
    [
      'all letters',
      PRINTABLE.filter((one) => /[A-Za-z]/.test(one)).join(''),
      ['ExcludedWholeClass', 'ExcludedWholeClass'],
    ],
    [
      'all punctuation',
      PRINTABLE.filter((one) => /[!-/:-@[-`{-~]/.test(one)).join(''),
      ['ExcludedWholeClass'],
    ],
    ['everything', PRINTABLE.join(''), Array(4).fill('ExcludedWholeClass')],
    ['an expression', '${var.characters}', []],
    ['a token of CDKTF', '${TfToken[TOKEN.0]}', []],
    ['nothing', '', []],
  ])('are judged: %s', (_, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });

  test('are judged with a message that says what to do', () => {
    expect(
      ['\t', '0123456789', '/'.repeat(4097)].flatMap((given) =>
        checkExcludeCharacters(given).map(({ message }) => message),
      ),
    ).toMatchInlineSnapshot(`
[
  ""excludeCharacters" has the character U+0009, which no generated password contains; expected printable ASCII, from the space to "~"",
  ""excludeCharacters" leaves no digit, and the rotation function wants one in each password, so that each rotation would fail; leave at least one out of the list",
  ""excludeCharacters" has 4097 characters; Secrets Manager takes at most 4096, and each needs to stand there once only",
]
`);
  });

  test.each([
    ['url_safe', 'url-safe'],
    ['URL-safe', 'url-safe'],
    ['urlsafe', 'url-safe'],
    ['DMS', 'dms'],
    ['engine default', 'engine-default'],
  ])('%s may be meant as the name %s', (given, meant) => {
    expect(checkPresetName(given)[0].message).toContain(`did you mean "${meant}"?`);
  });

  test.each(['url-safe', 'dms', 'engine-default', 'Il1O0', '/@', ''])('%j is what it is', (given) => {
    expect(checkPresetName(given)).toEqual([]);
  });

  test('are sent so that Terraform takes none of them for an expression', () => {
    const list = fc
      .array(fc.constantFrom('$', '%', '{', '}', '&', '1'), { maxLength: 12 })
      .map((all) => all.join(''));

    fc.assert(
      fc.property(list, (given) => {
        const sent = excludeCharactersToSend(RotationApplication.MYSQL_SINGLE_USER, given) ?? '';
        expect(sent).not.toMatch(/[$%]\{/);
        expect([...sent].sort()).toEqual([...given].sort());
      }),
    );
  });

  test('are left to the application where they are its own', () => {
    for (const application of APPLICATIONS) {
      expect(excludeCharactersToSend(application, application.defaultExcludeCharacters)).toBeUndefined();
      expect(excludeCharactersToSend(application, excludedCharacters('engine-default'))).toBeUndefined();
    }
  });
});
