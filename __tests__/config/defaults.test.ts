import { parse } from 'yaml';
import { parseConfig } from '../../src/config';
import { SETTINGS } from '../../src/config/defaults/settings';
import { withoutReferences } from '../../src/config/schema-sections';
import { fileInRoot } from '../support/examples';
import { TODAY } from '../support/configuration';

/** The findings of a text as place and message, or as line where that is asked for. */
function found(text: string): string[] {
  return parseConfig(text, TODAY).findings.map(
    ({ rule, path, message, line }) => `${line} ${rule} ${path}: ${message}`,
  );
}

const HEAD = `version: 1
defaults: { region: us-east-1, engine: mysql, strategy: single-user, schedule: { everyDays: 7 } }
`;

describe('what an entry leaves out', () => {
  test.each([
    ['at the top', '{ masterSecret: superuser }', '{}'],
    ['in the stack', '{}', '{ masterSecret: superuser }'],
  ])(
    'is no superuser where there is none, with the default %s and the engine at the top',
    (_, top, inStack) => {
      const defaults = { ...parse(inStack), network: 'private' };
      const text = `version: 1
defaults: ${JSON.stringify({ ...parse(top), region: 'us-east-1', engine: 'mysql', strategy: 'multi-user', schedule: { everyDays: 7 } })}
stacks:
  one:
    defaults: ${JSON.stringify(defaults)}
    networks:
      private: { vpcId: vpc-0a1b2c3d, subnetIds: [subnet-0a1b2c3d], databaseSecurityGroupIds: [sg-0a1b2c3d] }
    rotations:
      orders: {}
      reports: { strategy: single-user }
      stock: { strategy: single-user, engine: oracle }
`;
      const { config, findings } = parseConfig(text, TODAY);

      expect(findings).toEqual([]);
      expect(Object.values(config!.stacks.one.rotations).map(({ masterSecret }) => masterSecret)).toEqual([
        'superuser',
        undefined,
        undefined,
      ]);
    },
  );

  test('comes from the defaults of its stack, and then from those at the top', () => {
    const { config, findings } = parseConfig(`version: 1
defaults:
  region: us-east-1
  tags: { team: data, stage: test }
  engine: mysql
  strategy: multi-user
  masterSecret: superuser
  schedule: { everyDays: 30, window: 2h }
stacks:
  first:
    tags: { stage: production }
    defaults:
      engine: postgres
      network: private
      vpcId: vpc-0a1b2c3d
      secretsManagerEndpoint: none
    networks:
      private: { subnetIds: [subnet-0a1b2c3d], databaseSecurityGroupIds: [sg-0a1b2c3d] }
      looked-up: { lookup: { dbInstance: orders }, secretsManagerEndpoint: create }
    rotations:
      orders: {}
      billing: { secret: live/billing, strategy: single-user, schedule: { rate: 12 hours } }
      parts: { network: looked-up }
      outside: { network: none }
  second:
    region: eu-west-1
    rotations:
      items: {}
`);

    expect(findings).toEqual([]);
    const ofAll = {
      schedule: { everyDays: 30, window: '2h' },
      strategy: 'multi-user',
      masterSecret: 'superuser',
    };
    expect(config).toEqual({
      version: 1,
      stacks: {
        first: {
          region: 'us-east-1',
          tags: { team: 'data', stage: 'production' },
          networks: {
            private: {
              vpcId: 'vpc-0a1b2c3d',
              subnetIds: ['subnet-0a1b2c3d'],
              databaseSecurityGroupIds: ['sg-0a1b2c3d'],
              secretsManagerEndpoint: 'none',
            },
            'looked-up': { lookup: { dbInstance: 'orders' }, secretsManagerEndpoint: 'create' },
          },
          rotations: {
            orders: { ...ofAll, engine: 'postgres', secret: 'orders', network: 'private' },
            billing: {
              engine: 'postgres',
              strategy: 'single-user',
              secret: 'live/billing',
              network: 'private',
              schedule: { rate: '12 hours' },
            },
            parts: { ...ofAll, engine: 'postgres', secret: 'parts', network: 'looked-up' },
            outside: { ...ofAll, engine: 'postgres', secret: 'outside' },
          },
        },
        second: {
          region: 'eu-west-1',
          tags: { team: 'data', stage: 'test' },
          rotations: { items: { ...ofAll, engine: 'mysql', secret: 'items' } },
        },
      },
    });
  });

  test('may be a value that is false or empty', () => {
    const { config } = parseConfig(`${HEAD.replace('engine', 'rotateImmediately: false, engine')}stacks:
  a: { rotations: { orders: {}, parts: { rotateImmediately: true } } }
`);
    const { orders, parts } = config!.stacks.a.rotations;

    expect([orders.rotateImmediately, parts.rotateImmediately]).toEqual([false, true]);
  });

  test('is missed in the entry when no default has it', () => {
    expect(
      found('version: 1\ndefaults: { engine: mysql }\nstacks:\n  a:\n    rotations:\n      orders: {}\n'),
    ).toEqual([
      expect.stringMatching('^5 MissingKey stacks.a.region: the key "region" is missing'),
      expect.stringMatching('^6 MissingKey stacks.a.rotations.orders.strategy'),
      expect.stringMatching('^6 MissingKey stacks.a.rotations.orders.schedule'),
    ]);
  });
});

