import fc from 'fast-check';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config';
import { asWritten } from '../../src/config/ssm-parameter';

function text(network: object, rotation: object = {}, others: object = {}): string {
  return JSON.stringify({
    version: 1,
    stacks: {
      a: {
        region: 'us-east-1',
        networks: {
          private: {
            vpcId: 'vpc-0a1b2c3d',
            subnetIds: ['subnet-0a1b2c3d'],
            databaseSecurityGroupIds: ['sg-0a1b2c3d'],
            ...network,
          },
        },
        rotations: {
          orders: {
            engine: 'mysql',
            strategy: 'multi-user',
            secret: 'orders',
            masterSecret: 'master',
            network: 'private',
            schedule: { everyDays: 7 },
            ...rotation,
          },
          ...others,
        },
      },
    },
  });
}

function rulesOf(yaml: string): [string, string][] {
  return parseConfig(yaml).findings.map(({ rule, path }) => [rule, path.replace('stacks.a.', '')]);
}

const P = { ssmParameter: '/network/it' };

describe('a parameter of AWS Systems Manager', () => {
  test.each([
    { vpcId: P },
    { subnetIds: P },
    { subnetIds: [P, 'subnet-0a1b2c3e', { ssmParameter: 'other' }] },
    { endpointSubnetIds: P },
    { endpointSubnetIds: [P] },
    { databaseSecurityGroupIds: P },
    { databaseSecurityGroupIds: [P] },
    { functionSecurityGroupIds: P },
    { functionSecurityGroupIds: [P] },
    { secretsManagerEndpoint: { existing: P } },
    { secretsManagerEndpoint: { existing: 'vpce-0a1b2c3d', securityGroupId: P } },
    { rdsEndpoint: { existing: P, securityGroupId: P } },
  ])('stands for an id in %j', (network) => {
    expect(rulesOf(text(network))).toEqual([]);
  });

  test.each([{ secret: P }, { masterSecret: P }, { kmsKeyArn: P }, { masterSecretKmsKeyArn: P }])(
    'stands for an ARN in %j',
    (rotation) => {
      expect(rulesOf(text({}, rotation))).toEqual([]);
    },
  );

  test.each([
    [{ vpcId: { ssmParameter: '' } }, [['WrongForm', 'networks.private.vpcId.ssmParameter']]],
    [{ vpcId: { ssmParameter: 'network/vpc' } }, [['WrongForm', 'networks.private.vpcId.ssmParameter']]],
    [{ vpcId: { ssmParameter: '/network//vpc' } }, [['WrongForm', 'networks.private.vpcId.ssmParameter']]],
    [{ vpcId: { ssmParameter: '/a b' } }, [['WrongForm', 'networks.private.vpcId.ssmParameter']]],
    [{ vpcId: { ssmParameter: 7 } }, [['WrongType', 'networks.private.vpcId.ssmParameter']]],
    [{ vpcId: { ssmParameter: ['/a'] } }, [['WrongType', 'networks.private.vpcId.ssmParameter']]],
    [{ vpcId: {} }, [['WrongType', 'networks.private.vpcId']]],
    [{ vpcId: { username: 'orders', password: 'x' } }, [['WrongType', 'networks.private.vpcId']]],
    [{ vpcId: { ssm: '/a' } }, [['UnknownKey', 'networks.private.vpcId.ssm']]],
    [{ vpcId: [P] }, [['WrongType', 'networks.private.vpcId']]],
    [{ subnetIds: [[P]] }, [['WrongType', 'networks.private.subnetIds[0]']]],
    [{ subnetIds: [P, P] }, [['DuplicateItem', 'networks.private.subnetIds']]],
    [{ vpcId: { ...P, region: 'us-east-1' } }, [['UnknownKey', 'networks.private.vpcId.region']]],
    [
      { vpcId: { ssmParameter: '${var.name}' } },
      [['ExpressionNotEvaluated', 'networks.private.vpcId.ssmParameter']],
    ],
    [{ secretsManagerEndpoint: P }, [['UnknownKey', 'networks.private.secretsManagerEndpoint.ssmParameter']]],
  ])('is refused in %j', (network, expected) => {
    expect(rulesOf(text(network)).sort()).toEqual([...expected].sort());
  });

  test.each(['region', 'engine', 'port'])('does not stand for %s', (key) => {
    const wrong =
      key === 'region' ? text({}).replace('"us-east-1"', JSON.stringify(P)) : text({}, { [key]: P });

    expect(rulesOf(wrong).length).toBeGreaterThan(0);
  });

  test('is compared by its name: a secret has one rotation', () => {
    const other = { engine: 'mysql', strategy: 'single-user', secret: P, schedule: { everyDays: 7 } };

    expect(rulesOf(text({}, { secret: P }, { other }))).toEqual([
      ['SecretRotatedTwice', 'rotations.other.secret'],
    ]);
  });

  test('is compared by its name: no secret is its own master', () => {
    expect(rulesOf(text({}, { secret: P, masterSecret: P })).map(([rule]) => rule)).toEqual([
      'SecretIsItsOwnMaster',
    ]);
  });

  test('is compared by its name: two stacks create no endpoint in one VPC', () => {
    const { stacks } = JSON.parse(text({ vpcId: P }));
    const other = structuredClone(stacks.a);
    other.rotations.orders.secret = 'items';

    const { findings } = parseConfig(JSON.stringify({ version: 1, stacks: { ...stacks, other } }));

    expect(findings.map(({ rule }) => rule)).toContain('EndpointCreatedTwice');
  });

  test('may hold the master secret that Amazon Redshift manages', () => {
    const rotation = { engine: 'redshift', masterSecret: P, redshiftWarehouse: { cluster: 'warehouse' } };

    expect(rulesOf(text({}, rotation))).toEqual([]);
  });

  test('is written as it was read', () => {
    const one = fc.constantFrom(P, { ssmParameter: 'word' }, 'sg-0a1b2c3d');
    const list = fc.oneof(
      one.filter((id) => typeof id === 'object'),
      fc.uniqueArray(one, { minLength: 1 }),
    );

    fc.assert(
      fc.property(list, one, (functionSecurityGroupIds, securityGroupId) => {
        const endpoint = { existing: { ssmParameter: '/vpce' }, securityGroupId };
        const written = text({ functionSecurityGroupIds, secretsManagerEndpoint: endpoint });

        const { config } = parseConfig(written);

        expect(asWritten(config)).toEqual(parse(written));
      }),
    );
  });
});
