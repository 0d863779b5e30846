import { parseConfig } from '../../src/config';
import { TODAY } from '../support/configuration';

const ROTATION = '{ engine: mysql, strategy: single-user, secret: orders, schedule: { everyDays: 7 } }';

const NETWORK =
  '{ vpcId: vpc-0a1b2c3d, subnetIds: [subnet-0a1b2c3d], databaseSecurityGroupIds: [sg-0a1b2c3d] }';

const YAML = `version: 1
stacks:
  a:
    region: us-east-1
    rotations:
      orders: ${ROTATION}
`;

const IN_NETWORK = `version: 1
stacks:
  a:
    region: us-east-1
    networks:
      private: ${NETWORK}
    rotations:
      orders: ${ROTATION.replace('secret:', 'network: private, secret:')}
`;

const JSON_TEXT = `{
  "version": 1,
  "stacks": {
    "a": {
      "region": "us-east-1",
      "rotations": {
        "orders": {
          "engine": "mysql",
          "strategy": "single-user",
          "secret": "orders",
          "schedule": { "everyDays": 7 }
        }
      }
    }
  }
}
`;

/** The keys of a mapping in braces, each in a line of its own. */
const lines = (mapping: string): string => mapping.slice(2, -2).replace(/, (?=\w+:)/g, '\n      ');

const inJson = (before: string, after: string): string => JSON_TEXT.replace(before, after);

const inYaml = (before: string | RegExp, after: string): string => YAML.replace(before, after);

const inNetwork = (before: string | RegExp, after: string): string => IN_NETWORK.replace(before, after);

const withBackend = (backend: string): string =>
  inYaml('    rotations', `    backend: ${backend}\n    rotations`);

