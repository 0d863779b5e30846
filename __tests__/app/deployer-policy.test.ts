import { readdirSync } from 'fs';
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
    expect(PolicyValidator.validate(policy)).toEqual([]);
    expect(resourcesOf(policy.toJson())).toEqual(
      expect.arrayContaining([
        'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
        'arn:aws:lambda:us-east-1:123456789012:function:SecretsManager-production-mysql-multi-user-private',
        'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718',
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
  });

  test('leaves nothing behind', () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('secret-rotation-'));
    deployerPolicyOf(defaultConfiguration(), ACCOUNT);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('secret-rotation-'))).toEqual(before);
  });
});
