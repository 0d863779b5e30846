import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { InvolvedPolicy } from '../../src/app/involved-policy';
import { involvedPolicies } from '../../src/app/involved-policies';
import { RotationConfig } from '../../src/config/model';
import { PolicyType } from '../../src/policy/policy-type';
import { PolicyValidator } from '../../src/policy/policy-validator';
import { CONFIG_CASES, loadedFrom } from '../support/config-cases';
import { check, NETWORK, ROTATION, STACK, withRotation, withStack } from '../support/configuration';

const ACCOUNT = '123456789012';
const OTHER = '444455556666';
const FUNCTION = 'SecretsManager-production-mysql-multi-user-private';
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const KEY_ELSEWHERE = KEY.replace(ACCOUNT, OTHER);
const MASTER_ELSEWHERE = `arn:aws:secretsmanager:us-east-1:${OTHER}:secret:shared/superuser-AbCdEf`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/serverlessrepo-SecretsMa*-SecretsManagerRDSMySQLRo*`;

function policiesOf(configuration: unknown, accountId = ACCOUNT): InvolvedPolicy[] {
  const { config, findings } = check(configuration);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return involvedPolicies(config!, accountId);
}

function named(policies: readonly InvolvedPolicy[], file: string): any {
  return policies.find((one) => one.file === file)!.policy.toJson();
}

/** What a policy is, by its file. */
const kindOf = (file: string): string => file.replace(/(-\d+|-SecretsManager[\w-]*)?\.json$/, '');

/** A VPC can have one endpoint. */
const withoutEndpoint = (stack: object): object => ({
  ...stack,
  networks: { private: { ...NETWORK, vpcId: 'vpc-0fedcba9876543210', secretsManagerEndpoint: 'none' } },
});

const filesOf = (policies: readonly InvolvedPolicy[]): string[] => policies.map(({ file }) => file);

const stacks = (each: object): object => ({ version: 1, stacks: each });

function findingsOf({ type, policy, isInline }: InvolvedPolicy): unknown[] {
  return isInline ? PolicyValidator.validateInline([policy]) : PolicyValidator.validate(policy, type);
}

/** Thousands of functions are no other kind of configuration, and take a minute. */
const RIGHT = CONFIG_CASES.flatMap((one) => {
  const { config } = loadedFrom(one);
  const isUsual = config !== undefined && rotationsIn(config) < 1000;
  return isUsual ? [{ name: `${one.rule}: ${one.name}`, config }] : [];
});

function rotationsIn({ stacks: all }: RotationConfig): number {
  return Object.values(all).reduce((sum, { rotations }) => sum + Object.keys(rotations).length, 0);
}

/** The account that a configuration's ARNs name, or its list of those that are allowed. */
function accountIn(config: unknown): string {
  return /(?:arn:[^ "]*:|")(\d{12})[":]/.exec(JSON.stringify(config))?.[1] ?? ACCOUNT;
}

describe('the policies that a configuration involves', () => {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));

  // The code of functions of one's own, which the cases name by a path.
  beforeAll(() => {
    mkdirSync(join(folder, 'build'));
    writeFileSync(join(folder, 'build', 'rotate.zip'), 'PK');
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  test.each(RIGHT)('are right for $name', ({ config }) => {
    const policies = involvedPolicies(config, accountIn(config));
    expect(policies.flatMap(findingsOf)).toEqual([]);
    expect(new Set(filesOf(policies)).size).toBe(policies.length);
    const reasons = policies.flatMap(({ policy }) => policy.statements.map(({ reason }) => reason));
    expect(reasons.filter((reason) => !/^\S/.test(reason))).toEqual([]);
  });

  test('are those of who deploys and operates, and of each function, its secrets and its endpoint', () => {
    expect(filesOf(policiesOf(withRotation({})))).toEqual([
      'production/deployer-1.json',
      'production/deployer-2.json',
      'production/operator.json',
      'production/endpoint.json',
      `production/invoke-${FUNCTION}.json`,
      `production/master-secret-${FUNCTION}.json`,
      `production/secret-${FUNCTION}.json`,
    ]);
  });

  test('are no more than twice as large for twice as many functions', () => {
    const charactersOf = (count: number): number => {
      const rotations = Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `r${index}`,
          { ...ROTATION, secret: `s${index}`, isolation: 'dedicated' },
        ]),
      );
      const policies = policiesOf(withStack({ rotations }));
      expect(policies.flatMap(findingsOf)).toEqual([]);
      return policies.reduce((sum, { policy }) => sum + policy.characters, 0);
    };
    expect(charactersOf(40) / charactersOf(20)).toBeLessThan(2);
  });

  test('leave out what there is not', () => {
    const rotation = { ...ROTATION, strategy: 'single-user', masterSecret: undefined, network: undefined };
    const stack = { region: 'us-east-1', rotations: { orders: rotation } };
    expect(filesOf(policiesOf(stacks({ production: stack }))).map(kindOf)).toEqual([
      'production/deployer',
      'production/operator',
      'production/invoke',
      'production/secret',
    ]);
  });

  test('name the looked-up database of a master secret that RDS manages', () => {
    const policies = policiesOf(
      withStack({
        networks: { private: { lookup: { dbCluster: 'orders' } } },
        rotations: { orders: { ...ROTATION, masterSecret: 'rds-managed' } },
      }),
    );
    const { Statement } = named(policies, `production/master-secret-${FUNCTION}.json`);
    expect(Statement.map(({ Resource }: any) => Resource)).toEqual(
      expect.arrayContaining([
        `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:rds!cluster-*`,
        `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:orders`,
      ]),
    );
  });

  test('name the warehouse of a master secret that Redshift manages', () => {
    const redshift = {
      ...ROTATION,
      engine: 'redshift',
      masterSecret: 'redshift!orders-admin',
      redshiftWarehouse: { cluster: 'orders' },
    };
    const policies = policiesOf(withRotation(redshift));
    const file = filesOf(policies).find((one) => kindOf(one) === 'production/master-secret')!;
    expect(named(policies, file).Statement).toContainEqual(
      expect.objectContaining({
        Action: 'redshift:DescribeClusters',
        Resource: `arn:aws:redshift:us-east-1:${ACCOUNT}:cluster:orders`,
      }),
    );
  });

  test('have one policy for a key of several stacks, which names all of their secrets and roles', () => {
    const other = { ...STACK, rotations: { billing: { ...ROTATION, secret: 'billing', kmsKeyArn: KEY } } };
    const one = { ...STACK, rotations: { orders: { ...ROTATION, kmsKeyArn: KEY } } };
    const policies = policiesOf(stacks({ one, other: withoutEndpoint(other) }));
    const [file, ...more] = filesOf(policies).filter((name) => name.startsWith('kms-key-'));
    expect([file, more]).toEqual([`kms-key-us-east-1-${ACCOUNT}-${KEY.split('/')[1]}.json`, []]);
    const [, use] = named(policies, file).Statement;
    expect(use.Condition.ArnLike['aws:PrincipalArn']).toBe(ROLE);
    expect(use.Condition.StringLike['kms:EncryptionContext:SecretARN']).toEqual(
      ['billing', 'production/orders'].map(
        (name) => `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${name}-??????`,
      ),
    );
  });

  test('name no secret in the policy of a key where all of them have no room in it', () => {
    const names = Array.from({ length: 80 }, (_, index) => `${'x'.repeat(450)}${index}`);
    const rotations = Object.fromEntries(
      names.map((secret, index) => [`r${index}`, { ...ROTATION, secret, kmsKeyArn: KEY }]),
    );
    const policies = policiesOf(withStack({ rotations }));
    expect(policies.flatMap(findingsOf)).toEqual([]);
    const { file } = policies.find(({ type }) => type === PolicyType.KMS_KEY)!;
    expect(named(policies, file).Statement[1].Condition).toEqual({
      ArnLike: { 'aws:PrincipalArn': ROLE },
      StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' },
    });
  });

  describe('with a master secret of another account', () => {
    const policies = policiesOf(
      withRotation({ masterSecret: MASTER_ELSEWHERE, masterSecretKmsKeyArn: KEY_ELSEWHERE }),
    );

    test('let the function read it there', () => {
      expect(named(policies, `secret-us-east-1-${OTHER}-shared-superuser.json`).Statement).toEqual([
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Condition: { ArnLike: { 'aws:PrincipalArn': ROLE } },
        }),
      ]);
      const key = named(policies, `kms-key-us-east-1-${OTHER}-${KEY.split('/')[1]}.json`);
      expect(key.Statement[1].Action).toBe('kms:Decrypt');
    });

    test('let it through the endpoint', () => {
      const { Statement } = named(policies, 'production/endpoint.json');
      expect(Statement.map(({ Resource }: any) => Resource)).toContain(MASTER_ELSEWHERE);
    });

    test('are none where the account that is given makes it impossible', () => {
      const rotation = withRotation({ masterSecret: MASTER_ELSEWHERE });
      expect(() => policiesOf(rotation)).toThrow(
        /belongs to another account than the rotation, which is in 123456789012/,
      );
      expect(policiesOf(rotation, OTHER)).not.toEqual([]);
    });
  });

  test('are in the account that the ARNs of the rotated secrets name, where only some stacks have such', () => {
    const secret = MASTER_ELSEWHERE.replace('superuser', 'orders');
    const one = { ...STACK, rotations: { orders: { ...ROTATION, secret } } };
    const policies = policiesOf(stacks({ one, other: withoutEndpoint(STACK) }));
    const textOf = (stack: string): string =>
      JSON.stringify(
        policies.filter(({ file }) => file.startsWith(`${stack}/`)).map(({ policy }) => policy.toText()),
      );
    expect([textOf('one').includes(ACCOUNT), textOf('one').includes(OTHER)]).toEqual([false, true]);
    expect([textOf('other').includes(ACCOUNT), textOf('other').includes(OTHER)]).toEqual([true, false]);
  });

  test('are none where no stack is in the account that is given', () => {
    const secret = MASTER_ELSEWHERE.replace('superuser', 'orders');
    expect(() => policiesOf(withRotation({ secret }))).toThrow(
      /no stack is in the account "123456789012": by the ARNs of what they rotate the stacks are in 444455556666; give that/,
    );
    expect(policiesOf(withRotation({ secret }), OTHER)).not.toEqual([]);
  });

  test('have names that differ, where those of secrets differ in what no file has in its name', () => {
    const rotations = Object.fromEntries(
      ['shared/superuser', 'shared-superuser', 'Shared-Superuser'].map((name, index) => [
        `r${index}`,
        {
          ...ROTATION,
          secret: `s${index}`,
          masterSecret: MASTER_ELSEWHERE.replace('shared/superuser', name),
          masterSecretKmsKeyArn: KEY_ELSEWHERE,
        },
      ]),
    );
    const names = filesOf(policiesOf(withStack({ rotations }))).filter((file) => file.startsWith('secret-'));
    expect(names).toEqual(
      ['shared-superuser', 'shared-superuser-2', 'Shared-Superuser-3'].map(
        (name) => `secret-us-east-1-${OTHER}-${name}.json`,
      ),
    );
  });

  test('bound the roles by the policy that is given', () => {
    const { config } = check(withRotation({}));
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const policies = involvedPolicies(config!, ACCOUNT, { permissionsBoundaryArn: boundary });
    const deployer = policies.filter(({ file }) => kindOf(file).endsWith('deployer'));
    expect(JSON.stringify(deployer)).toContain(boundary);
  });
});

describe('a stack that is deployed by a role', () => {
  const DEPLOYMENT = `arn:aws:iam::${ACCOUNT}:role/deployment`;
  const STATE = `arn:aws:iam::${OTHER}:role/terraform-state`;
  const s3 = { bucket: 'acme-state', key: 'a.tfstate', region: 'us-east-1', dynamodbTable: 'locks' };

  /** The Sids of what is about roles and state, by who gets it. A large policy is in several parts. */
  function sidsOf(stack: Record<string, unknown>): Record<string, string[]> {
    const sids: Record<string, string[]> = {};
    policiesOf(withStack(stack)).forEach(({ file, policy }) => {
      const [, name] = /^production\/(deployer|caller|state)(-\d)?\.json$/.exec(file) ?? [];
      const found = policy.statements.flatMap(({ sid = '' }) => (/Role$|State/.test(sid) ? [sid] : []));
      if (name !== undefined) sids[name] = [...(sids[name] ?? []), ...found];
    });
    return sids;
  }

  test('lets who runs Terraform assume it and keep the state, and the role do the rest', () => {
    const sids = sidsOf({ assumeRole: { roleArn: DEPLOYMENT }, backend: { s3 } });

    expect(Object.keys(sids)).toEqual(['deployer', 'caller']);
    expect(sids.deployer).toContain('MakeRole');
    expect(sids.deployer).not.toContain('ReadState');
    expect(sids.caller).toEqual([
      'AssumeRole',
      'ReadState',
      'LockState',
      'ListState',
      'LockStateInTable',
      'SeeStateTable',
    ]);
  });

  test('lets another role keep the state, with a table of that role’s account', () => {
    const stack = {
      assumeRole: { roleArn: DEPLOYMENT },
      backend: { s3: { ...s3, assumeRole: { roleArn: STATE } } },
    };
    const policies = policiesOf(withStack(stack));

    expect(sidsOf(stack).caller).toEqual(['AssumeRole']);
    expect(named(policies, 'production/caller.json').Statement).toEqual([
      { Sid: 'AssumeRole', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [DEPLOYMENT, STATE] },
    ]);
    expect(JSON.stringify(named(policies, 'production/state.json'))).toContain(
      `arn:aws:dynamodb:us-east-1:${OTHER}:table/locks`,
    );
    expect(policies.find(({ file }) => file === 'production/state.json')!.owner).toContain(STATE);
  });

  test('is in the account of that role', () => {
    const policies = policiesOf(withStack({ assumeRole: { roleArn: STATE } }), OTHER);

    const texts = policies.map(({ policy }) => policy.toText());

    expect(texts.filter((text) => text.includes(`:${OTHER}:function:`))).not.toEqual([]);
    expect(texts.filter((text) => text.includes(ACCOUNT))).toEqual([]);
  });
});
