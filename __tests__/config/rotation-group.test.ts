import fc from 'fast-check';
import { rotationGroups } from '../../src/config/rotation-group';
import { RotationEntry } from '../../src/config';
import { KEY_ARN } from '../support/examples';
import { ROTATION } from '../support/configuration';

const entry = (changes: Partial<RotationEntry> = {}): RotationEntry =>
  ({ ...ROTATION, ...changes }) as RotationEntry;

const groups = (rotations: Record<string, RotationEntry>, stack = 'production'): [string, string[]][] =>
  rotationGroups(stack, { region: 'us-east-1', rotations }).map(({ functionName, rotations: members }) => [
    functionName,
    members.map(({ name }) => name),
  ]);

const names = (rotations: Record<string, RotationEntry>): string[] => groups(rotations).map(([name]) => name);

describe('rotations share a function', () => {
  test('when they differ in secret, master secret, schedule and port only', () => {
    const other = entry({ secret: 'b', masterSecret: 'c', schedule: { rate: '12 hours' }, port: 3307 });

    expect(groups({ a: entry(), b: other })).toEqual([
      ['SecretsManager-production-mysql-multi-user-private', ['a', 'b']],
    ]);
  });

  test('when one names the version that the other takes from the catalogue', () => {
    expect(groups({ a: entry(), b: entry({ applicationVersion: '1.1.671' }) })).toHaveLength(1);
  });

  test('when their lists of excluded characters mean the same', () => {
    const own = '/@"\'\\';
    const rotations = {
      a: entry(),
      b: entry({ excludeCharacters: 'engine-default' }),
      c: entry({ excludeCharacters: own }),
      d: entry({ excludeCharacters: [...own].reverse().join('') }),
      e: entry({ excludeCharacters: '%#' }),
      f: entry({ excludeCharacters: '##%' }),
    };

    expect(groups(rotations).map(([, members]) => members)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['e', 'f'],
    ]);
  });

  test.each([
    ['engine', { engine: 'postgres' }],
    ['strategy', { strategy: 'single-user' }],
    ['version', { applicationVersion: '1.1.618' }],
    ['network', { network: 'other' }],
    ['network, having none', { network: undefined }],
    ['key', { kmsKeyArn: KEY_ARN }],
    ['excluded characters', { excludeCharacters: '%' }],
    ['isolation', { isolation: 'dedicated' }],
  ] as [string, Partial<RotationEntry>][])('unless they differ in %s', (_, changes) => {
    expect(groups({ a: entry(), b: entry(changes) }).map(([, members]) => members)).toEqual([['a'], ['b']]);
  });

  test('in the same groups, with the same names, whatever their order', () => {
    const all = {
      a: entry(),
      b: entry({ isolation: 'dedicated' }),
      c: entry({ applicationVersion: '1.1.618' }),
      d: entry({ network: undefined }),
      e: entry({ excludeCharacters: '%' }),
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(all), { minLength: 5 }), (shuffled) => {
        expect(names(Object.fromEntries(shuffled)).sort()).toEqual(names(all).sort());
      }),
    );
  });
});

describe('a function’s name', () => {
  test('stays when only the version changes, so that an upgrade happens in place', () => {
    expect(names({ a: entry({ applicationVersion: '1.1.618' }) })).toEqual(names({ a: entry() }));
  });

  test('tells the version when functions of several versions are needed', () => {
    expect(names({ a: entry(), b: entry({ applicationVersion: '1.1.618' }) })).toEqual([
      'SecretsManager-production-mysql-multi-user-private',
      'SecretsManager-production-mysql-multi-user-private-1-1-618',
    ]);
  });

  test('tells whose function it is when that is dedicated', () => {
    expect(names({ orders: entry({ isolation: 'dedicated', network: undefined }) })).toEqual([
      'SecretsManager-production-mysql-multi-user-for-orders',
    ]);
  });

  test('has at most 64 characters and differs between stacks', () => {
    const stacks = ['a'.repeat(40), `${'a'.repeat(39)}b`];
    const [one, other] = stacks.map((stack) => groups({ a: entry() }, stack)[0][0]);

    expect([one.length, other.length]).toEqual([64, 64]);
    expect(one).not.toBe(other);
  });
});
