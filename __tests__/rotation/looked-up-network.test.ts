import { TerraformStack } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RdsEndpoint } from '../../src/rotation/rds-endpoint';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork, RotationNetworkOptions } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation, SecretRotationProps } from '../../src/rotation/secret-rotation';
import { ENDPOINT, KEY_ARN, MASTER_ARN, OTHER_GROUP, SECRET_ARN, SUBNETS } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, POSTGRES_MULTI_USER, ROTATION_TEMPLATE } = RotationApplication;

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';
const EGRESS = 'aws_vpc_security_group_egress_rule';
const INGRESS = 'aws_vpc_security_group_ingress_rule';

const INSTANCE = /^\$\{.*data\.aws_db_instance\./;
const CLUSTER = /^\$\{.*data\.aws_rds_cluster\./;

const ONE_PER_ZONE =
  /^\$\{\[for zone in values\(data\.aws_subnets\.\S+\) : sort\(zone\.ids\)\[0\] if length\(zone\.ids\) > 0\]\}$/;

/** The name of a local value. */
const nameOf = (expression: string): string => /^\$\{local\.(.*)\}$/.exec(expression)![1];

const MANAGED = {
  secret: SECRET_ARN,
  application: MYSQL_MULTI_USER,
  managedMasterSecret: true,
  schedule: RotationSchedule.everyDays(7),
};

function ofInstance(
  props: SecretRotationProps,
  options: (stack: TerraformStack) => RotationNetworkOptions = () => ({}),
): Synthesised {
  return synthesise((stack) => {
    const network = RotationNetwork.ofDbInstance(stack, 'Network', {
      dbInstance: 'orders',
      ...options(stack),
    });
    new SecretRotation(stack, 'Rotation', { ...props, network });
  });
}

function ofCluster(props: SecretRotationProps): Synthesised {
  return synthesise((stack) => {
    const network = RotationNetwork.ofDbCluster(stack, 'Network', { dbCluster: 'orders' });
    new SecretRotation(stack, 'Rotation', { ...props, network });
  });
}

const policyOf = (synthesised: Synthesised): any[] =>
  JSON.parse(synthesised.resource('aws_iam_role_policy').policy).Statement;

describe('a network that is looked up from a database instance', () => {
  const synthesised = ofInstance({ ...MANAGED, managedMasterSecret: false, masterSecret: MASTER_ARN });

  test('gives each endpoint one subnet in each availability zone of its service', () => {
    const managed = ofInstance(MANAGED);
    const chosen = managed.resources('aws_vpc_endpoint').map(({ subnet_ids }) => subnet_ids);

    expect(chosen.map((local) => managed.json.locals[nameOf(local)])).toEqual([
      expect.stringMatching(ONE_PER_ZONE),
      expect.stringMatching(ONE_PER_ZONE),
    ]);
    expect(managed.data('aws_vpc_endpoint_service').map(({ service_name }) => service_name)).toEqual([
      'com.amazonaws.us-east-1.rds',
      'com.amazonaws.us-east-1.secretsmanager',
    ]);
    const [{ for_each, filter }] = managed.data('aws_subnets');
    expect(for_each).toMatch(/^\$\{toset\(.*data\.aws_vpc_endpoint_service\..*\.availability_zones\)+\}$/);
    expect(filter[1]).toEqual({ name: 'availability-zone', values: ['${each.value}'] });
    expect(managed.json.locals[nameOf(filter[0].values)]).toMatch(
      /^\$\{.*data\.aws_db_subnet_group\..*\.subnet_ids/,
    );
  });

  test('is refused by Terraform when no subnet is left for an endpoint', () => {
    const { lifecycle, subnet_ids } = synthesised.resource('aws_vpc_endpoint');

    expect(lifecycle.precondition).toEqual([
      {
        condition: `\${(length(local.${nameOf(subnet_ids)}) >= 1)}`,
        error_message: expect.stringContaining('name subnets of the VPC that do in "endpointSubnetIds"'),
      },
    ]);
  });

  test('takes the subnets for its endpoints that are given', () => {
    const named = ofInstance(MANAGED, () => ({ endpointSubnetIds: SUBNETS }));

    expect(named.resources('aws_vpc_endpoint').map(({ subnet_ids }) => subnet_ids)).toEqual([
      SUBNETS,
      SUBNETS,
    ]);
    expect(named.data('aws_subnets')).toEqual([]);
  });

  test('reads VPC and subnets from the instance’s subnet group', () => {
    expect(synthesised.dataSource('aws_db_instance').db_instance_identifier).toBe('orders');
    expect(synthesised.dataSource('aws_db_subnet_group').name).toMatch(/\.db_subnet_group\}$/);
    expect(synthesised.resource('aws_vpc_endpoint').vpc_id).toMatch(
      /^\$\{data\.aws_db_subnet_group\..*\.vpc_id\}$/,
    );
    expect(synthesised.resource(STACK).parameters.vpcSubnetIds).toMatch(
      /^\$\{join\(",", tolist\(data\.aws_db_subnet_group\..*\.subnet_ids\)\)\}$/,
    );
  });

  test('opens one of the instance’s security groups on its own port', () => {
    expect(synthesised.resources(INGRESS)).toContainEqual(
      expect.objectContaining({
        security_group_id: expect.stringMatching(
          /^\$\{element\(sort\(data\.aws_db_instance\..*\.vpc_security_groups\), 0\)\}$/,
        ),
        from_port: expect.stringMatching(/^\$\{data\.aws_db_instance\..*\.port\}$/),
      }),
    );
  });

  test('opens another port when one is given', () => {
    const other = ofInstance({ ...MANAGED, port: 13306 });

    expect(other.resources(EGRESS).map(({ from_port }) => from_port)).toEqual(
      expect.arrayContaining([13306]),
    );
  });

  test('is refused by Terraform when the instance is of another engine', () => {
    expect(synthesised.resource(STACK).lifecycle.precondition).toEqual([
      {
        condition: expect.stringMatching(
          /^\$\{contains\(\["mysql", "aurora-mysql"\], data\.aws_db_instance\..*\.engine\)\}$/,
        ),
        error_message: expect.stringContaining('rotates mysql and aurora-mysql only'),
      },
    ]);
  });

  test('is of any engine for an application that is not known to need one', () => {
    const free = synthesise((stack) => {
      const network = RotationNetwork.ofDbInstance(stack, 'Network', { dbInstance: 'orders' });
      new RotationFunction(stack, 'Rotation', {
        application: ROTATION_TEMPLATE,
        applicationVersion: '1.0.112',
        network,
      });
    });

    expect(free.resource(STACK).lifecycle).not.toHaveProperty('precondition');
  });

  test('needs no endpoint for Amazon RDS when RDS does not manage the master secret', () => {
    expect(synthesised.resources('aws_vpc_endpoint')).toHaveLength(1);
  });
});

describe('a network that is looked up from a database cluster', () => {
  const synthesised = ofCluster({ ...MANAGED, application: POSTGRES_MULTI_USER });

  test('reads everything from the cluster', () => {
    expect(synthesised.dataSource('aws_rds_cluster').cluster_identifier).toBe('orders');
    expect(synthesised.dataSource('aws_db_subnet_group').name).toMatch(
      /aws_rds_cluster\..*\.db_subnet_group_name\}$/,
    );
    expect(synthesised.resources(INGRESS)).toContainEqual(
      expect.objectContaining({ from_port: expect.stringMatching(/aws_rds_cluster\..*\.port\}$/) }),
    );
  });
});

