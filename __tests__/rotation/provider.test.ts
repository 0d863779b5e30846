import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformProvider, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { RotationApplication } from '../../src/catalogue';
import { IRotationFunction } from '../../src/rotation/i-rotation-function';
import { OwnRotationFunction } from '../../src/rotation/own-rotation-function';
import { RdsEndpoint } from '../../src/rotation/rds-endpoint';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationFunctionCode } from '../../src/rotation/rotation-function-code';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation } from '../../src/rotation/secret-rotation';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import { DATABASE_GROUP, OTHER_GROUP, SUBNETS, VPC } from '../support/examples';
import { newStack, Synthesised } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER } = RotationApplication;

const IDS = { vpcId: VPC, subnetIds: SUBNETS, databaseSecurityGroupIds: [DATABASE_GROUP] };

const EXISTING = '${aws_lambda_function.legacy.arn}';

const schedule = RotationSchedule.everyDays(30);

interface Providers {
  readonly east: TerraformProvider;
  readonly west: TerraformProvider;
}

/** A stack whose usual provider is in us-east-1 and whose other one, `west`, is in eu-west-1. */
function withTwo(build: (stack: TerraformStack, providers: Providers) => void): TerraformStack {
  return newStack((stack) => {
    const west = new AwsProvider(stack, 'West', { alias: 'west', region: 'eu-west-1' });
    build(stack, { east: stack.node.findChild('Aws') as AwsProvider, west });
  });
}

/** The providers of all that is made and looked up in AWS, each once. */
function providersIn({ json }: Synthesised): (string | undefined)[] {
  const blocks = [json.resource, json.data].flatMap((kinds) =>
    Object.entries<Record<string, any>>(kinds ?? {})
      .filter(([type]) => type.startsWith('aws_'))
      .flatMap(([, named]) => Object.values(named)),
  );
  return [...new Set(blocks.map(({ provider }) => provider))];
}

const BUILDERS: Readonly<Record<string, (scope: Construct, provider?: TerraformProvider) => Construct>> = {
  RotationFunction: (scope, provider) =>
    new RotationFunction(scope, 'Made', { application: MYSQL_SINGLE_USER, provider }),
  'a RotationFunction that exists': (scope, provider) =>
    RotationFunction.fromFunctionArn(scope, 'Made', {
      functionArn: EXISTING,
      provider,
    }) as IRotationFunction & Construct,
  OwnRotationFunction: (scope, provider) =>
    new OwnRotationFunction(scope, 'Made', {
      code: RotationFunctionCode.s3({ bucket: 'code', key: 'rotate.zip' }),
      handler: 'lambda_function.lambda_handler',
      runtime: 'python3.13',
      provider,
    }),
  'RotationNetwork of ids': (scope, provider) => RotationNetwork.vpc(scope, 'Made', { ...IDS, provider }),
  'RotationNetwork of an instance': (scope, provider) =>
    RotationNetwork.ofDbInstance(scope, 'Made', { dbInstance: 'orders', provider }),
  'RotationNetwork of a cluster': (scope, provider) =>
    RotationNetwork.ofDbCluster(scope, 'Made', { dbCluster: 'orders', provider }),
  SecretRotation: (scope, provider) =>
    new SecretRotation(scope, 'Made', {
      secret: 'orders',
      application: MYSQL_SINGLE_USER,
      schedule,
      provider,
    }),
  SecretsManagerEndpoint: (scope, provider) =>
    new SecretsManagerEndpoint(scope, 'Made', { vpcId: VPC, subnetIds: SUBNETS, provider }),
  'an existing SecretsManagerEndpoint': (scope, provider) =>
    SecretsManagerEndpoint.fromId(scope, 'Made', {
      vpcEndpointId: 'vpce-0a1b2c3d4e5f60718',
      provider,
    }) as Construct & ReturnType<typeof SecretsManagerEndpoint.fromId>,
  RdsEndpoint: (scope, provider) =>
    new RdsEndpoint(scope, 'Made', { vpcId: VPC, subnetIds: SUBNETS, provider }),
};

describe.each(Object.entries(BUILDERS))('%s', (_, build) => {
  test('is made and looked up with the provider that it is given', () => {
    const stack = withTwo((scope, { west }) => void build(scope, west));

    expect(providersIn(new Synthesised(stack))).toEqual(['aws.west']);
  });

  test('is made with the provider of what it is in', () => {
    const stack = withTwo((scope, { west }) => {
      const network = RotationNetwork.vpc(scope, 'Network', { ...IDS, provider: west });
      build(network);
    });

    expect(providersIn(new Synthesised(stack))).toEqual(['aws.west']);
  });

  test('fails when its stack has several providers and none is given', () => {
    expect(() => withTwo((scope) => void build(scope))).toThrow(
      'test/Made: the stack has several AWS providers, aws and aws.west, and nothing says which region and account this is for; give one of them as "provider" (ProviderMissing)',
    );
  });

  test('fails at synthesis when its stack has got a second provider since', () => {
    const stack = newStack((scope) => void build(scope));
    new AwsProvider(stack, 'West', { alias: 'west', region: 'eu-west-1' });

    expect(() => Testing.synth(stack, true)).toThrow(/several AWS providers.*ProviderMissing/);
  });

  test('fails when the provider belongs to another stack', () => {
    const other = newStack(() => undefined).node.findChild('Aws') as AwsProvider;

    expect(() => newStack((scope) => void build(scope, other))).toThrow(/ProviderElsewhere/);
  });
});

