import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { deployerPolicyOf } from '../../src/app/deployer-policy';
import { loadConfig, RotationConfig } from '../../src/config';
import { PolicyValidator } from '../../src/policy/policy-validator';
import { ROOT } from '../support/examples';

const ACCOUNT = '123456789012';

function defaultConfiguration(): RotationConfig {
  return loadConfig(join(ROOT, 'rotation.yaml')).config!;
}

function policyOf(config: object): any {
  return deployerPolicyOf(config as RotationConfig, ACCOUNT).toJson();
}

const rotation = {
  engine: 'mysql',
  strategy: 'single-user',
  secret: 'production/orders',
  schedule: { everyDays: 30 },
};

const stack = (region: string): object => ({ region, rotations: { orders: rotation } });

const actionsOf = (policy: any): string[] => policy.Statement.flatMap(({ Action }: any) => Action);

const resourcesOf = (policy: any): string[] => policy.Statement.flatMap(({ Resource }: any) => Resource);

describe('the deployer policy of a configuration', () => {
  test('names what the stacks of the default configuration name', () => {
    const policy = deployerPolicyOf(defaultConfiguration(), ACCOUNT);
    expect(PolicyValidator.validateInline([policy])).toEqual([]);
    expect(resourcesOf(policy.toJson())).toEqual(
      expect.arrayContaining([
        'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
        'arn:aws:lambda:us-east-1:123456789012:function:SecretsManager-production-mysql-multi-user-private',
        'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718',
        'arn:aws:iam::123456789012:role/serverlessrepo-SecretsMa*-SecretsManagerRDSMySQLRo*',
        'arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-??????',
        'arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-master-??????',
      ]),
    );
  });

  test('has nothing of networks and master secrets where there are none', () => {
    const policy = policyOf({ version: 1, stacks: { production: stack('eu-west-1') } });
    expect(actionsOf(policy).filter((action) => action.startsWith('ec2:'))).toEqual([]);
    expect(policy.Statement.map(({ Sid }: any) => Sid)).not.toContain('GrantMasterSecret');
  });

  test('looks up the secrets that are given by their ARNs, too', () => {
    const secret = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:production/orders-AbCd12`;
    const rotations = { orders: { ...rotation, secret } };
    const policy = policyOf({ version: 1, stacks: { production: { region: 'eu-west-1', rotations } } });
    const lookUps = policy.Statement.filter(({ Action }: any) =>
      [Action].flat().includes('secretsmanager:GetResourcePolicy'),
    );

    expect(lookUps.map(({ Resource }: any) => Resource)).toEqual([secret]);
  });

  test('covers each stack, in its own region and partition', () => {
    const policy = policyOf({ version: 1, stacks: { one: stack('eu-west-1'), two: stack('cn-north-1') } });
    const sids = policy.Statement.map(({ Sid }: any) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(resourcesOf(policy)).toEqual(
      expect.arrayContaining([
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:production/orders-??????',
        'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:production/orders-??????',
      ]),
    );
  });

  test('makes the endpoints of the services that the stacks have, and puts functions into subnets', () => {
    const network = { lookup: { dbInstance: 'orders' } };
    const policy = policyOf({
      version: 1,
      stacks: {
        production: {
          region: 'eu-west-1',
          networks: { db: network },
          rotations: {
            orders: { ...rotation, strategy: 'multi-user', masterSecret: 'rds-managed', network: 'db' },
          },
        },
      },
    });
    const create = policy.Statement.find(({ Sid }: any) => Sid === 'CreateEndpointOfService');
    expect(create.Condition.StringLike['ec2:VpceServiceName']).toEqual([
      '*.eu-west-1.rds',
      '*.eu-west-1.secretsmanager',
    ]);
  });

  test('lets a function into subnets although nothing else is made in the VPC', () => {
    const policy = policyOf({
      version: 1,
      stacks: {
        production: {
          region: 'eu-west-1',
          networks: {
            own: {
              vpcId: 'vpc-0a1b2c3d',
              subnetIds: ['subnet-0a1b2c3d'],
              functionSecurityGroupIds: ['sg-0a1b2c3d'],
              secretsManagerEndpoint: 'none',
            },
          },
          rotations: { orders: { ...rotation, network: 'own' } },
        },
      },
    });
    expect(actionsOf(policy)).toEqual(expect.arrayContaining(['ec2:DescribeSubnets', 'ec2:DescribeVpcs']));
    expect(actionsOf(policy)).not.toContain('ec2:CreateSecurityGroup');
  });

  test.each([
    ['eu-west-1', 'the state'],
    ['us-iso-east-1', 'no state, which nobody of this partition can reach'],
  ])('with a bucket in %s covers %s', (region) => {
    const s3 = { bucket: 'acme-state', key: 'a.tfstate', region };
    const policy = policyOf({ version: 1, stacks: { one: { ...stack('eu-west-1'), backend: { s3 } } } });
    expect(JSON.stringify(policy).includes('acme-state')).toBe(region === 'eu-west-1');
  });

  test('fails for a secret of another account', () => {
    const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf';
    expect(() =>
      policyOf({
        version: 1,
        stacks: { production: { region: 'eu-west-1', rotations: { orders: { ...rotation, secret } } } },
      }),
    ).toThrow(/is not in aws, eu-west-1, 123456789012/);
  });

  test('reaches the state in its bucket', () => {
    const s3 = { bucket: 'state', key: 'rotation/production.tfstate', region: 'eu-west-1' };
    const policy = policyOf({
      version: 1,
      stacks: { production: { ...stack('eu-west-1'), backend: { s3 } } },
    });
    expect(resourcesOf(policy)).toContain('arn:aws:s3:::state/rotation/production.tfstate');
    expect(actionsOf(policy).filter((action) => /^(kms|dynamodb):/.test(action))).toEqual([]);
  });

  test('uses the key of the state, by the configuration or as its bucket has it', () => {
    const key = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd';
    const s3 = { bucket: 'state', key: 'rotation.tfstate', region: 'eu-central-1' };
    const stacks = (settings: object): object => ({
      production: { ...stack('eu-west-1'), backend: { s3: { ...s3, ...settings } } },
      local: stack('eu-west-1'),
    });
    const byConfig = policyOf({ version: 1, stacks: stacks({ kmsKeyId: key }) });
    const config = { version: 1, stacks: stacks({}) } as RotationConfig;
    const byBucket = deployerPolicyOf(config, ACCOUNT, { stateKmsKeyArn: key }).toJson();
    [byConfig, byBucket].forEach((policy) => {
      const use = policy.Statement.find(({ Sid }: any) => Sid === 'UseStateKey');
      expect(use.Resource).toBe(key);
      expect(use.Condition.StringEquals['kms:ViaService']).toBe('s3.eu-central-1.amazonaws.com');
    });
  });

  test('bounds the roles that it makes', () => {
    const permissionsBoundaryArn = 'arn:aws:iam::123456789012:policy/boundary';
    const policy = deployerPolicyOf(defaultConfiguration(), ACCOUNT, { permissionsBoundaryArn }).toJson();
    const make = policy.Statement.find(({ Action }: any) => Action.includes('iam:CreateRole'));
    expect(make.Condition.StringEquals).toEqual({ 'iam:PermissionsBoundary': permissionsBoundaryArn });
  });

  test('leaves nothing behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'deployer-policy-'));
    const itsFolder = jest
      .spyOn(jest.requireActual<typeof import('os')>('os'), 'tmpdir')
      .mockReturnValue(folder);
    deployerPolicyOf(defaultConfiguration(), ACCOUNT);
    expect(itsFolder).toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual([]);
    itsFolder.mockRestore();
    rmSync(folder, { recursive: true });
  });
});