describe('a master secret that RDS manages', () => {
  test.each([
    ['instance', ofInstance(MANAGED), 'rds:DescribeDBInstances', INSTANCE],
    ['cluster', ofCluster(MANAGED), 'rds:DescribeDBClusters', CLUSTER],
  ])('may be read and described, and its %s asked for and no other', (_, synthesised, call, database) => {
    const statements = policyOf(synthesised);

    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      'kms:Decrypt',
      call,
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
    expect(statements.map(({ Resource }) => Resource)).toEqual(
      statements.map(() => expect.stringMatching(database)),
    );
  });

  test.each([
    ['instance', ofInstance(MANAGED), INSTANCE],
    ['cluster', ofCluster(MANAGED), CLUSTER],
  ])('is decrypted with the key that its %s names', (_, synthesised, database) => {
    const [key] = policyOf(synthesised).filter(({ Action }) => Action === 'kms:Decrypt');

    expect(key.Resource).toMatch(database);
    expect(key.Resource).toMatch(/\.master_user_secret\[0\]\.kms_key_id\}$/);
    expect(key.Condition.StringEquals['kms:EncryptionContext:SecretARN']).toMatch(database);
  });

  test('is decrypted with the key that is named, and with no other', () => {
    const [key] = policyOf(ofInstance({ ...MANAGED, masterSecretKmsKeyArn: KEY_ARN })).filter(
      ({ Action }) => Action === 'kms:Decrypt',
    );

    expect(key.Resource).toBe(KEY_ARN);
  });

  test('may stand beside others', () => {
    const synthesised = synthesise((stack) => {
      const network = RotationNetwork.ofDbInstance(stack, 'Network', { dbInstance: 'orders' });
      const rotationFunction = new RotationFunction(stack, 'Function', {
        application: MYSQL_MULTI_USER,
        network,
      });
      rotationFunction.grantMasterSecret(MASTER_ARN);
      rotationFunction.grantManagedMasterSecret(KEY_ARN);
    });
    const [read, ...others] = policyOf(synthesised);

    expect(read.Resource).toEqual(expect.arrayContaining([MASTER_ARN, expect.stringMatching(INSTANCE)]));
    expect(JSON.stringify(others.filter(({ Action }) => Action !== 'kms:Decrypt'))).not.toContain(MASTER_ARN);
  });

  test('is missed by Terraform with a message that says what to do', () => {
    expect(ofInstance(MANAGED).resource('aws_iam_role_policy').lifecycle.precondition).toEqual([
      {
        condition: expect.stringMatching(
          /^\$\{\(length\(data\.aws_db_instance\..*\.master_user_secret\) >= 1\)\}$/,
        ),
        error_message: expect.stringContaining('turn on manage_master_user_password'),
      },
    ]);
  });

  test('makes an endpoint for Amazon RDS, and the rotation waits for it', () => {
    const synthesised = ofInstance(MANAGED);
    const services = synthesised.resources('aws_vpc_endpoint').map(({ service_name }) => service_name);

    expect(services.sort()).toEqual([
      'com.amazonaws.us-east-1.rds',
      'com.amazonaws.us-east-1.secretsmanager',
    ]);
    expect(synthesised.resource('aws_secretsmanager_secret_rotation').depends_on).toEqual(
      expect.arrayContaining(synthesised.addresses('aws_vpc_endpoint')),
    );
  });

  test('calls that endpoint by another name in China', () => {
    const synthesised = synthesise((stack) => {
      new RdsEndpoint(stack, 'Endpoint', { vpcId: 'vpc-0a1b2c3d', subnetIds: ['subnet-0a1b2c3d'] });
    }, 'cn-north-1');

    expect(synthesised.resource('aws_vpc_endpoint').service_name).toBe('cn.com.amazonaws.cn-north-1.rds');
  });

  test('uses an existing endpoint for Amazon RDS, which has to have private DNS', () => {
    const synthesised = ofInstance(MANAGED, (stack) => ({
      rdsEndpoint: RdsEndpoint.fromId(stack, 'Rds', {
        vpcEndpointId: ENDPOINT,
        securityGroupId: OTHER_GROUP,
      }),
    }));

    expect(synthesised.resources('aws_vpc_endpoint')).toHaveLength(1);
    expect(synthesised.dataSource('aws_vpc_endpoint').lifecycle.postcondition).toEqual([
      {
        condition: '${self.private_dns_enabled}',
        error_message: expect.stringContaining('enable private DNS'),
      },
    ]);
    expect(synthesised.resources(INGRESS)).toContainEqual(
      expect.objectContaining({ security_group_id: OTHER_GROUP }),
    );
  });

  test('needs no endpoint where the functions reach the internet, and opens it once', () => {
    const synthesised = ofInstance(MANAGED, () => ({ internetAccess: true }));

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.resources(EGRESS).filter(({ cidr_ipv4 }) => cidr_ipv4 === '0.0.0.0/0')).toHaveLength(
      1,
    );
  });

  test('is refused without a look-up', () => {
    expect(() =>
      synthesise((stack) => new SecretRotation(stack, 'Rotation', MANAGED)),
    ).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation/Function: a master secret that RDS manages belongs to a database that is looked up; look the network up by "dbInstance" or "dbCluster" (ManagedMasterSecretNeedsLookUp)"`,
    );
  });

  test('is refused beside another master secret', () => {
    expect(() => ofInstance({ ...MANAGED, masterSecret: MASTER_ARN })).toThrowErrorMatchingInlineSnapshot(
      `"test/Rotation: both "masterSecret" and "managedMasterSecret" are given; a rotation has one master secret (MasterSecretAmbiguous)"`,
    );
  });
});