describe('a rotation in another region than the stack’s usual one', () => {
  const stack = withTwo((scope, { west: provider }) => {
    const network = RotationNetwork.ofDbInstance(scope, 'Network', { dbInstance: 'orders', provider });
    new SecretRotation(scope, 'Orders', {
      secret: 'orders',
      managedMasterSecret: true,
      application: MYSQL_MULTI_USER,
      network,
      schedule,
      provider,
    });
  });
  const synthesised = new Synthesised(stack);

  test('is made and looked up with that provider, all of it', () => {
    expect(providersIn(synthesised)).toEqual(['aws.west']);
  });

  test('has its function call Secrets Manager there, through an endpoint there', () => {
    const [{ parameters }] = synthesised.resources(
      'aws_serverlessapplicationrepository_cloudformation_stack',
    );
    const services = synthesised.resources('aws_vpc_endpoint').map(({ service_name }) => service_name);

    expect(parameters.endpoint).toBe('https://secretsmanager.eu-west-1.amazonaws.com');
    expect(services.sort()).toEqual([
      'com.amazonaws.eu-west-1.rds',
      'com.amazonaws.eu-west-1.secretsmanager',
    ]);
  });

  test('lets Secrets Manager of the account that the provider leads to invoke it', () => {
    const [identity] = Object.keys(synthesised.json.data.aws_caller_identity);

    expect(synthesised.resource('aws_lambda_permission').source_account).toBe(
      `\${data.aws_caller_identity.${identity}.account_id}`,
    );
    expect(synthesised.dataSource('aws_caller_identity').provider).toBe('aws.west');
  });

  test('refuses another region of that provider in the plan', () => {
    const blocks = Object.values<any>(synthesised.json.resource.terraform_data);
    const conditions = blocks.flatMap(({ lifecycle }) => lifecycle?.postcondition ?? []);

    expect(conditions.map(({ condition }) => condition)).toContainEqual(
      expect.stringContaining('"eu-west-1"'),
    );
  });
});

test('the partition is that of the provider, and not of the stack’s usual one', () => {
  const stack = newStack((scope) => {
    const provider = new AwsProvider(scope, 'China', { alias: 'china', region: 'cn-north-1' });
    new RotationFunction(scope, 'Function', { application: MYSQL_SINGLE_USER, provider });
  });
  const made = new Synthesised(stack).resource('aws_serverlessapplicationrepository_cloudformation_stack');

  expect(made).toMatchObject({
    application_id: expect.stringMatching(/^arn:aws-cn:serverlessrepo:cn-north-1:193023089310:/),
    semantic_version: '1.1.440',
    parameters: { endpoint: 'https://secretsmanager.cn-north-1.amazonaws.com.cn' },
  });
});

describe('two regions in one stack', () => {
  test('have functions of one name, and the same database’s name, apart from each other', () => {
    const stack = withTwo((scope, providers) => {
      Object.entries(providers).forEach(([name, provider]) => {
        const network = RotationNetwork.ofDbInstance(scope, `Network-${name}`, {
          dbInstance: 'orders',
          provider,
        });
        const rotationFunction = new RotationFunction(scope, `Function-${name}`, {
          application: MYSQL_SINGLE_USER,
          functionName: 'rotate-orders',
          network,
          provider,
        });
        new SecretRotation(scope, `Orders-${name}`, { secret: 'orders', rotationFunction, schedule });
      });
    });
    const synthesised = new Synthesised(stack);

    expect(
      synthesised
        .resources('aws_serverlessapplicationrepository_cloudformation_stack')
        .map(({ name, provider }) => [name, provider]),
    ).toEqual([
      ['rotate-orders', 'aws'],
      ['rotate-orders', 'aws.west'],
    ]);
    expect(synthesised.resources('aws_vpc_endpoint').map(({ provider }) => provider)).toEqual([
      'aws',
      'aws.west',
    ]);
    expect(synthesised.resources('aws_secretsmanager_secret_rotation')).toMatchObject([
      { provider: 'aws' },
      { provider: 'aws.west' },
    ]);
    const [protection] = Object.values<any>(synthesised.json.resource.terraform_data).filter(
      ({ for_each }) => for_each !== undefined,
    );
    expect(Object.keys(protection.for_each)).toEqual([
      expect.stringMatching(/^rotate-orders [0-9a-f]{8}$/),
      expect.stringMatching(/^rotate-orders west [0-9a-f]{8}$/),
    ]);
  });

  test('share the groups of functions each with its own rules', () => {
    const stack = withTwo((scope, providers) => {
      Object.entries(providers).forEach(([name, provider]) => {
        const network = RotationNetwork.vpc(scope, `Network-${name}`, {
          ...IDS,
          vpcId: `${VPC.slice(0, -1)}${name === 'east' ? 1 : 2}`,
          functionSecurityGroupIds: [`${OTHER_GROUP.slice(0, -1)}${name === 'east' ? 1 : 2}`],
          provider,
        });
        new SecretRotation(scope, `Orders-${name}`, {
          secret: 'orders',
          application: MYSQL_SINGLE_USER,
          network,
          schedule,
          provider,
        });
      });
    });
    const rules = new Synthesised(stack).resources('aws_vpc_security_group_ingress_rule');

    expect(rules.map(({ provider }) => provider).sort()).toEqual(['aws', 'aws', 'aws.west', 'aws.west']);
  });
});

