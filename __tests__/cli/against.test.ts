import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ExitStatus } from '../../src/cli/exit-status';
import { ROTATION } from '../support/configuration';
import { call, Outcome } from './terminal';

const MAIN = join(__dirname, '..', '..', 'src', 'cli', 'main.ts');

const VPC = 'vpc-0a1b2c3d4e5f60718';

const network = {
  vpcId: VPC,
  subnetIds: ['subnet-0a1b2c3d4e5f60718'],
  databaseSecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
};

const stack = {
  region: 'us-east-1',
  networks: { private: network },
  rotations: { orders: ROTATION, items: { ...ROTATION, secret: 'items' } },
};

const OLD_FUNCTION = 'SecretsManager-production-mysql-multi-user-private';

const ROTATION_OF_ITEMS = 'aws_secretsmanager_secret_rotation.Rotations_items_60105F77';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'against-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function writeConfig(name: string, stacks: object): string {
  return write(name, stringify({ version: 1, stacks }));
}

async function against(stacks: object, old: string, ...options: string[]): Promise<Outcome> {
  return call(['validate', writeConfig('new.yaml', stacks), '--against', old, ...options]);
}

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
}

/** Warnings of the configuration itself. */
const OF_OTHER_RULES = ['RuntimeEnds', 'SecretArnAmbiguous'];

async function findings(stacks: object, old: string): Promise<Found[]> {
  const { status, out } = await against(stacks, old, '--json');
  expect(status).toBe(ExitStatus.OK);
  return JSON.parse(out).findings.filter(({ rule }: Found) => !OF_OTHER_RULES.includes(rule));
}

/** What is found when a configuration of one stack is deployed over another one. */
function between(old: object, now: object): Promise<Found[]> {
  return findings({ production: now }, writeConfig('old.yaml', { production: old }));
}

const rules = (all: readonly Found[]): string[] => all.map(({ rule }) => rule);

function renamed(aliases?: string[]): object {
  return {
    ...stack,
    networks: { subnets: { ...network, aliases } },
    rotations: {
      orders: { ...ROTATION, network: 'subnets' },
      items: { ...ROTATION, secret: 'items', network: 'subnets' },
    },
  };
}