/** What is wrong, the text, and the one finding: line and column, rule and place. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['a tab', inYaml('    region', '\tregion'), '4:1 NotYaml'],
  ['a line that is indented otherwise', inYaml('    rotations', '   rotations'), '5:1 NotYaml'],
  [
    'a mapping that is not indented',
    inYaml('      orders', '    orders'),
    '5:15 WrongType stacks.a.rotations',
  ],
  ['no space after a colon', inYaml('region: us', 'region:us'), '4:5 NotYaml'],
  ['no space after the first colon', inYaml('version: 1', 'version:1'), '1:1 NotYaml'],
  [
    'no space in braces',
    inYaml('everyDays: 7', 'everyDays:7'),
    '6:83 UnknownKey stacks.a.rotations.orders.schedule.everyDays:7',
  ],
  ['a quotation mark that is not closed', inYaml('us-east-1', '"us-east-1'), '7:1 NotYaml'],
  ['an escape that is none', inYaml('us-east-1', '"us\\q"'), '4:16 NotYaml'],
  ['an asterisk that is no alias', inYaml('everyDays: 7', 'cron: * * * * * *'), '6:89 NotYaml'],
  ['an unknown alias', inYaml('{ everyDays: 7 }', '*weekly'), '6:81 NotYaml'],
  ['a second document', `${YAML}---\n${YAML}`, '7:1 NotYaml'],
  ['YAML 1.1', `%YAML 1.1\n---\n${YAML}`, '1:1 NotYaml'],
  ['a list as a key', inYaml('  a:', '  ? [a]\n  :'), '3:5 WrongType stacks'],

  ['JSON without a comma after a number', inJson('1,', '1'), '2:15 NotYaml'],
  ['JSON without a comma after a text', inJson('"mysql",', '"mysql"'), '8:28 NotYaml'],
  ['JSON without a colon', inJson('"version":', '"version"'), '2:12 NotYaml'],
  ['JSON that is cut off', JSON_TEXT.slice(0, 190), '7:19 NotYaml'],
  ['JSON that is cut off in a text', JSON_TEXT.slice(0, JSON_TEXT.indexOf('-user') + 2), '7:19 NotYaml'],
  ['JSON with a quotation mark that is not closed', inJson('"mysql"', '"mysql'), '8:21 NotYaml'],
  ['JSON with a bracket too many', `${JSON_TEXT}}`, '17:1 NotYaml'],
  ['JSON with a wrong bracket', JSON_TEXT.replace(/\}\s*$/, ']'), '16:1 NotYaml'],
  ['JSON with a comment to the end of a line', inJson('{\n', '{ // a comment\n'), '1:3 NotYaml'],
  ['JSON with a comment in a line', inJson('1,', '1 /* a comment */,'), '2:16 NotYaml'],
  ['JSON with a comment before it', `// a comment\n${JSON_TEXT}`, '1:1 NotYaml'],
  ['two lines of JSON', `${JSON.stringify({})}\n${JSON.stringify({})}\n`, '2:1 NotYaml'],
  [
    'JSON with a wrong value',
    inJson('"mysql"', '"mysqll"'),
    '8:21 NotAllowed stacks.a.rotations.orders.engine',
  ],
  [
    'JSON with an unknown key',
    inJson('"engine"', '"engin"'),
    '8:11 UnknownKey stacks.a.rotations.orders.engin',
  ],
  [
    'JSON without a key',
    inJson('"strategy": "single-user",', ''),
    '7:19 MissingKey stacks.a.rotations.orders.strategy',
  ],
  [
    'JSON with a key twice',
    inJson('"secret"', '"engine": "mysql",\n          "secret"'),
    '10:11 DuplicateKey stacks.a.rotations.orders.engine',
  ],

  [
    'rotations beside the stacks',
    inNetwork(/ {4}rotations:\n {6}/, 'rotations:\n  '),
    '7:1 UnknownKey rotations',
  ],
  [
    'rotations beside a stack',
    inYaml(/ {4}rotations:\n {6}/, '  rotations:\n    '),
    '5:3 NameMissing stacks.rotations',
  ],
  [
    'networks among the rotations',
    IN_NETWORK.replace('    networks:', '    rotations:\n      networks:')
      .replace('      private:', '        private:')
      .replace('    rotations:\n      orders', '      orders'),
    '6:7 NameMissing stacks.a.rotations.networks',
  ],
  ['the region at the top', inYaml(/(stacks:\n {2}a:\n) {4}(region: .*\n)/, '$2$1'), '2:1 UnknownKey region'],
  [
    'the region beside a stack',
    inYaml(/( {2}a:\n) {4}(region: .*\n)/, '  $2$1'),
    '3:3 NameMissing stacks.region',
  ],
  [
    'the region among the rotations',
    inYaml(/ {4}(region: .*\n) {4}(rotations:\n)/, '    $2      $1'),
    '5:7 NameMissing stacks.a.rotations.region',
  ],
  [
    'the engine in a stack',
    inYaml(/(.*rotations:\n.*)engine: mysql, /, '    engine: mysql\n$1'),
    '5:5 UnknownKey stacks.a.engine',
  ],
  [
    'a VPC in a stack',
    inNetwork(/(.*networks:\n.*)(vpcId: \S+), /, '    $2\n$1'),
    '5:5 UnknownKey stacks.a.vpcId',
  ],
  [
    'the interval in a rotation',
    inYaml('schedule: { everyDays: 7 }', 'everyDays: 7'),
    '6:71 UnknownKey stacks.a.rotations.orders.everyDays',
  ],
  [
    'the secret in the schedule',
    inYaml('secret: orders, schedule: { ', 'schedule: { secret: orders, '),
    '6:67 UnknownKey stacks.a.rotations.orders.schedule.secret',
  ],
  [
    'a database in a network',
    inNetwork(NETWORK, '{ dbInstance: orders }'),
    '6:18 UnknownKey stacks.a.networks.private.dbInstance',
  ],
  [
    'no name of a stack',
    inYaml(/ {2}a:\n {4}(.*)\n {4}(.*)\n {6}/, '  $1\n  $2\n    '),
    '3:3 NameMissing stacks.region',
  ],
  [
    'no name of a rotation',
    inYaml(`orders: ${ROTATION}`, lines(ROTATION)),
    '6:7 NameMissing stacks.a.rotations.engine',
  ],
  [
    'no name of a network',
    inNetwork(`private: ${NETWORK}`, lines(NETWORK)),
    '6:7 NameMissing stacks.a.networks.vpcId',
  ],
  ['rotations as a list', inNetwork('      orders: ', '      - '), '8:7 WrongType stacks.a.rotations'],
  ['networks as a list', inNetwork('      private: ', '      - '), '6:7 WrongType stacks.a.networks'],
  ['stacks as a list', 'version: 1\nstacks:\n  - region: us-east-1\n', '3:3 WrongType stacks'],

  [
    'a bucket that is not under s3',
    withBackend('{ bucket: state, key: a, region: us-east-1 }'),
    '5:16 UnknownKey stacks.a.backend.bucket',
  ],
  [
    'a bucket and the kind of backend',
    withBackend('{ type: s3, bucket: state, key: a, region: us-east-1 }'),
    '5:26 UnknownKey stacks.a.backend.bucket',
  ],
  [
    'an organization that is not under cloud',
    withBackend('{ organization: acme, workspace: a }'),
    '5:16 UnknownKey stacks.a.backend.organization',
  ],
  [
    'Terraform’s name of a key',
    withBackend('{ s3: { bucket: state, key: a, region: us-east-1, use_lockfile: true } }'),
    '5:64 UnknownKey stacks.a.backend.s3.use_lockfile',
  ],
  [
    'two backends',
    withBackend(
      '{ s3: { bucket: state, key: a, region: us-east-1 }, cloud: { organization: a, workspace: a } }',
    ),
    '5:14 OutOfRange stacks.a.backend',
  ],

  [
    'a merge key',
    inYaml(/ {6}orders: (.*)\n/, '      orders: &x $1\n      items: { <<: x, secret: items }\n'),
    '7:16 MergeKey stacks.a.rotations.items.<<',
  ],
  [
    'another word for days',
    inYaml('everyDays', 'days'),
    '6:83 UnknownKey stacks.a.rotations.orders.schedule.days',
  ],
  [
    'AWS’s word for days',
    inYaml('everyDays', 'AutomaticallyAfterDays'),
    '6:83 UnknownKey stacks.a.rotations.orders.schedule.AutomaticallyAfterDays',
  ],
  [
    'a word in place of a schedule',
    inYaml('{ everyDays: 7 }', 'weekly'),
    '6:81 WrongType stacks.a.rotations.orders.schedule',
  ],
  [
    'no schedule in it',
    inYaml('{ everyDays: 7 }', '{}'),
    '6:81 ScheduleAmbiguous stacks.a.rotations.orders.schedule',
  ],
  ['stacks without the word', inYaml('stacks:\n  a:\n', 'a:\n'), '2:1 UnknownKey a'],
  ['rotations without the word', inYaml('    rotations:\n  ', ''), '5:5 UnknownKey stacks.a.orders'],
  [
    'networks without the word',
    inNetwork('    networks:\n      private', '    private'),
    '5:5 UnknownKey stacks.a.private',
  ],
  ['a rotation at the top', `${YAML.slice(0, 11)}orders: ${ROTATION}\n`, '2:1 UnknownKey orders'],
  [
    'the names of two rotations forgotten',
    inYaml(/ {6}orders: .*\n/, `      ${lines(ROTATION)}\n      ${lines(ROTATION)}\n`),
    '10:7 NameMissing stacks.a.rotations.engine',
  ],
  [
    'keys of a rotation in a function',
    inYaml(
      '    rotations',
      '    functions: { rotate: { name: rotate, engine: mysql, strategy: single-user } }\n    rotations',
    ).replace('secret: ', 'function: rotate, secret: '),
    '5:42 UnknownKey stacks.a.functions.rotate.engine',
  ],
  [
    'the JSON of a secret in the place of its name',
    inYaml('secret: orders', 'secret: { username: orders, password: hunter2 }'),
    '6:63 WrongType stacks.a.rotations.orders.secret',
  ],
  [
    'a mapping in the place of an id',
    inNetwork('vpc-0a1b2c3d', '{ id: vpc-0a1b2c3d }'),
    '6:25 WrongType stacks.a.networks.private.vpcId',
  ],
  [
    'a mapping in the place of ids',
    inNetwork('[subnet-0a1b2c3d]', '{}'),
    '6:50 WrongType stacks.a.networks.private.subnetIds',
  ],
  [
    'a parameter misspelt',
    inNetwork('vpc-0a1b2c3d', '{ ssm_parameter: /vpc }'),
    '6:27 UnknownKey stacks.a.networks.private.vpcId.ssm_parameter',
  ],
  [
    'an alias that stands twice',
    inYaml('engine:', 'aliases: [b, b], engine:'),
    '6:26 DuplicateItem stacks.a.rotations.orders.aliases',
  ],
  ['the name of every prototype', inYaml('  a:', '  __proto__:'), '3:3 WrongForm stacks.__proto__'],
  ['an infinite number', inYaml('7', '.inf'), '6:94 WrongType stacks.a.rotations.orders.schedule.everyDays'],
  ['no number', inYaml('7', '.nan'), '6:94 WrongType stacks.a.rotations.orders.schedule.everyDays'],
  [
    'a version that is a number',
    inYaml('engine:', 'applicationVersion: 1.10, engine:'),
    '6:37 WrongType stacks.a.rotations.orders.applicationVersion',
  ],
  [
    'a word of YAML 1.1',
    inYaml('engine:', 'rotateImmediately: yes, engine:'),
    '6:36 WrongType stacks.a.rotations.orders.rotateImmediately',
  ],
  ['a tag', inYaml('us-east-1', '!Ref Region'), '4:18 TagNotRead stacks.a.region'],
  ['a variable in braces', inYaml('us-east-1', '{{ region }}'), '4:14 VariableNotExpanded stacks.a.region'],
  [
    'a variable where a bracket ends it',
    inNetwork('[subnet-0a1b2c3d]', '[${A}, ${B}]'),
    '6:52 VariableNotExpanded',
  ],
  [
    'a block of a template language',
    inYaml('    region', '{% if x %}\n    region'),
    '4:2 VariableNotExpanded',
  ],
  [
    'an anchored mistake',
    inYaml(
      / {6}orders: (.*)\{ everyDays: 7 \}(.*)\n/,
      '      orders: $1&s { everyDay: 7 }$2\n      items: { engine: mysql, strategy: single-user, secret: items, schedule: *s }\n',
    ),
    '6:86 UnknownKey stacks.a.rotations.orders.schedule.everyDay',
  ],
];

