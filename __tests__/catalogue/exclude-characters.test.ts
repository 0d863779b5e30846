import fc from 'fast-check';
import { RotationApplication } from '../../src/catalogue';
import { applications } from '../../src/catalogue/applications.json';
import { excludeCharactersToSend } from '../../src/catalogue/exclude-characters';

const { MYSQL_SINGLE_USER, POSTGRES_SINGLE_USER } = RotationApplication;

describe('excludeCharactersToSend', () => {
  test('sends what differs from the default', () => {
    expect(excludeCharactersToSend(MYSQL_SINGLE_USER, '%&')).toBe('%&');
  });

  test.each([undefined, '', '/@"\'\\', '\\\'"@/', '//@"\'\\'])('sends nothing for %j on MySQL', (given) => {
    expect(excludeCharactersToSend(MYSQL_SINGLE_USER, given)).toBeUndefined();
  });

  test('tells PostgreSQL’s default from the others’', () => {
    expect(excludeCharactersToSend(POSTGRES_SINGLE_USER, ':/@"\'\\')).toBeUndefined();
    expect(excludeCharactersToSend(POSTGRES_SINGLE_USER, '/@"\'\\')).toBe('\\\'"@/');
  });

  test('sends any text to an application whose default is unknown', () => {
    const custom = RotationApplication.custom({
      applicationArn: 'arn:…:applications/Own',
      applicationVersion: '1.0.0',
    });

    expect(excludeCharactersToSend(custom, '%')).toBe('%');
  });

  test('never sends a text that any template may have as its default, and never other characters than given', () => {
    const defaults = applications.map(({ defaultExcludeCharacters }) => defaultExcludeCharacters);
    const texts = fc.oneof(fc.constantFrom(...defaults), fc.string());

    fc.assert(
      fc.property(texts, (given) => {
        const sent = excludeCharactersToSend(MYSQL_SINGLE_USER, given);
        expect(defaults).not.toContain(sent);
        if (sent !== undefined) expect([...sent].sort()).toEqual([...given].sort());
      }),
    );
  });
});
