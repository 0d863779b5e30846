import { Testing } from 'cdktf';
import { RotationStack } from '../../src/app';
import { parseConfig, StackConfig } from '../../src/config';
import { NETWORK, ROTATION, STACK } from '../support/configuration';
import { ENDPOINT, fileInRoot, KEY_ARN, OTHER_GROUP, SECRET_ARN } from '../support/examples';
import { Synthesised } from '../support/synthesised';

function stackOf(config: StackConfig): Synthesised {
  const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
  return new Synthesised(new RotationStack(app, 'production', config));
}

const withChanges = (changes: Partial<Record<keyof StackConfig, unknown>>): Synthesised =>
  stackOf({ ...STACK, ...changes } as StackConfig);

const ROLE_ARN = 'arn:aws:iam::111122223333:role/deployment';

describe('the default configuration', () => {
  const { config } = parseConfig(fileInRoot('rotation.yaml'));
  const synthesised = stackOf(config!.stacks.production);

  test('makes this stack', () => {
    expect(synthesised.json).toMatchSnapshot();
  });

  test('has each of the five pieces once: function, permission, endpoint, grant, rotation', () => {
    const pieces = [
      'aws_serverlessapplicationrepository_cloudformation_stack',
      'aws_lambda_permission',
      'aws_vpc_endpoint',
      'aws_iam_role_policy',
      'aws_secretsmanager_secret_rotation',
    ];

    expect(pieces.map((type) => synthesised.resources(type).length)).toEqual([1, 1, 1, 1, 1]);
  });

  test('marks each id as a placeholder', () => {
    const lines = fileInRoot('rotation.yaml').split('\n');
    const ids = lines.filter((line) => /(vpc|subnet|sg)-0|production\//.test(line));

    expect(ids.filter((line) => !line.includes('# placeholder: '))).toEqual([]);
    expect(ids).toHaveLength(6);
  });
});

describe('the name of a rotation', () => {
  const orders = { ...ROTATION, secret: 'production/orders' };
  const items = { ...ROTATION, secret: 'items', schedule: { rate: '12 hours' } };
  const rotations = (entries: object): object => withChanges({ rotations: entries }).json;

  test('has no say in Terraform', () => {
    expect(rotations({ purchases: orders, parts: items })).toEqual(rotations({ orders, items }));
  });

  test('has none when two rotations swap their secrets', () => {
    expect(rotations({ items: orders, orders: items })).toEqual(rotations({ orders, items }));
  });

  test('and the order of rotations have none in the policy for their master secrets', () => {
    const keyed = { ...items, masterSecret: 'items-master', masterSecretKmsKeyArn: KEY_ARN };
    const other = { ...orders, masterSecretKmsKeyArn: KEY_ARN.replace('1234', '0234') };

    expect(rotations({ items: other, orders: keyed })).toEqual(rotations({ orders: other, items: keyed }));
  });

  test.each(['production/orders', SECRET_ARN, SECRET_ARN.slice(0, -'-AbCd12'.length)])(
    'leaves the rotation of %s at one address',
    (secret) => {
      const address = (given: string): string[] =>
        withChanges({ rotations: { orders: { ...ROTATION, secret: given } } }).addresses(
          'aws_secretsmanager_secret_rotation',
        );

      expect(address(secret)).toEqual(address('production/orders'));
      expect(address(secret)).not.toEqual(address('production/items'));
    },
  );
});

describe('a stack', () => {
  test('pins another release of the AWS provider', () => {
    expect(withChanges({ awsProviderVersion: '5.100.0' }).json.terraform.required_providers.aws.version).toBe(
      '5.100.0',
    );
  });

  test('tags everything that takes tags', () => {
    expect(withChanges({ tags: { team: 'data' } }).json.provider.aws).toEqual([
      { region: 'us-east-1', default_tags: [{ tags: { team: 'data' } }] },
    ]);
  });

  test('is deployed with the profile, the role and the accounts that it names', () => {
    const { json } = withChanges({
      profile: 'production',
      assumeRole: { roleArn: ROLE_ARN, externalId: 'rotation', sessionName: 'ci', duration: '30m' },
      allowedAccountIds: ['111122223333'],
    });

    expect(json.provider.aws).toEqual([
      {
        region: 'us-east-1',
        profile: 'production',
        assume_role: [{ role_arn: ROLE_ARN, external_id: 'rotation', session_name: 'ci', duration: '30m' }],
        allowed_account_ids: ['111122223333'],
      },
    ]);
  });

  test('with FIPS has its functions call the FIPS endpoint, through one of that service', () => {
    const stack = withChanges({ fips: true });
    const { parameters } = stack.resource('aws_serverlessapplicationrepository_cloudformation_stack');

    expect(stack.json.provider.aws).toEqual([{ region: 'us-east-1', use_fips_endpoint: true }]);
    expect(parameters.endpoint).toBe('https://secretsmanager-fips.us-east-1.amazonaws.com');
    expect(stack.resource('aws_vpc_endpoint').service_name).toBe(
      'com.amazonaws.us-east-1.secretsmanager-fips',
    );
    expect(stack.dataSource('aws_vpc_endpoint_service').service_name).toBe(
      'com.amazonaws.us-east-1.secretsmanager-fips',
    );
  });

  test('keeps its state in S3 by a role, with a table, and behind endpoints of its own', () => {
    const s3 = {
      bucket: 'state',
      key: 'a.tfstate',
      region: 'us-east-1',
      dynamodbTable: 'locks',
      workspaceKeyPrefix: 'teams',
      assumeRole: { roleArn: ROLE_ARN, externalId: 'state', sessionName: 'ci', duration: '1h' },
      endpoints: { s3: 'https://s3.example.com', sts: 'https://sts.example.com' },
    };

    expect(withChanges({ backend: { s3 } }).json.terraform.backend.s3).toEqual({
      bucket: 'state',
      key: 'a.tfstate',
      region: 'us-east-1',
      use_lockfile: false,
      dynamodb_table: 'locks',
      workspace_key_prefix: 'teams',
      assume_role: { role_arn: ROLE_ARN, external_id: 'state', session_name: 'ci', duration: '1h' },
      endpoints: { s3: 'https://s3.example.com', sts: 'https://sts.example.com' },
    });
  });

  test('keeps its state in S3', () => {
    const s3 = {
      bucket: 'state',
      key: 'a.tfstate',
      region: 'us-east-1',
      kmsKeyId: KEY_ARN,
    };

    expect(withChanges({ backend: { s3 } }).json.terraform.backend).toEqual({
      s3: {
        bucket: 'state',
        key: 'a.tfstate',
        region: 'us-east-1',
        use_lockfile: true,
        encrypt: true,
        kms_key_id: KEY_ARN,
      },
    });
  });

  test.each([
    ['locks its state', undefined, true],
    ['locks its state when it is told to', true, true],
    ['does not lock its state when it is told not to', false, false],
  ])('%s', (_, useLockfile, expected) => {
    const s3 = { bucket: 'state', key: 'a.tfstate', region: 'us-east-1', useLockfile };

    const { backend } = withChanges({ backend: { s3 } }).json.terraform;

    expect(backend.s3).toEqual({
      bucket: 'state',
      key: 'a.tfstate',
      region: 'us-east-1',
      use_lockfile: expected,
    });
  });

  test('keeps its state in HCP Terraform, and asks no Terraform for it', () => {
    const cloud = { organization: 'acme', workspace: 'rotation' };
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      const { json } = withChanges({ backend: { cloud } });

      expect(json.terraform.cloud).toEqual({ organization: 'acme', workspaces: { name: 'rotation' } });
      expect(json.terraform.backend).toBeUndefined();
    } finally {
      process.env.PATH = path;
    }
  });

  test('gives a VPC one endpoint, whatever its networks are called', () => {
    const synthesised = withChanges({
      networks: { one: NETWORK, two: { ...NETWORK, functionSecurityGroupIds: [OTHER_GROUP] } },
      rotations: { a: { ...ROTATION, network: 'one' }, b: { ...ROTATION, secret: 'b', network: 'two' } },
    });

    expect(synthesised.resources('aws_vpc_endpoint')).toHaveLength(1);
    expect(synthesised.resources('aws_serverlessapplicationrepository_cloudformation_stack')).toHaveLength(2);
  });

  test('leads a network with a NAT gateway to the endpoint that private DNS in its VPC leads to anyhow', () => {
    const synthesised = withChanges({
      networks: {
        nat: { ...NETWORK, subnetIds: ['subnet-1a2b3c4d'], secretsManagerEndpoint: 'none' },
        private: NETWORK,
      },
      rotations: {
        a: { ...ROTATION, network: 'nat' },
        b: { ...ROTATION, secret: 'b', network: 'private' },
      },
    });
    const [endpoint] = synthesised.resources('aws_vpc_endpoint');
    const into443 = synthesised
      .resources('aws_vpc_security_group_ingress_rule')
      .filter(({ from_port }) => from_port === 443);

    expect(synthesised.resources('aws_vpc_endpoint')).toHaveLength(1);
    expect(into443.map(({ security_group_id }) => security_group_id)).toEqual([
      endpoint.security_group_ids[0],
      endpoint.security_group_ids[0],
    ]);
    expect(Object.values(synthesised.json.locals)).toContainEqual(NETWORK.subnetIds);
    expect(Object.values(synthesised.json.locals)).not.toContainEqual(['subnet-1a2b3c4d']);
    expect(synthesised.resources('aws_vpc_security_group_egress_rule')).not.toContainEqual(
      expect.objectContaining({ cidr_ipv4: '0.0.0.0/0' }),
    );
  });

  test('uses an endpoint that exists for all networks of its VPC', () => {
    const synthesised = withChanges({
      networks: {
        one: NETWORK,
        two: { ...NETWORK, secretsManagerEndpoint: { existing: ENDPOINT } },
        three: { ...NETWORK, secretsManagerEndpoint: 'none' },
        unused: { ...NETWORK, secretsManagerEndpoint: { existing: 'vpce-00000000' } },
      },
      rotations: Object.fromEntries(
        ['one', 'two', 'three'].map((network) => [network, { ...ROTATION, secret: network, network }]),
      ),
    });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.data('aws_vpc_endpoint').map(({ id }) => id)).toEqual([ENDPOINT]);
    expect(synthesised.resources('aws_vpc_security_group_egress_rule')).not.toContainEqual(
      expect.objectContaining({ cidr_ipv4: '0.0.0.0/0' }),
    );
  });

  test('opens the one group of an existing endpoint that any of its networks names, once for a group of functions', () => {
    const functionSecurityGroupIds = [OTHER_GROUP];
    const through = (endpoint: object): object => ({
      ...NETWORK,
      functionSecurityGroupIds,
      secretsManagerEndpoint: { existing: ENDPOINT, ...endpoint },
    });
    const synthesised = withChanges({
      networks: { one: through({}), two: through({ securityGroupId: 'sg-1a2b3c4d' }) },
      rotations: { a: { ...ROTATION, network: 'one' }, b: { ...ROTATION, secret: 'b', network: 'two' } },
    });

    expect(
      synthesised
        .resources('aws_vpc_security_group_ingress_rule')
        .filter(({ from_port }) => from_port === 443),
    ).toMatchObject([{ security_group_id: 'sg-1a2b3c4d', referenced_security_group_id: OTHER_GROUP }]);
  });

  test('opens each group of an existing endpoint that a network names', () => {
    const through = (securityGroupId: string): object => ({
      ...NETWORK,
      secretsManagerEndpoint: { existing: ENDPOINT, securityGroupId },
    });
    const synthesised = withChanges({
      networks: { one: through('sg-1a2b3c4d'), two: through('sg-2a2b3c4d') },
      rotations: { a: { ...ROTATION, network: 'one' }, b: { ...ROTATION, secret: 'b', network: 'two' } },
    });
    const into443 = synthesised
      .resources('aws_vpc_security_group_ingress_rule')
      .filter(({ from_port }) => from_port === 443);

    expect(into443.map(({ security_group_id }) => security_group_id).sort()).toEqual([
      'sg-1a2b3c4d',
      'sg-2a2b3c4d',
    ]);
  });

  test('keeps the endpoint’s address when its network is renamed', () => {
    const [one, other] = ['one', 'other'].map((network) =>
      withChanges({ networks: { [network]: NETWORK }, rotations: { a: { ...ROTATION, network } } }),
    );

    expect(one.addresses('aws_vpc_endpoint')).toEqual(other.addresses('aws_vpc_endpoint'));
  });

  test('uses an existing endpoint for all networks that name it', () => {
    const network = { ...NETWORK, secretsManagerEndpoint: { existing: ENDPOINT } };
    const synthesised = withChanges({
      networks: { one: network, two: network },
      rotations: { a: { ...ROTATION, network: 'one' }, b: { ...ROTATION, secret: 'b', network: 'two' } },
    });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.data('aws_vpc_endpoint')).toHaveLength(1);
  });

  test('gives looked-up networks one endpoint for each different VPC that has none', () => {
    const byLookUp = (lookup: { network: string }): object => ({
      ...ROTATION,
      secret: lookup.network,
      ...lookup,
    });
    const synthesised = withChanges({
      networks: { ids: NETWORK, one: { lookup: { dbInstance: 'a' } }, two: { lookup: { dbCluster: 'b' } } },
      rotations: {
        a: byLookUp({ network: 'ids' }),
        b: byLookUp({ network: 'one' }),
        c: byLookUp({ network: 'two' }),
      },
    });
    const locals: Record<string, any> = synthesised.json.locals;
    const local = (end: RegExp): any => Object.entries(locals).find(([name]) => end.test(name))![1];

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([
      expect.objectContaining({ vpc_id: '${each.key}', for_each: expect.stringMatching(/_Vpcs_/) }),
      expect.objectContaining({ vpc_id: NETWORK.vpcId }),
    ]);
    expect(local(/LookedUp_Networks_/)).toHaveLength(2);
    expect(local(/LookedUp_KnownVpcs_/)).toEqual([NETWORK.vpcId]);
    expect(local(/LookedUp_Vpcs_/)).toMatch(/vpc => subnets\[0\] if !contains\(local\..*KnownVpcs_.*, vpc\)/);
  });

  test('asks Amazon RDS through an endpoint for a master secret that it manages', () => {
    const synthesised = withChanges({
      networks: { orders: { lookup: { dbInstance: 'orders' } } },
      rotations: { orders: { ...ROTATION, network: 'orders', masterSecret: 'rds-managed' } },
    });

    expect(synthesised.resources('aws_vpc_endpoint').map(({ service_name }) => service_name)).toEqual([
      'com.amazonaws.us-east-1.secretsmanager',
      'com.amazonaws.us-east-1.rds',
    ]);
    expect(synthesised.resource('aws_iam_role_policy').policy).toContain('rds:DescribeDBInstances');
  });

  test.each([
    [{ secretsManagerEndpoint: 'none' }, [], 1],
    [{ rdsEndpoint: 'none' }, ['com.amazonaws.us-east-1.secretsmanager'], 1],
    [{ secretsManagerEndpoint: 'none', rdsEndpoint: 'create' }, ['com.amazonaws.us-east-1.rds'], 1],
  ])('reaches Amazon RDS as %j says', (endpoints, services, openings) => {
    const synthesised = withChanges({
      networks: { orders: { lookup: { dbInstance: 'orders' }, ...endpoints } },
      rotations: { orders: { ...ROTATION, network: 'orders', masterSecret: 'rds-managed' } },
    });
    const rules = synthesised.resources('aws_vpc_security_group_egress_rule');

    expect(synthesised.resources('aws_vpc_endpoint').map(({ service_name }) => service_name)).toEqual(
      services,
    );
    expect(rules.filter(({ cidr_ipv4 }) => cidr_ipv4 === '0.0.0.0/0')).toHaveLength(openings);
  });

  test.each([
    [{ cluster: 'warehouse' }, 'redshift', 'redshift:DescribeClusters'],
    ['serverless', 'redshift-serverless', 'redshift-serverless:ListWorkgroups'],
  ])(
    'asks Redshift for what %j says of a master secret that it manages',
    (redshiftWarehouse, service, call) => {
      const warehouse = {
        ...ROTATION,
        secret: 'warehouse',
        engine: 'redshift',
        masterSecret: 'redshift!warehouse-admin',
        redshiftWarehouse,
      };
      const synthesised = withChanges({ rotations: { warehouse, orders: ROTATION } });
      const without = withChanges({
        networks: { private: { ...NETWORK, secretsManagerEndpoint: 'none' } },
        rotations: { warehouse },
      });

      expect(synthesised.resources('aws_vpc_endpoint').map(({ service_name }) => service_name)).toEqual([
        'com.amazonaws.us-east-1.secretsmanager',
        `com.amazonaws.us-east-1.${service}`,
      ]);
      expect(synthesised.resources('aws_iam_role_policy').map(({ policy }) => policy.includes(call))).toEqual(
        expect.arrayContaining([true, false]),
      );
      expect(without.resources('aws_vpc_endpoint')).toEqual([]);
    },
  );

  test('makes nothing for a network that no rotation uses', () => {
    const synthesised = withChanges({ rotations: { a: { ...ROTATION, network: undefined } } });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.resources('aws_security_group')).toEqual([]);
  });

  test('takes a VPC that Terraform finds out', () => {
    const synthesised = withChanges({
      networks: { private: { ...NETWORK, vpcId: '${data.aws_vpc.main.id}' } },
    });

    expect(synthesised.resource('aws_vpc_endpoint').vpc_id).toBe('${data.aws_vpc.main.id}');
  });

  test('costs a fleet of secrets no more than their rotations', () => {
    const fleet = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`r${index}`, { ...ROTATION, secret: `secret-${index}` }]),
    );
    const [one, fifty] = [{ orders: ROTATION }, fleet].map((rotations) => withChanges({ rotations }));
    const count = ({ json }: Synthesised): number =>
      Object.values<object>(json.resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);

    expect(count(fifty) - count(one)).toBe(49);
  });

  test.each([
    [{ everyDays: 30 }, { automatically_after_days: 30 }],
    [{ rate: '12 hours' }, { schedule_expression: 'rate(12 hours)' }],
    [
      { cron: '0 4 ? * SUN *', window: '2h' },
      { schedule_expression: 'cron(0 4 ? * SUN *)', duration: '2h' },
    ],
    [{ complianceDays: 90 }, { automatically_after_days: 45 }],
  ])('turns the schedule %j into %j', (schedule, rules) => {
    const synthesised = withChanges({ rotations: { orders: { ...ROTATION, schedule } } });

    expect(synthesised.resource('aws_secretsmanager_secret_rotation').rotation_rules).toEqual(rules);
  });
});