describe('one cause is one finding', () => {
  test.each(CASES)('%s', (_, text, expected) => {
    const { findings } = parseConfig(text, TODAY);

    expect(
      findings.map(({ line, column, rule, path }) => `${line}:${column} ${rule} ${path}`.trim()),
    ).toEqual([expected]);
  });

  test.each([
    ['hunter2', 'allowed here: host, username, dbname, ssl, port'],
    ['{ length: 32 }', 'it has to stand under stacks.NAME.functions.NAME'],
  ])('which leads elsewhere only where %s may stand under that key', (value, expected) => {
    const { findings } = parseConfig(inYaml('engine:', `expect: { password: ${value} }, engine:`), TODAY);
    expect(findings.map(({ path }) => path)).toEqual(['stacks.a.rotations.orders.expect.password']);
    expect(findings[0].message).toContain(expected);
    expect(findings[0].message).not.toContain('hunter2');
  });

  test('which names a key that nobody else may read by its kind', () => {
    const text = inYaml('secret: orders', '"mysql://orders:hunter2@db/orders": 1, secret: orders');

    const [{ path, message }, ...more] = parseConfig(text, TODAY).findings;

    expect(more).toEqual([]);
    expect(path).toBe('stacks.a.rotations.orders.a URL with credentials');
    expect(message).toMatch(/^the key a URL with credentials is unknown/);
  });

  test.each([
    ['YAML', YAML],
    ['YAML with a network', IN_NETWORK],
    ['YAML whose document ends', `${YAML}...\n`],
    ['JSON', JSON_TEXT],
    ['JSON that is indented by tabs', JSON_TEXT.replace(/ {2}/g, '\t')],
    ['JSON of another system’s lines', JSON_TEXT.replace(/\n/g, '\r\n')],
    ['JSON in one line', JSON.stringify(JSON.parse(JSON_TEXT))],
    ['JSON with a comma at the end', inJson('7', '7,')],
    ['JSON with a comment of YAML', inJson('{\n', '{ # a comment\n')],
    ['JSON with escapes', inJson('"orders",', '"\\u006frders\\/x",')],
    ['JSON after a byte order mark', `\ufeff${JSON_TEXT}`],
  ])('%s has none', (_, text) => {
    expect(parseConfig(text, TODAY).findings).toEqual([]);
  });
});