describe('what is wrong with a default', () => {
  const STACKS = `stacks:
  a: { rotations: { orders: {}, parts: {}, items: { schedule: { everyDays: 8 } } } }
  b: { rotations: { one: {}, two: {}, three: {} } }
`;

  test('is told where it stands, once, with those that have it', () => {
    expect(found(`${HEAD.replace('everyDays: 7', 'everyDays: 0')}${STACKS}`)).toEqual([
      expect.stringMatching(
        /^2 OutOfRange defaults\.schedule\.everyDays: .*; it is the default of stacks\.a\.rotations\.orders, stacks\.a\.rotations\.parts, stacks\.b\.rotations\.one and 2 more$/,
      ),
    ]);
  });

  test.each([
    ['of no engine', 'engine: mysql', 'engine: mysqll', 'NotAllowed defaults.engine'],
    ['of no region', 'us-east-1', 'us-esat-1', 'UnknownRegion defaults.region'],
    ['that is misspelt', 'engine: mysql', 'engin: mysql', 'UnknownKey defaults.engin'],
    ['that is no default', 'engine: mysql', 'engine: mysql, secret: orders', 'UnknownKey defaults.secret'],
    [
      'with two schedules',
      'everyDays: 7',
      'everyDays: 7, rate: 1 day',
      'ScheduleAmbiguous defaults.schedule',
    ],
    ['of another type', '{ everyDays: 7 }', '7', 'WrongType defaults.schedule'],
    ['with a variable in it', 'us-east-1', '"${AWS_REGION}"', 'VariableNotExpanded defaults.region'],
    ['of no network', 'engine', 'network: privat, engine', 'NetworkUnknown defaults.network'],
    ['that has a tag', 'us-east-1', '!Sub us-east-1', 'TagNotRead defaults.region'],
  ])('is one cause: a default %s', (_, from, to, expected) => {
    const all = found(`${HEAD.replace(from, to)}${STACKS}`).map((one) => /^2 (\S+ [^\s:]+)/.exec(one)?.[1]);

    expect(all).toEqual([expected]);
  });

  test('that stands in a stack is told there', () => {
    const text = `${HEAD}stacks:\n  a:\n    defaults: { network: privat }\n    rotations: { orders: {}, parts: {} }\n`;

    expect(found(text)).toEqual([expect.stringMatching(/^5 NetworkUnknown stacks\.a\.defaults\.network: /)]);
  });

  test('leaves what an entry says itself to be judged', () => {
    const text = `${HEAD.replace('everyDays: 7', 'everyDays: 0')}stacks:\n  a: { rotations: { orders: { schedule: { everyDays: -1 } }, parts: {} } }\n`;

    expect(found(text).map((one) => one.split(':')[0])).toEqual([
      '2 OutOfRange defaults.schedule.everyDays',
      '4 OutOfRange stacks.a.rotations.orders.schedule.everyDays',
    ]);
  });
});

test.each([
  ['rotations', 'a rotation'],
  ['networks', 'a network'],
])('that nothing is written for, among the %s, is told how to write it', (kind, title) => {
  const text = `${HEAD}stacks:
  a:
    rotations: { orders: {} }
`;
  const empty =
    kind === 'rotations'
      ? text.replace('{ orders: {} }', '\n      orders:')
      : `${text}    networks:\n      n:\n`;

  expect(found(empty)).toEqual([
    expect.stringContaining(`this is empty; expected ${title}; write {} if it says nothing itself`),
  ]);
});

test.each([
  [50, []],
  [51, ['4 OutOfRange stacks.a.tags: with those of the defaults these are 51 tags, and AWS takes 50']],
])('of %d tags, which come from the defaults and the stack, AWS takes 50', (count, expected) => {
  const tags = (name: string, some: number): string =>
    `{ ${Array.from({ length: some }, (_, index) => `${name}${index}: x`).join(', ')} }`;
  const text = `version: 1
defaults: { region: us-east-1, engine: mysql, strategy: single-user, schedule: { everyDays: 7 }, tags: ${tags('a', 30)} }
stacks: { a: {
  tags: ${tags('b', count - 30)}, rotations: { orders: {} } } }
`;

  expect(found(text).map((one) => one.split(';')[0])).toEqual(expected);
});

test('what may be a default is what the schema takes for one', () => {
  const { $defs } = JSON.parse(fileInRoot('schemas/rotation-config.schema.json'));
  const { stacks, networks, rotations } = SETTINGS;

  expect(Object.keys($defs.defaults.properties).sort()).toEqual(
    [...stacks, ...rotations, ...networks].sort(),
  );
  expect(Object.keys($defs.stackDefaults.properties).sort()).toEqual([...rotations, ...networks].sort());
  Object.entries<any>($defs.defaults.properties).forEach(([key, part]) => {
    const kind = Object.entries(SETTINGS)
      .find(([, keys]) => keys.includes(key))![0]
      .slice(0, -1);
    expect(withoutReferences(part)).toEqual(withoutReferences($defs[kind].properties[key]));
  });
});

test('a key that JavaScript has for itself fills nothing in', () => {
  const text = `${HEAD.replace('engine', '__proto__: { port: 1 }, engine')}stacks:\n  a: { rotations: { orders: {} } }\n`;

  expect(found(text)).toEqual([expect.stringMatching('^2 UnknownKey defaults.__proto__')]);
  expect(parse(text).defaults.port).toBeUndefined();
});