describe('against an old configuration', () => {
  test.each([
    ['nothing has changed', stack],
    [
      'the rotations stand in another order',
      { ...stack, rotations: { items: stack.rotations.items, orders: ROTATION } },
    ],
    ['a rotation is renamed', { ...stack, rotations: { purchases: ROTATION, items: stack.rotations.items } }],
    [
      'a rotation comes in',
      { ...stack, rotations: { ...stack.rotations, parts: { ...ROTATION, secret: 'parts' } } },
    ],
    ['a network is renamed and says so', renamed(['private'])],
  ])('nothing is said when %s', async (_, now) => {
    expect(await between(stack, now)).toEqual([]);
  });

  test('a network that is renamed replaces the function', async () => {
    expect(await between(stack, renamed())).toEqual([
      {
        rule: 'FunctionReplaced',
        severity: 'warning',
        path: 'stacks.production',
        message: `the function "${OLD_FUNCTION}" goes, with its security group, permission and policies, and "SecretsManager-production-mysql-multi-user-subnets" is made in its place; these secrets move to it, which rotates each at once, unless "rotateImmediately" is false: items, production/orders; a function's name carries those of its stack, its network and, where it has one to itself, of its rotation: where only a name has changed, list the old one in "aliases"`,
      },
    ]);
  });

  test('a rotation that moves to a function that is there is told, and so is what goes', async () => {
    const alone = { ...ROTATION, secret: 'items', isolation: 'dedicated' };
    const now = { ...stack, rotations: { orders: ROTATION, items: alone } };
    expect(await between(stack, now)).toMatchObject([
      {
        rule: 'RotationMoved',
        message: expect.stringContaining(
          `move from the function "${OLD_FUNCTION}" to "${OLD_FUNCTION}-for-items", which rotates each at once`,
        ),
      },
    ]);
    expect(rules(await between(now, { ...stack, rotations: { orders: ROTATION } }))).toEqual([
      'RotationRemoved',
      'FunctionRemoved',
    ]);
  });

  test('a function that is made of something else under its own name is told', async () => {
    const named = (name: string, engine: string): object => ({
      ...stack,
      functions: { all: { name, stackName: 'MyStack' } },
      rotations: { orders: { ...ROTATION, engine, function: 'all' } },
    });
    const [found, ...rest] = await between(named('rotate', 'mysql'), named('rotate', 'mariadb'));
    expect([found.rule, rest]).toEqual(['FunctionRemade', []]);
    expect(found.message).toMatch(
      /^the function "rotate" would be made anew under its own name, because its application is "arn:\S+MariaDBRotationMultiUser" and not "arn:\S+MySQLRotationMultiUser"; .*: give the new one another name$/,
    );
  });

  test('an endpoint that goes is told, with the VPC that loses it', async () => {
    const [found, ...rest] = await between(stack, {
      ...stack,
      networks: { private: { ...network, secretsManagerEndpoint: 'none' } },
    });
    expect([found.rule, rest]).toEqual(['EndpointRemoved', []]);
    expect(found.message).toMatch(
      new RegExp(`^the interface endpoint for com\\.amazonaws\\.us-east-1\\.secretsmanager in ${VPC} goes`),
    );
    expect(found.message).toContain("terraform state rm 'aws_vpc_endpoint.Networks_Endpoints_");
  });

  test('a security group that a function leaves is told', async () => {
    const now = {
      ...stack,
      networks: { private: { ...network, functionSecurityGroupIds: ['sg-0a1b2c3d4e5f60799'] } },
    };
    const [found, ...rest] = await between(stack, now);
    expect([found.rule, rest]).toEqual(['SecurityGroupReplaced', []]);
    expect(found.message).toContain(`of the function "${OLD_FUNCTION}" goes, or is replaced`);
  });

  test('a region, a stack that goes, and one that is renamed are told', async () => {
    const old = writeConfig('old.yaml', { production: stack });
    expect(await findings({ production: { ...stack, region: 'eu-west-1' } }, old)).toMatchObject([
      { rule: 'RegionChanged', path: 'stacks.production.region' },
    ]);
    expect(await findings({ live: stack }, old)).toMatchObject([
      {
        rule: 'StackRenamed',
        path: 'stacks.live',
        message: expect.stringContaining(
          'whose state is terraform.production.tfstate, and the state of "live" is terraform.live.tfstate',
        ),
      },
      { rule: 'FunctionReplaced' },
    ]);
    const other = { ...stack, rotations: { parts: { ...ROTATION, secret: 'parts' } } };
    expect(await findings({ live: other }, old)).toMatchObject([
      {
        rule: 'StackRemoved',
        path: 'stacks',
        message: expect.stringMatching(/^the stack "production", with 2 rotations, is no longer/),
      },
    ]);
  });

  test('a stack that is renamed and keeps its state is the same stack', async () => {
    const backend = { s3: { bucket: 'state', key: 'rotation.tfstate', region: 'us-east-1' } };
    const old = writeConfig('old.yaml', { production: { ...stack, backend } });
    expect(rules(await findings({ live: { ...stack, backend } }, old))).toEqual(['FunctionReplaced']);
  });

  test('a state that gets another place is told, but not where a copy of it is given', async () => {
    const backend = { s3: { bucket: 'state', key: 'rotation.tfstate', region: 'us-east-1' } };
    const now = { production: { ...stack, backend } };
    const old = writeConfig('old.yaml', { production: stack });
    expect(await findings(now, old)).toMatchObject([
      {
        rule: 'StateMoved',
        path: 'stacks.production',
        message: expect.stringMatching(
          /is terraform\.production\.tfstate, and would be s3:\/\/state\/rotation\.tfstate; .*-migrate-state$/,
        ),
      },
    ]);
    expect(rules(await findings(now, write('terraform.production.tfstate', state())))).not.toContain(
      'StateMoved',
    );
    expect(rules(await findings({ live: stack }, write('terraform.production.tfstate', state())))).toContain(
      'StackRenamed',
    );
  });

  test('a rotation that moves to another stack is told, with the command by which the first forgets it', async () => {
    const { orders, items } = stack.rotations;
    const old = writeConfig('old.yaml', { production: stack });
    const now = {
      production: { ...stack, rotations: { orders } },
      live: { ...stack, networks: undefined, rotations: { items: { ...items, network: undefined } } },
    };
    const [found, ...rest] = await findings(now, old);
    expect([found.rule, found.path, rest]).toEqual(['RotationLeavesStack', 'stacks.production', []]);
    expect(found.message).toMatch(
      new RegExp(
        `^the rotation of "items" moves .* terraform state rm '${ROTATION_OF_ITEMS}'; then deploy "live"`,
      ),
    );
    const elsewhere = { ...now, live: { ...now.live, region: 'eu-west-1' } };
    expect(rules(await findings(elsewhere, old))).toEqual(['RotationRemoved']);
  });

  test('a rotation whose secret becomes one that a parameter holds may be the same, and the other way round', async () => {
    const named = { ...stack, rotations: { orders: ROTATION } };
    const held = { ...named, rotations: { orders: { ...ROTATION, secret: { ssmParameter: '/orders' } } } };
    for (const [old, now] of [
      [named, held],
      [held, named],
    ]) {
      const [found, ...rest] = await between(old, now);
      expect([found.rule, rest]).toEqual(['RotationRemoved', []]);
      expect(found.message).toMatch(
        /if it is the one of aws_secretsmanager_secret_rotation\.\S+, take it along/,
      );
    }
    expect(await between(held, held)).toEqual([]);
  });

  test('an endpoint of a VPC that is looked up is told with what stands for its VPC', async () => {
    const looked = { ...stack, networks: { private: { lookup: { dbInstance: 'shop' } } } };
    const [found] = await between(looked, stack);
    expect([found.rule, found.message]).toEqual([
      'EndpointReplaced',
      expect.stringContaining(`state mv 'aws_vpc_endpoint.Networks_Endpoints_LookedUp_A75272D9["VPC-ID"]' '`),
    ]);
  });

  test('code that is not packaged is not needed', async () => {
    const withCode = (zip: string): object => ({
      region: 'us-east-1',
      functions: { own: { code: { zip }, handler: 'a.b', runtime: 'python3.13' } },
      rotations: { orders: { secret: 'orders', schedule: { everyDays: 7 }, function: 'own' } },
    });
    expect(await between(withCode('gone.zip'), withCode('missing.zip'))).toEqual([]);
  });

  test('an endpoint of a VPC that is left does not become one that is there', async () => {
    const networks = { private: network, other: { lookup: { dbInstance: 'shop' } } };
    const both = {
      ...stack,
      networks,
      rotations: { ...stack.rotations, shop: { ...ROTATION, secret: 'shop', network: 'other' } },
    };
    const moved = {
      ...both,
      networks: { ...networks, private: { ...network, vpcId: 'vpc-0a1b2c3d4e5f60799' } },
    };
    expect(rules(await between(both, moved))).toEqual(['EndpointRemoved', 'SecurityGroupReplaced']);
  });

  describe('a function of one’s own that', () => {
    const own = {
      code: { s3: { bucket: 'code', key: 'rotate.zip' } },
      handler: 'a.b',
      runtime: 'python3.13',
    };
    const image = { code: { image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/rotate:1' } };
    const FUNCTION = 'SecretsManager-production-own';
    const withOwn = (one: object, name = 'own'): object => ({
      region: 'us-east-1',
      functions: { [name]: one },
      rotations: { orders: { secret: 'orders', schedule: { everyDays: 7 }, function: name } },
    });
    const logs = { retentionDays: 30 };

    test('gets an image in place of a zip file is told', async () => {
      expect(await between(withOwn(own), withOwn(image))).toMatchObject([
        {
          rule: 'FunctionRemade',
          message: expect.stringContaining(
            `"${FUNCTION}" would be made anew under its own name, because its package type is "Image" and not "Zip"`,
          ),
        },
      ]);
    });

    test.each([
      ['gets a role that exists', { existing: 'arn:aws:iam::123456789012:role/rotate' }],
      ['gets a role on another path', { path: '/rotation/' }],
    ])('%s is told', async (_, role) => {
      expect(await between(withOwn(own), withOwn({ ...own, role }))).toMatchObject([
        { rule: 'RoleReplaced', message: expect.stringContaining(`of the function "${FUNCTION}" goes`) },
      ]);
    });

    test('gets another name is told to leave its logs behind, with the command that keeps them', async () => {
      const [, found, ...rest] = await between(withOwn(own), withOwn({ ...own, name: 'rotate' }));
      expect([found.rule, rest]).toEqual(['LogGroupRemoved', []]);
      expect(found.message).toMatch(
        new RegExp(`^the log group "/aws/lambda/${FUNCTION}" goes, .* state rm 'aws_cloudwatch_log_group\\.`),
      );
    });

    test('is renamed in the file alone is told to take its log group along', async () => {
      const named = { ...own, name: 'rotate', logs };
      const found = await between(withOwn(named), withOwn(named, 'other'));
      expect(rules(found)).toEqual(['RoleReplaced', 'LogGroupReplaced']);
      expect(found[1].message).toContain(
        "terraform state mv 'aws_cloudwatch_log_group.Functions_function-own",
      );
    });

    test('is said to exist is told to be forgotten, because it is rotated by still', async () => {
      const existing = `arn:aws:lambda:us-east-1:123456789012:function:${FUNCTION}`;
      const [found] = await between(withOwn(own), withOwn({ existing }));
      expect(found.rule).toBe('FunctionStillUsed');
      expect(found.message).toMatch(
        new RegExp(
          `being rotated by it, .*: orders; .* terraform state rm 'aws_lambda_function\\.${FUNCTION}'`,
        ),
      );
    });
  });

  test('its own errors are told as such, with its name', async () => {
    const old = writeConfig('old.yaml', { production: { ...stack, rotations: {} } });
    const { status, out } = await against({ production: stack }, old);
    expect([status, out]).toEqual([ExitStatus.FINDINGS, expect.stringContaining(`${old}:`)]);
    const { out: json } = await against({ production: stack }, old, '--json');
    const own = JSON.parse(json).findings.filter(({ file }: { file?: string }) => file === old);
    expect(own.map(({ rule, path }: Found) => [rule, path])).toContainEqual([
      'EmptyMapping',
      'stacks.production.rotations',
    ]);
  });

  test('that nothing is replaced is told, and otherwise it is not', async () => {
    const old = writeConfig('old.yaml', { production: stack });
    const told = `nothing of "${old}" would be replaced\n`;
    expect((await against({ production: stack }, old)).err).toContain(told);
    expect((await against({ production: renamed() }, old)).err).not.toContain(told);
  });

  test('its rules are explained in SARIF, and where that leads', async () => {
    const old = writeConfig('old.yaml', { production: stack });
    const { out } = await against({ live: stack }, old, '--format', 'sarif');
    const { rules: explained } = JSON.parse(out).runs[0].tool.driver;
    const known = explained.filter(({ id }: { id: string }) => /^(StackRenamed|FunctionReplaced)$/.test(id));
    expect(known).toHaveLength(2);
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'config-rules.md'), 'utf8');
    known.forEach(({ id, help, helpUri }: any) => {
      expect(help.text).toMatch(/^[A-Z][^]*\.\n\n[A-Z][^]*\.$/);
      expect(helpUri).toMatch(new RegExp(`/docs/config-rules\\.md#${id.toLowerCase()}$`));
      expect(page).toContain(`\n### ${id}\n`);
    });
  });

  test('a folder is one, too', async () => {
    writeConfig('old.yaml', { production: stack });
    const { status, out } = await call([
      'validate',
      writeConfig('new.yaml', { production: renamed() }),
      '--against',
      join(folder, 'old.y*ml'),
    ]);
    expect([status, out]).toEqual([ExitStatus.OK, expect.stringContaining('FunctionReplaced')]);
  });
});

