import { RotationApplication } from '../../src/catalogue';
import { RedshiftEndpoint } from '../../src/rotation/redshift-endpoint';
import { RedshiftServerlessEndpoint } from '../../src/rotation/redshift-serverless-endpoint';
import { RedshiftWarehouse } from '../../src/rotation/redshift-warehouse';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork, RotationNetworkOptions } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation, SecretRotationProps } from '../../src/rotation/secret-rotation';
import { DATABASE_GROUP, KEY_ARN, MASTER_ARN, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, REDSHIFT_MULTI_USER, REDSHIFT_SINGLE_USER } = RotationApplication;

const OF_REDSHIFT = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:redshift!warehouse-admin-AbCd12';

const CLUSTER = RedshiftWarehouse.cluster('warehouse');

const SERVERLESS = RedshiftWarehouse.serverless();

const PROPS: SecretRotationProps = {
  secret: 'production/warehouse',
  application: REDSHIFT_MULTI_USER,
  masterSecret: OF_REDSHIFT,
  redshiftWarehouse: CLUSTER,
  schedule: RotationSchedule.everyDays(30),
};

function withRotation(
  changes: Partial<SecretRotationProps> = {},
  options?: RotationNetworkOptions,
): Synthesised {
  return synthesise((stack) => {
    const network = RotationNetwork.vpc(stack, 'Network', {
      vpcId: VPC,
      subnetIds: SUBNETS,
      databaseSecurityGroupIds: [DATABASE_GROUP],
      ...options,
    });
    new SecretRotation(stack, 'Warehouse', { ...PROPS, network, ...changes });
  });
}

const statementsOf = (synthesised: Synthesised): any[] =>
  JSON.parse(synthesised.resource('aws_iam_role_policy').policy).Statement;

const actionsOf = (synthesised: Synthesised): string[] =>
  statementsOf(synthesised)
    .flatMap(({ Action }) => Action)
    .sort();

const servicesOf = (synthesised: Synthesised): string[] =>
  synthesised
    .resources('aws_vpc_endpoint')
    .map(({ service_name }) => service_name)
    .sort();

