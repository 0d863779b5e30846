import { parse } from 'yaml';
import { parseConfig } from '../../src/config';
import { Source } from '../../src/text/source';
import { TODAY } from '../support/configuration';

/** A rotation that others are merged from. Its schedule is wrong. */
const BASE = `version: 1
stacks:
  a:
    region: us-east-1
    rotations:
      base: &base { engine: mysql, strategy: single-user, schedule: { everyDays: 0 } }
`;

function found(text: string): string[] {
  return parseConfig(text, TODAY).findings.map(({ rule, path, line }) => `${line} ${rule} ${path}`);
}

describe('a merge key', () => {
  test.each([
    ['a mapping', 'a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3, z: 4 }'],
    ['a mapping, after the own keys', 'a: &a { x: 1, y: 2 }\nb: { y: 3, <<: *a }'],
    ['a list, of which the first comes first', 'a: &a { x: 1 }\nc: &c { x: 2, y: 2 }\nb: { <<: [*a, *c] }'],
    ['a mapping with another merged in', 'a: &a { x: 1, y: 1 }\nc: &c { <<: *a, y: 2 }\nb: { <<: *c, z: 3 }'],
    ['a mapping that stands there', 'b:\n  <<: { x: 1 }\n  y: 2'],
    ['a whole value at a time', 'a: &a { x: { y: 1 } }\nb: { <<: *a, x: { z: 2 } }'],
    ['an alias to a list', 'a: &a { x: 1 }\nl: &l [*a, { y: 2 }]\nb: { <<: *l }'],
    ['an empty list', 'b: { <<: [], x: 1 }'],
    ['nothing when it is in quotes', 'a: &a { x: 1 }\nb: { "<<": *a }'],
  ])('merges as in YAML 1.1: %s', (_, text) => {
    const { data, problems } = new Source(text);

    expect(problems).toEqual([]);
    expect(data).toEqual(parse(text, { merge: text.includes('"') ? false : true }));
  });

  test('is told how to name several mappings when it stands twice', () => {
    const { findings } = parseConfig(`${BASE}      items: { <<: *base, <<: *base }\n`, TODAY);

    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toContainEqual(
      expect.stringMatching(/^DuplicateKey: .*one list, .*<<: \[\*orders, \*weekly\]$/),
    );
  });

  test('lets what it merges be judged where that stands, once', () => {
    const items = Array.from({ length: 50 }, (_, index) => `      r${index}: { <<: *base }\n`).join('');

    expect(found(`${BASE}${items}`)).toEqual(['6 OutOfRange stacks.a.rotations.base.schedule.everyDays']);
  });

  test('leaves what a mapping has itself to be judged where that stands', () => {
    expect(found(`${BASE}      items: { <<: *base, schedule: { everyDays: -1 } }\n`)).toEqual([
      '6 OutOfRange stacks.a.rotations.base.schedule.everyDays',
      '7 OutOfRange stacks.a.rotations.items.schedule.everyDays',
    ]);
  });

  test('merges nothing that JavaScript has for itself', () => {
    const { data } = new Source('a: &a { __proto__: { x: 1 } }\nb: { <<: *a }') as { data: any };

    expect(Object.keys(data.b)).toEqual(['__proto__']);
    expect(data.b.x).toBeUndefined();
  });

  test('serves ten thousand rotations', () => {
    const right = BASE.replace('everyDays: 0', 'everyDays: 7');
    const stacks = Array.from({ length: 20 }, (_, stack) => {
      const items = Array.from({ length: 500 }, (__, index) => `      r${stack}-${index}: { <<: *base }\n`);
      return stack === 0
        ? items.slice(1).join('')
        : `  s${stack}:\n    region: us-east-1\n    rotations:\n${items.join('')}`;
    });
    const { config, findings } = parseConfig(`${right}${stacks.join('')}`, TODAY);

    expect(findings).toEqual([]);
    expect(Object.keys(config!.stacks.s19.rotations)).toHaveLength(500);
  });
});

describe('a text that grows by merging', () => {
  const MANY = Array.from({ length: 1_000 }, (_, index) => `k${index}: 1`).join(', ');

  test.each([
    [
      'a large mapping into many',
      `a: &a { ${MANY} }\n${Array.from({ length: 1_000 }, (_, index) => `b${index}: { <<: *a }`).join('\n')}`,
    ],
    [
      'a mapping into one many times',
      `a: &a { ${MANY} }\nb: { <<: [${Array(10_000).fill('*a').join(', ')}] }`,
    ],
    [
      'what doubles each time',
      `a0: &a0 { ${MANY} }\n${Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} { <<: [*a${index}, *a${index}] }`).join('\n')}`,
    ],
    ['a mapping into itself', 'a: &a { <<: *a }'],
  ])('is refused: %s', (_, text) => {
    const { data, problems } = new Source(text);

    expect(data).toBeUndefined();
    expect(problems.map(({ problem }) => problem.code)).toEqual([
      text.includes('k0') ? 'NotYaml' : 'NestedTooDeeply',
    ]);
  });
});