const FUNCTION_ARN = `arn:aws:lambda:us-east-1:123456789012:function:${OLD_FUNCTION}`;

function instance(type: string, name: string, attributes: object, more: object = {}): object {
  return { mode: 'managed', type, name, instances: [{ attributes }], ...more };
}

/** What Terraform keeps of the stack, less what does not matter here. */
const RESOURCES = [
  instance('aws_serverlessapplicationrepository_cloudformation_stack', OLD_FUNCTION, {
    name: OLD_FUNCTION,
    application_id:
      'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
    parameters: { functionName: OLD_FUNCTION, vpcSecurityGroupIds: 'sg-1a1b2c3d,sg-2a1b2c3d' },
  }),
  instance('aws_secretsmanager_secret_rotation', 'Rotations_items_60105F77', {
    secret_id: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:items-AbCd12',
    rotation_lambda_arn: FUNCTION_ARN,
  }),
  instance('aws_security_group', 'Functions_mysql-multi-user-private_Network_SecurityGroup_8F78B644', {
    id: 'sg-1a1b2c3d',
    vpc_id: VPC,
  }),
];

function state(resources: readonly unknown[] = RESOURCES): string {
  return JSON.stringify({ version: 4, lineage: 'a', serial: 1, resources });
}

describe('against a state', () => {
  const production = { ...stack, rotations: { items: stack.rotations.items } };

  const outside = { items: { ...stack.rotations.items, network: undefined } };

  test.each(['terraform.production.tfstate', 'pulled.json', 'terraform.tfstate'])(
    'in %s nothing is said when nothing has changed',
    async (name) => {
      expect(await findings({ production }, write(name, state()))).toEqual([]);
    },
  );

  test.each([
    ['its name', 'items'],
    ['its ARN', 'arn:aws:secretsmanager:us-east-1:123456789012:secret:items-qwerty'],
  ])('a secret whose random characters read like a word is the one given by %s', async (_, secret) => {
    const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:items-qwerty';
    const [stackOf, of, group] = RESOURCES as any[];
    const { rotation_lambda_arn } = of.instances[0].attributes;
    const known = { ...of, instances: [{ attributes: { secret_id: arn, rotation_lambda_arn } }] };
    const now = { ...production, rotations: { items: { ...ROTATION, secret } } };
    const found = await findings({ production: now }, write('a.tfstate', state([stackOf, known, group])));
    expect(found).toMatchObject(secret === arn ? [{ rule: 'RotationReplaced' }] : []);
  });

  test('what is replaced is told', async () => {
    const old = write('terraform.production.tfstate', state());
    expect(rules(await findings({ production: renamed() }, old))).toEqual(['FunctionReplaced']);
  });

  test('the id of a security group is told', async () => {
    const moved = { ...production, networks: { private: { ...network, vpcId: 'vpc-0a1b2c3d4e5f60799' } } };
    const [found] = await findings({ production: moved }, write('terraform.production.tfstate', state()));
    expect(found.message).toContain('the security group sg-1a1b2c3d of the function');
  });

  test('a rotation at another address is told, with the command that takes it along', async () => {
    const [stackOf, of] = RESOURCES as any[];
    const old = write('a.tfstate', state([stackOf, { ...of, name: 'rotation', module: 'module.rotation' }]));
    expect(await findings({ production }, old)).toMatchObject([
      {
        rule: 'RotationReplaced',
        message: expect.stringMatching(
          new RegExp(
            `terraform state mv 'module\\.rotation\\.${ROTATION_OF_ITEMS.split('.')[0]}\\.rotation' '${ROTATION_OF_ITEMS.replace('.', '\\.')}'$`,
          ),
        ),
      },
    ]);
  });

  test('an endpoint at another address is told, which AWS refuses to make', async () => {
    const endpoint = instance('aws_vpc_endpoint', 'by-hand', {
      service_name: 'com.amazonaws.us-east-1.secretsmanager',
      vpc_id: VPC,
    });
    const [found] = await findings({ production }, write('a.tfstate', state([...RESOURCES, endpoint])));
    expect([found.rule, found.message]).toEqual([
      'EndpointReplaced',
      expect.stringContaining(`in ${VPC} is at aws_vpc_endpoint.by-hand in Terraform`),
    ]);
  });

  test('what is marked as tainted is told, and what is still to be destroyed is passed over', async () => {
    const [stackOf, of, group] = RESOURCES as any[];
    const tainted = { ...of, instances: [{ ...of.instances[0], status: 'tainted' }] };
    const deposed = {
      ...group,
      instances: [...group.instances, { deposed: '1a2b3c4d', attributes: { id: 'sg-9', vpc_id: 'vpc-9' } }],
    };
    const old = write('terraform.production.tfstate', state([stackOf, tainted, deposed]));
    expect(await findings({ production }, old)).toMatchObject([
      {
        rule: 'TaintedReplaced',
        message: expect.stringMatching(
          new RegExp(
            `^${ROTATION_OF_ITEMS} is marked as tainted .*: terraform untaint '${ROTATION_OF_ITEMS}'$`,
          ),
        ),
      },
    ]);
  });

  test('an instance of several has its key in its address, as a shell takes it', async () => {
    const [stackOf, of] = RESOURCES as any[];
    const each = { ...of, name: 'all', instances: [{ ...of.instances[0], index_key: "it's\n" }] };
    const [found] = await findings({ production }, write('a.tfstate', state([stackOf, each])));
    expect([found.rule, found.message]).toEqual([
      'RotationReplaced',
      expect.stringContaining(
        `terraform state mv 'aws_secretsmanager_secret_rotation.all["it'\\''s\\n"]' '${ROTATION_OF_ITEMS}'`,
      ),
    ]);
  });

  test('an endpoint for each VPC that is looked up keeps its place, and gets the key of one that had none', async () => {
    const now = { ...production, networks: { private: { lookup: { dbInstance: 'shop' } } } };
    const address = 'aws_vpc_endpoint.Networks_Endpoints_LookedUp_A75272D9';
    const attributes = { service_name: 'com.amazonaws.us-east-1.secretsmanager', vpc_id: VPC };
    const [type, name] = address.split('.');
    const keyed = instance(type, name, attributes, { instances: [{ index_key: VPC, attributes }] });
    const old = write('a.tfstate', state([...RESOURCES, keyed]));
    expect(rules(await findings({ production: now }, old))).not.toContain('EndpointReplaced');

    const single = write('a.tfstate', state([...RESOURCES, instance(type, 'by-hand', attributes)]));
    expect((await findings({ production: now }, single))[0].message).toContain(
      `terraform state mv 'aws_vpc_endpoint.by-hand' '${address}["${VPC}"]'`,
    );
  });

  test('a region that has changed is told of one whose stack only its functions name', async () => {
    const moved = { ...production, region: 'eu-west-1' };
    expect(await findings({ production: moved }, write('a.tfstate', state()))).toMatchObject([
      { rule: 'RegionChanged', path: 'stacks.production.region' },
    ]);
    expect(rules(await findings({ live: moved }, write('a.tfstate', state())))).toEqual(['StackRemoved']);
  });

  test('an account that has changed is told, and a stack of the account is preferred to others', async () => {
    const inAccount = (account: string): object => ({ ...production, allowedAccountIds: [account] });
    const old = write('a.tfstate', state());
    expect(await findings({ production: inAccount('999999999999') }, old)).toMatchObject([
      { rule: 'AccountChanged', path: 'stacks.production' },
    ]);
    const two = {
      development: { ...inAccount('999999999999'), networks: undefined, rotations: outside },
      production: inAccount('123456789012'),
    };
    expect(await findings(two, old)).toEqual([]);
  });

  test('one without rotations is said to be of something else', async () => {
    const old = write('a.tfstate', state([instance('aws_vpc_endpoint', 'a', { vpc_id: VPC })]));
    expect(await findings({ production }, old)).toMatchObject([{ rule: 'NothingRotated', path: 'stacks' }]);
  });

  test.each([
    ['a pipe', '/dev/stdin'],
    ['the standard input', '-'],
  ])('it is read once from %s', async (_, name) => {
    const now = writeConfig('new.yaml', { production: renamed() });
    const args = ['validate', now, '--against', name, '--json'];
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...args], {
      input: state(),
      encoding: 'utf8',
    });
    expect(rules(JSON.parse(stdout).findings)).toContain('FunctionReplaced');
  });

  test('role, log group and package type of a function are known', async () => {
    const role = { name: 'rotate-role', arn: 'arn:aws:iam::123456789012:role/x/rotate-role', path: '/x/' };
    const own = {
      function_name: 'SecretsManager-production-own',
      package_type: 'Image',
      role: role.arn,
    };
    const old = write(
      'terraform.production.tfstate',
      state([
        instance('aws_lambda_function', own.function_name, own),
        instance('aws_iam_role', 'a', role),
        instance('aws_cloudwatch_log_group', 'a', { name: '/aws/lambda/a' }),
      ]),
    );
    const now = {
      region: 'us-east-1',
      functions: {
        own: { code: { s3: { bucket: 'code', key: 'rotate.zip' } }, handler: 'a.b', runtime: 'python3.13' },
      },
      rotations: { orders: { secret: 'orders', schedule: { everyDays: 7 }, function: 'own' } },
    };
    const found = await findings({ production: now }, old);
    expect(rules(found)).toEqual(['FunctionRemade', 'RoleReplaced', 'LogGroupRemoved']);
    expect(found[1].message).toContain('the role rotate-role of the function');
  });

  test('nothing is said of one that is empty', async () => {
    expect(await findings({ production }, write('terraform.production.tfstate', ''))).toEqual([]);
    expect(await findings({ production }, write('terraform.production.tfstate', state([])))).toEqual([]);
  });

  test('what is not as Terraform writes it is passed over, and nothing of it is shown', async () => {
    const odd = [
      1,
      null,
      'text',
      { mode: 'managed' },
      { mode: 'managed', type: 'aws_security_group', name: 'a', instances: [null, 1, { attributes: [] }] },
      instance('aws_security_group', 'a', { id: { hunter2: 1 }, vpc_id: 7 }),
      instance('aws_lambda_function', 'a', { function_name: ['hunter2'], vpc_config: 'hunter2' }),
      instance('aws_serverlessapplicationrepository_cloudformation_stack', 'a', { parameters: 'hunter2' }),
      instance('aws_vpc_endpoint', 'a', {}),
      instance('aws_secretsmanager_secret_rotation', 'a', { secret_id: 'hunter2', secret_string: 'hunter2' }),
      instance('aws_secretsmanager_secret_version', 'a', { secret_string: 'hunter2' }),
    ];
    const old = write('terraform.production.tfstate', state(odd));
    const { status, out, err } = await against({ production }, old);
    expect(status).toBe(ExitStatus.OK);
    expect(out + err).not.toContain('hunter2');
  });
});

