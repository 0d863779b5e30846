import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { formatFindings, loadConfig, parseConfig } from '../../src/config';
import { CONFIGURATION, STACK, withRotation } from '../support/configuration';
import { fileInRoot, ROOT } from '../support/examples';

const rules = (text: string): string[] => parseConfig(text).findings.map(({ rule }) => rule);

describe('a configuration file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read as YAML', () => {
    expect(loadConfig(join(ROOT, 'rotation.yaml'))).toMatchObject({ config: { version: 1 }, findings: [] });
  });

  test('is read as JSON', () => {
    expect(parseConfig(JSON.stringify(CONFIGURATION))).toEqual({ config: CONFIGURATION, findings: [] });
  });

  test('may use anchors, for settings that many rotations share', () => {
    const text = `${stringify({ version: 1 })}stacks:
  a: { region: us-east-1, rotations: { x: { engine: mysql, strategy: single-user, secret: x, schedule: &weekly { everyDays: 7 } },
    y: { engine: mysql, strategy: single-user, secret: y, schedule: *weekly } } }`;

    expect(parseConfig(text)).toMatchObject({
      findings: [],
      config: { stacks: { a: { rotations: { y: { schedule: { everyDays: 7 } } } } } },
    });
  });

  test('is not found', () => {
    const [finding] = loadConfig(join(folder, 'none.yaml')).findings;

    expect(finding.message.replace(folder, 'folder')).toMatchInlineSnapshot(
      `"cannot read "folder/none.yaml": there is no such file; name a configuration that is there as the argument of the command, in the environment variable ROTATION_CONFIG, or under context.rotationConfig in cdktf.json"`,
    );
  });

  test('is in a folder that has none', () => {
    mkdirSync(join(folder, 'empty'));
    const [finding] = loadConfig(join(folder, 'empty')).findings;

    expect(finding.message).toContain('no file in this folder ends in .yaml, .yml or .json');
  });

  test('is too large', () => {
    const file = join(folder, 'large.yaml');
    writeFileSync(file, '#'.repeat(1024 * 1024 + 1));

    expect(loadConfig(file).findings).toMatchObject([{ rule: 'FileTooLarge' }]);
  });
});