describe('a master secret that Redshift manages', () => {
  test('may be read and described, and its cluster asked for and no other', () => {
    const synthesised = withRotation();

    expect(actionsOf(synthesised)).toEqual([
      'redshift:DescribeClusters',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
    expect(
      statementsOf(synthesised).find(({ Action }) => Action === 'redshift:DescribeClusters').Resource,
    ).toMatch(
      /^arn:aws:redshift:us-east-1:\$\{data\.aws_caller_identity\.\w+\.account_id\}:cluster:warehouse$/,
    );
  });

  test('of Redshift Serverless has its namespaces and workgroups listed', () => {
    expect(actionsOf(withRotation({ redshiftWarehouse: SERVERLESS }))).toEqual([
      'redshift-serverless:ListNamespaces',
      'redshift-serverless:ListWorkgroups',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
  });

  test.each([
    ['a cluster', CLUSTER, 'redshift'],
    ['a namespace', SERVERLESS, 'redshift-serverless'],
  ])('of %s has a way to the API that knows it, and to no other', (_, redshiftWarehouse, service) => {
    expect(servicesOf(withRotation({ redshiftWarehouse }))).toEqual([
      `com.amazonaws.us-east-1.${service}`,
      'com.amazonaws.us-east-1.secretsmanager',
    ]);
    expect(servicesOf(withRotation({ redshiftWarehouse }, { internetAccess: true }))).toEqual([]);
  });

  test('waits for the way to Redshift', () => {
    const synthesised = withRotation();

    expect(synthesised.resource('aws_secretsmanager_secret_rotation').depends_on).toEqual(
      expect.arrayContaining(synthesised.addresses('aws_vpc_endpoint')),
    );
  });

  test.each([
    ['redshiftEndpoint', RedshiftEndpoint, CLUSTER],
    ['redshiftServerlessEndpoint', RedshiftServerlessEndpoint, SERVERLESS],
  ] as const)('uses the endpoint in %s, which needs private DNS', (option, endpoint, redshiftWarehouse) => {
    const synthesised = synthesise((stack) => {
      const network = RotationNetwork.vpc(stack, 'Network', {
        vpcId: VPC,
        subnetIds: SUBNETS,
        databaseSecurityGroupIds: [DATABASE_GROUP],
        internetAccess: true,
        [option]: endpoint.fromId(stack, 'Existing', { vpcEndpointId: 'vpce-0a1b2c3d' }),
      });
      new SecretRotation(stack, 'Warehouse', { ...PROPS, network, redshiftWarehouse });
    });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.dataSource('aws_vpc_endpoint').lifecycle.postcondition).toHaveLength(1);
  });

  test('is found by its name, and decrypted with the key that is named', () => {
    const synthesised = withRotation({
      masterSecret: 'redshift!warehouse-admin',
      masterSecretKmsKeyArn: KEY_ARN,
    });

    expect(synthesised.data('aws_secretsmanager_secret').map(({ name }) => name)).toContain(
      'redshift!warehouse-admin',
    );
    expect(statementsOf(synthesised).find(({ Action }) => Action === 'kms:Decrypt').Resource).toBe(KEY_ARN);
  });

  test('may be known to Terraform only, and so may its cluster', () => {
    const synthesised = withRotation({
      masterSecret: '${aws_redshift_cluster.warehouse.master_password_secret_arn}',
      redshiftWarehouse: RedshiftWarehouse.cluster('${aws_redshift_cluster.warehouse.cluster_identifier}'),
    });

    expect(JSON.stringify(statementsOf(synthesised))).toContain(
      ':cluster:${aws_redshift_cluster.warehouse.cluster_identifier}"',
    );
  });

  test('may stand beside others, each with what its own clusters are', () => {
    const synthesised = synthesise((stack) => {
      const rotationFunction = new RotationFunction(stack, 'Function', { application: REDSHIFT_MULTI_USER });
      rotationFunction.grantMasterSecret(MASTER_ARN);
      rotationFunction.grantRedshiftMasterSecret(OF_REDSHIFT, CLUSTER);
      rotationFunction.grantRedshiftMasterSecret(
        OF_REDSHIFT.replace('warehouse', 'sales'),
        RedshiftWarehouse.cluster('sales'),
      );
      rotationFunction.grantRedshiftMasterSecret(OF_REDSHIFT.replace('warehouse', 'lake'), SERVERLESS);
    });
    const resourcesOf = (action: string): string[] =>
      statementsOf(synthesised)
        .filter(({ Action }) => [Action].flat().includes(action))
        .flatMap(({ Resource }) => Resource);

    expect(resourcesOf('secretsmanager:GetSecretValue')).toHaveLength(4);
    expect(resourcesOf('redshift:DescribeClusters').map((arn) => arn.split(':cluster:')[1])).toEqual([
      'sales',
      'warehouse',
    ]);
    expect(resourcesOf('redshift-serverless:ListWorkgroups')).toEqual(['*']);
  });
});

describe('a master secret that Redshift manages fails when', () => {
  test.each([
    ['nothing says what it belongs to', { redshiftWarehouse: undefined }, 'RedshiftWarehouseMissing'],
    [
      'another engine is rotated',
      { application: MYSQL_MULTI_USER, redshiftWarehouse: undefined },
      'cannot use it; name a master secret that you made',
    ],
    [
      'a single user is rotated',
      { application: REDSHIFT_SINGLE_USER },
      'SecretsManagerRedshiftRotationSingleUser uses no master secret; leave "masterSecret" out, or choose the multi-user strategy',
    ],
    ['it is no such secret', { masterSecret: MASTER_ARN }, 'RedshiftWarehouseNotUsed'],
    ['it is the one to rotate', { secret: OF_REDSHIFT, masterSecret: MASTER_ARN }, 'ManagedSecretNamed'],
    [
      'it is one that RDS manages',
      { application: MYSQL_MULTI_USER, masterSecret: 'rds!db-1234', redshiftWarehouse: undefined },
      'set "managedMasterSecret" in place of "masterSecret", with a network of its database',
    ],
  ])('%s', (_, changes, message) => {
    expect(() => withRotation(changes)).toThrow(message);
  });

  test('it is granted as one that nobody manages', () => {
    const grant = (): unknown =>
      synthesise((stack) =>
        new RotationFunction(stack, 'Function', { application: REDSHIFT_MULTI_USER }).grantMasterSecret(
          OF_REDSHIFT,
        ),
      );

    expect(grant).toThrow('RedshiftWarehouseMissing');
  });

  test.each(['', 'Warehouse', 'ware--house', 'arn:aws:redshift:us-east-1:111122223333:cluster:warehouse'])(
    'its cluster is called %j',
    (identifier) => {
      expect(() => RedshiftWarehouse.cluster(identifier)).toThrow(/is not a cluster's identifier/);
    },
  );
});