describe('--against fails when', () => {
  test.each([
    ['no JSON', '{', 'it is not JSON of up to 200 levels'],
    ['JSON of too many levels', '['.repeat(300) + ']'.repeat(300), 'it is not JSON of up to 200 levels'],
    ['another JSON', '{"values":{}}', 'it has no "lineage" and "resources"'],
    ['a list', '[]', 'it has no "lineage" and "resources"'],
    ['the older format', '{"version":3,"lineage":"a","modules":[]}', 'its "version" is not 4'],
    ['no resources', '{"version":4,"lineage":"a"}', 'it has no "resources"'],
    [
      'where it is kept',
      '{"version":3,"lineage":"a","backend":{"type":"s3","config":{"secret_key":"hunter2"}}}',
      'it says where the state is kept, and does not hold it',
    ],
    [
      'what OpenTofu encrypts',
      '{"serial":1,"lineage":"a","encrypted_data":"hunter2"}',
      'it is encrypted, and only OpenTofu reads it',
    ],
    ['another encoding', '\u0000{', 'the file is not in UTF-8'],
  ])('a state has %s', async (_, text, message) => {
    const old = write('a.tfstate', text);
    const { status, out, err } = await against({ production: stack }, old);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(out + err).not.toContain('hunter2');
    expect(err).toContain(`${JSON.stringify(old)} is not a state of Terraform: ${message}`);
  });

  test('the output of terraform show is given', async () => {
    const old = write(
      'show.json',
      JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: {} }),
    );
    const { status, err } = await against({ production: stack }, old);
    expect([status, err]).toEqual([
      ExitStatus.WRONG_CALL,
      expect.stringContaining('terraform state pull > FILE'),
    ]);
  });

  test('configuration and state are both on the standard input', async () => {
    const { status, err } = await call(['validate', '-', '--against', '-']);
    expect([status, err]).toEqual([
      ExitStatus.WRONG_CALL,
      expect.stringContaining('the standard input can be read once'),
    ]);
  });

  test('a link leads to itself', async () => {
    const link = join(folder, 'link');
    symlinkSync(link, link);
    const { status, err } = await against({ production: stack }, link);
    expect([status, err]).toEqual([
      ExitStatus.WRONG_CALL,
      expect.stringContaining('it is a link that leads to itself'),
    ]);
  });

  test('there is no such file', async () => {
    const { status, err } = await against({ production: stack }, join(folder, 'missing.tfstate'));
    expect([status, err]).toEqual([ExitStatus.WRONG_CALL, expect.stringContaining('there is no such file')]);
  });

  test.each([
    ['--resolved', ['--resolved']],
    ['--format mermaid', ['--format', 'mermaid']],
  ])('%s is given as well', async (option, options) => {
    const { status, err } = await against({ production: stack }, writeConfig('old.yaml', {}), ...options);
    expect(status).toBe(ExitStatus.WRONG_CALL);
    expect(err).toContain(`${option} prints something else than findings, which --against adds to`);
  });
});