describe('a text that is no configuration', () => {
  test.each([
    ['nothing', '', ['EmptyFile']],
    ['a comment', '# version: 1', ['EmptyFile']],
    ['broken YAML', 'version: 1\nstacks: {a: [}', expect.arrayContaining(['NotYaml'])],
    ['a key twice', 'version: 1\nversion: 1\nstacks: {}', ['DuplicateKey', 'EmptyMapping']],
    ['a number and its digits as keys', '1: a\n"1": b', expect.arrayContaining(['DuplicateKey'])],
    ['two documents', '--- {}\n--- {}', ['NotYaml']],
    ['an unknown anchor', 'version: *one', ['NotYaml']],
    ['a list', '[]', ['WrongType']],
    ['a word', 'rotation', ['WrongType']],
    ['itself', 'a: &a [*a]', ['NestedTooDeeply']],
    ['many levels', '['.repeat(20000), ['NestedTooDeeply']],
    ['a few levels too many', `${'['.repeat(17)}${']'.repeat(17)}`, ['NestedTooDeeply']],
    [
      'what grows when it is read',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
      ['NotYaml'],
    ],
    [
      'a tag that would make an object',
      'a: !!js/function "function () {}"',
      expect.arrayContaining(['UnknownKey']),
    ],
  ])('is %s', (_, text, expected) => {
    expect(rules(text)).toEqual(expected);
  });

  test('names the first hundred of very many keys that do not belong there, and counts the rest', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}`);
    const { findings } = parseConfig(keys.map((key) => `${key}: 1\n`).join(''));

    expect(findings).toHaveLength(101);
    expect(findings.filter(({ rule }) => rule === 'UnknownKey').map(({ path }) => path)).toEqual(
      keys.slice(0, 98),
    );
    expect(findings[100]).toEqual({
      rule: 'MoreFindings',
      severity: 'error',
      path: '',
      message: 'and 19902 more, 19902 of them errors; mend those above, then check again',
    });
  });

  test('names the first hundred wrong ones of very many rotations, and where they stand', () => {
    const rotation = 'engine: mysqll, strategy: single-user, schedule: { everyDays: 7 }';
    const lines = Array.from(
      { length: 3_000 },
      (_, index) => `      r${index}: { ${rotation}, secret: s${index} }\n`,
    );
    const { findings } = parseConfig(
      `version: 1\nstacks:\n  a:\n    region: us-east-1\n    rotations:\n${lines.join('')}`,
    );

    expect(findings.slice(0, 100).map(({ line }) => line)).toEqual(
      lines.slice(0, 100).map((_, index) => index + 6),
    );
    expect(findings[100].message).toMatch(/^and 2900 more, 2900 of them errors/);
  });

  test('counts what is wrong with what many aliases stand for once', () => {
    const wrong = Array.from({ length: 650 }, (_, index) => `k${index}: 1`).join(', ');
    const aliases = Array.from({ length: 99 }, (_, index) => `      r${index}: *wrong\n`).join('');
    const { findings } = parseConfig(
      `version: 1\nstacks:\n  a:\n    region: us-east-1\n    rotations:\n      r: &wrong {${wrong}}\n${aliases}`,
    );

    expect(findings[100].message).toMatch(/^and 550 more, 550 of them errors/);
  });

  test('tells the places of keys that stand twice in their order', () => {
    const { findings } = parseConfig('a: [{}, { b: 1, b: 3, b: 4 }]\nd: 4\na: 5');

    const duplicates = findings.filter(({ rule }) => rule === 'DuplicateKey');
    expect(duplicates.map(({ path, line, column }) => [path, line, column])).toEqual([
      ['a[1].b', 1, 17],
      ['a[1].b', 1, 23],
      ['a', 3, 1],
    ]);
  });

  test('tells what else is wrong beside keys that stand twice', () => {
    const text = stringify(withRotation({ engine: 'mysqll' })).replace(
      'engine:',
      'secret: x\n        engine:',
    );

    expect(parseConfig(text).findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'NotAllowed stacks.production.rotations.orders.engine',
      'DuplicateKey stacks.production.rotations.orders.secret',
    ]);
  });

  test.each([
    ['nothing', null],
    ['a text', 's3'],
    ['a bucket without a key', { s3: { bucket: 'state', region: 'us-east-1' } }],
    ['a key that is none', { s3: { bucket: 'state', key: 7, region: 'us-east-1' } }],
    ['a workspace that is none', { cloud: null }],
  ])('has a backend that is %s, which is not compared with others', (_, backend) => {
    const stacks = { a: { ...STACK, backend }, b: { ...STACK, rotations: {}, backend } };
    const { findings } = parseConfig(stringify({ version: 1, stacks }, { aliasDuplicateObjects: false }));

    expect(findings.filter(({ path }) => path.startsWith('stacks.a.backend'))).not.toEqual([]);
    expect(findings.map(({ rule }) => rule)).not.toContain('StateShared');
  });

  test('does not reach the prototype of anything', () => {
    const { findings } = parseConfig(
      '{"__proto__": {"polluted": true}, "version": 1, "stacks": {"__proto__": {}}}',
    );

    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(
      expect.arrayContaining(['UnknownKey __proto__', 'WrongForm stacks.__proto__']),
    );
    expect({}).not.toHaveProperty('polluted');
  });

  test('ends in findings whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        expect(parseConfig(text).findings.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the report', () => {
  test('prints nothing that a terminal would act on', () => {
    const { findings } = parseConfig(JSON.stringify({ '\u001b[2J': 1 }));

    expect(formatFindings('rotation.yaml', findings)).toContain('\n  \\u001b[2J\n');
    expect(formatFindings('rotation.yaml', findings)).not.toContain('\u001b');
  });

  const text = fileInRoot('rotation.yaml')
    .replace('engine: mysql', 'engine: mysqll')
    .replace('network: private', 'network: privat')
    .replace('    networks:', '    network:');

  test('names file, line and column, the place, and what to write, of every finding at once', () => {
    expect(formatFindings('rotation.yaml', parseConfig(text).findings)).toMatchInlineSnapshot(`
"rotation.yaml:7:5 error UnknownKey
  stacks.production.network
  the key "network" is unknown; did you mean "networks"? allowed here: region, backend, profile, assumeRole, allowedAccountIds, fips, awsProviderVersion, tags, defaults, networks, functions, rotations

rotation.yaml:18:17 error NotAllowed
  stacks.production.rotations.orders.engine
  "mysqll" is not allowed; did you mean "mysql"? allowed here: mysql, mariadb, postgres, oracle, sqlserver, db2, mongodb, redshift

rotation.yaml: 2 errors, 0 warnings"
`);
  });
});