test('rules of groups that are looked up are made for each provider with that', () => {
  const stack = withTwo((scope, providers) => {
    Object.entries(providers).forEach(([name, provider]) => {
      const network = RotationNetwork.ofDbInstance(scope, `Network-${name}`, {
        dbInstance: 'orders',
        functionSecurityGroupIds: [OTHER_GROUP],
        provider,
      });
      new SecretRotation(scope, `Orders-${name}`, {
        secret: 'orders',
        application: MYSQL_SINGLE_USER,
        network,
        schedule,
        provider,
      });
    });
  });
  const rules = new Synthesised(stack).resources('aws_vpc_security_group_ingress_rule');
  const lookedUp = rules.filter(({ for_each }) => for_each !== undefined);

  expect(lookedUp.map(({ provider }) => provider).sort()).toEqual(['aws', 'aws.west']);
});

test('fails when something else gives a part of a construct another provider', () => {
  const stack = withTwo((scope, { east, west }) => {
    const rotationFunction = new RotationFunction(scope, 'Function', {
      application: MYSQL_SINGLE_USER,
      provider: west,
    });
    rotationFunction.resource.provider = east;
  });

  expect(() => Testing.synth(stack, true)).toThrow(
    'test/Function/Resource: its provider has been set to aws, and region, account and host names come from aws.west, which is its construct\'s "provider"; give the construct the other one (ProviderChanged)',
  );
});

describe('what is used with what', () => {
  test('fails when the network is made with another provider than the function', () => {
    expect(() =>
      withTwo((scope, { east, west }) => {
        const network = RotationNetwork.vpc(scope, 'Network', { ...IDS, provider: east });
        new RotationFunction(scope, 'Function', { application: MYSQL_SINGLE_USER, network, provider: west });
      }),
    ).toThrow(
      'test/Function: the network "test/Network" is made with the provider aws (us-east-1), and this with the provider aws.west (eu-west-1); give both the same "provider" (PlacesDiffer)',
    );
  });

  test('fails when the function is made with another provider than the rotation', () => {
    expect(() =>
      withTwo((scope, { east, west }) => {
        const rotationFunction = new RotationFunction(scope, 'Function', {
          application: MYSQL_SINGLE_USER,
          provider: east,
        });
        new SecretRotation(scope, 'Orders', { secret: 'orders', rotationFunction, schedule, provider: west });
      }),
    ).toThrow(/test\/Orders: the function "test\/Function" is made with the provider aws \(us-east-1\)/);
  });

  test('fails when an endpoint is made with another provider than the network', () => {
    expect(() =>
      withTwo((scope, { east, west }) => {
        const secretsManagerEndpoint = new SecretsManagerEndpoint(scope, 'Endpoint', {
          vpcId: VPC,
          subnetIds: SUBNETS,
          provider: east,
        });
        RotationNetwork.vpc(scope, 'Network', { ...IDS, secretsManagerEndpoint, provider: west });
      }),
    ).toThrow(/test\/Network: the secretsManagerEndpoint "test\/Endpoint" is made with the provider aws /);
  });

  test('fails when the network is in a stack of another region', () => {
    const other = new TerraformStack(Testing.app(), 'other');
    new AwsProvider(other, 'Aws', { region: 'eu-west-1' });
    const network = RotationNetwork.vpc(other, 'Network', IDS);

    expect(() =>
      newStack((scope) => {
        new RotationFunction(scope, 'Function', { application: MYSQL_SINGLE_USER, network });
      }),
    ).toThrow(/"other\/Network" is made with the provider aws \(eu-west-1\)/);
  });

  test('takes the function’s provider for a rotation that is given none', () => {
    const stack = withTwo((scope, { west }) => {
      const rotationFunction = new RotationFunction(scope, 'Function', {
        application: MYSQL_SINGLE_USER,
        provider: west,
      });
      new SecretRotation(scope, 'Orders', { secret: 'orders', rotationFunction, schedule });
    });

    expect(providersIn(new Synthesised(stack))).toEqual(['aws.west']);
  });
});
