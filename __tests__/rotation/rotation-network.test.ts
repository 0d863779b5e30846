import { TerraformStack, TerraformVariable, Token } from 'cdktf';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork, VpcRotationNetworkProps } from '../../src/rotation/rotation-network';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import { DATABASE_GROUP, ENDPOINT, OTHER_GROUP, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const IDS = { vpcId: VPC, subnetIds: SUBNETS, databaseSecurityGroupIds: [DATABASE_GROUP] };

function inNetwork(props: VpcRotationNetworkProps, endpoint?: { securityGroupId?: string }): Synthesised {
  return synthesise((stack) => {
    const existing =
      endpoint && SecretsManagerEndpoint.fromId(stack, 'Existing', { vpcEndpointId: ENDPOINT, ...endpoint });
    const network = RotationNetwork.vpc(stack, 'Network', { ...props, secretsManagerEndpoint: existing });
    const application = RotationApplication.MYSQL_SINGLE_USER;
    new RotationFunction(stack, 'Rotation', { application, network }).allowDatabasePort();
  });
}

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';
const EGRESS = 'aws_vpc_security_group_egress_rule';
const INGRESS = 'aws_vpc_security_group_ingress_rule';

describe('a network by its ids', () => {
  test('gets an interface endpoint with private DNS and a security group of its own', () => {
    const synthesised = inNetwork(IDS);

    expect(synthesised.resource('aws_vpc_endpoint')).toMatchObject({
      vpc_id: VPC,
      service_name: 'com.amazonaws.us-east-1.secretsmanager',
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: expect.stringMatching(/^\$\{local\.Network_EndpointSubnets/),
      security_group_ids: [
        expect.stringMatching(/^\$\{aws_security_group\.Network_Endpoint_SecurityGroup_.*\.id\}$/),
      ],
    });
  });

  test('has its endpoints in its subnets in the zones that have any, or in those that are given', () => {
    const [chosen, given] = [{}, { endpointSubnetIds: [SUBNETS[1]] }].map((options) =>
      inNetwork({ ...IDS, ...options }),
    );

    expect(Object.values(chosen.json.locals)).toContainEqual(SUBNETS);
    expect(chosen.dataSource('aws_subnets').for_each).toMatch(
      /^\$\{toset\(.*data\.aws_vpc_endpoint_service\..*\.availability_zones\)+\}$/,
    );
    expect(given.resource('aws_vpc_endpoint').subnet_ids).toEqual([SUBNETS[1]]);
    expect(given.data('aws_vpc_endpoint_service')).toEqual([]);
  });

  test('shares the endpoint that the stack creates in its VPC, however that came about', () => {
    const synthesised = synthesise((stack) => {
      const other = { ...IDS, vpcId: 'vpc-0a1b2c3d' };
      new SecretsManagerEndpoint(stack, 'Own', other);
      [IDS, IDS, { ...IDS, internetAccess: true }, other].forEach((props, index) => {
        const network = RotationNetwork.vpc(stack, `Network${index}`, props);
        const application = RotationApplication.MYSQL_SINGLE_USER;
        new RotationFunction(stack, `Rotation${index}`, { application, network });
      });
    });

    const endpoints = synthesised.resources('aws_vpc_endpoint');
    expect(endpoints.map(({ vpc_id }) => vpc_id).sort()).toEqual(['vpc-0a1b2c3d', VPC].sort());
    expect(synthesised.resources(INGRESS).filter(({ from_port }) => from_port === 443)).toHaveLength(4);
  });

  test('shares the endpoint of a VPC that only Terraform knows', () => {
    const synthesised = synthesise((stack) => {
      const vpc = new TerraformVariable(stack, 'vpc', { type: 'string' });
      ['One', 'Other'].forEach((id) =>
        RotationNetwork.vpc(stack, id, { ...IDS, vpcId: Token.asString(vpc.value) }),
      );
    });

    expect(synthesised.resource('aws_vpc_endpoint').vpc_id).toBe('${var.vpc}');
  });

  test('shares the endpoint of the VPC of a database that is looked up twice', () => {
    const synthesised = synthesise((stack) =>
      ['One', 'Other'].forEach((id) => RotationNetwork.ofDbInstance(stack, id, { dbInstance: 'orders' })),
    );

    expect(synthesised.resources('aws_vpc_endpoint')).toHaveLength(1);
  });

  test('uses the existing endpoint that another network of its VPC names', () => {
    const synthesised = synthesise((stack) => {
      const secretsManagerEndpoint = SecretsManagerEndpoint.fromId(stack, 'Existing', {
        vpcEndpointId: ENDPOINT,
      });
      const one = RotationNetwork.vpc(stack, 'One', { ...IDS, secretsManagerEndpoint });
      const other = RotationNetwork.vpc(stack, 'Other', IDS);
      expect(other.secretsManagerEndpoint).toBe(one.secretsManagerEndpoint);
    });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
  });

  test.each([
    ['is created', (): Partial<VpcRotationNetworkProps> => ({})],
    [
      'exists',
      (stack: TerraformStack): Partial<VpcRotationNetworkProps> => ({
        secretsManagerEndpoint: SecretsManagerEndpoint.fromId(stack, 'Existing', { vpcEndpointId: ENDPOINT }),
      }),
    ],
  ])(
    'refuses an endpoint that %s where functions go through the internet already, because private DNS would cut them off',
    (_, props) => {
      expect(() =>
        synthesise((stack) => {
          RotationNetwork.vpc(stack, 'Nat', { ...IDS, internetAccess: true });
          RotationNetwork.vpc(stack, 'Isolated', { ...IDS, ...props(stack) });
        }),
      ).toThrow(/the network "test\/Nat" there.*make this endpoint or network before.*EndpointAfterInternet/);
    },
  );

  test('leads to Secrets Manager through an existing endpoint and its given group', () => {
    const synthesised = inNetwork(IDS, { securityGroupId: OTHER_GROUP });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.resources(INGRESS)).toContainEqual(
      expect.objectContaining({ security_group_id: OTHER_GROUP, from_port: 443 }),
    );
  });

  test('leads to an existing endpoint without private DNS under the endpoint’s own host name', () => {
    const { endpoint } = inNetwork(IDS, {}).resource(STACK).parameters;

    expect(endpoint).toMatch(
      /^https:\/\/\$\{data\.aws_vpc_endpoint\.(\w+)\.private_dns_enabled \? "secretsmanager\.us-east-1\.amazonaws\.com" : data\.aws_vpc_endpoint\.\1\.dns_entry\[0\]\.dns_name\}$/,
    );
  });

  test('looks up the first group of an existing endpoint when none is given', () => {
    const synthesised = inNetwork(IDS, {});

    expect(synthesised.dataSource('aws_vpc_endpoint').id).toBe(ENDPOINT);
    expect(synthesised.resources(EGRESS)).toContainEqual(
      expect.objectContaining({
        from_port: 443,
        referenced_security_group_id: expect.stringMatching(
          /^\$\{element\(tolist\(data\.aws_vpc_endpoint\..*\.security_group_ids\), 0\)\}$/,
        ),
      }),
    );
  });

  test('lets functions out to the internet on 443 when they have no endpoint', () => {
    const synthesised = inNetwork({ ...IDS, internetAccess: true });

    expect(synthesised.resources('aws_vpc_endpoint')).toEqual([]);
    expect(synthesised.resources(EGRESS)).toContainEqual(
      expect.objectContaining({ cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443 }),
    );
  });

  test('leaves the outbound rules of groups that are the user’s own alone', () => {
    const synthesised = inNetwork({ ...IDS, functionSecurityGroupIds: [OTHER_GROUP] });

    expect(synthesised.resources(EGRESS)).toEqual([]);
    expect(
      synthesised.resources(INGRESS).map((rule) => [rule.referenced_security_group_id, rule.from_port]),
    ).toEqual([
      [OTHER_GROUP, 3306],
      [OTHER_GROUP, 443],
    ]);
    expect(
      synthesised.resource('aws_serverlessapplicationrepository_cloudformation_stack').parameters
        .vpcSecurityGroupIds,
    ).toBe(`\${join(",", ["${OTHER_GROUP}"])}`);
  });

  test('adds nothing to groups that are the user’s own when there is a way to the internet', () => {
    const synthesised = inNetwork({
      vpcId: VPC,
      subnetIds: SUBNETS,
      functionSecurityGroupIds: [OTHER_GROUP],
      internetAccess: true,
    });

    expect([...synthesised.resources(EGRESS), ...synthesised.resources(INGRESS)]).toEqual([]);
    expect(synthesised.resources('aws_security_group')).toEqual([]);
  });

  test('keeps the rules’ addresses when the databases’ groups are reordered', () => {
    const groups = [DATABASE_GROUP, OTHER_GROUP];
    const rules = [groups, [...groups].reverse()].map((databaseSecurityGroupIds) =>
      inNetwork({ ...IDS, databaseSecurityGroupIds }),
    );

    expect(rules[1].json.resource[INGRESS]).toEqual(rules[0].json.resource[INGRESS]);
  });

  test('tells databases’ groups apart that are not known yet', () => {
    const databaseSecurityGroupIds = ['${aws_security_group.one.id}', '${aws_security_group.two.id}'];

    expect(inNetwork({ ...IDS, databaseSecurityGroupIds }).resources(EGRESS)).toHaveLength(3);
  });
});

describe('RotationNetwork fails when', () => {
  test.each([
    ['nothing leads to the database', { vpcId: VPC, subnetIds: SUBNETS }],
    ['there are no subnets', { ...IDS, subnetIds: [] }],
    ['the list of the functions’ groups is empty', { ...IDS, functionSecurityGroupIds: [] }],
  ])('%s', (_, props) => {
    expect(() => inNetwork(props)).toThrowErrorMatchingSnapshot();
  });
});
