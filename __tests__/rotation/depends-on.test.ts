import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { TerraformHclModule, TerraformIterator, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { RotationApplication } from '../../src/catalogue';
import { RotationFunction } from '../../src/rotation/rotation-function';
import { RotationNetwork } from '../../src/rotation/rotation-network';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { SecretRotation, SecretRotationProps } from '../../src/rotation/secret-rotation';
import { SecretsManagerEndpoint } from '../../src/rotation/secrets-manager-endpoint';
import { DATABASE_GROUP, ENDPOINT, SECRET_ARN, SUBNETS, VPC } from '../support/examples';
import { Synthesised, synthesise } from '../support/synthesised';

const { MYSQL_MULTI_USER, MYSQL_SINGLE_USER } = RotationApplication;

const ROTATION = 'aws_secretsmanager_secret_rotation';
const FUNCTION = 'aws_serverlessapplicationrepository_cloudformation_stack';

const PROPS = {
  secret: SECRET_ARN,
  application: MYSQL_SINGLE_USER,
  schedule: RotationSchedule.everyDays(7),
};

/** Two resources in a construct, one of them in another construct. */
class Group extends Construct {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new Vpc(this, 'One');
    new Vpc(new Construct(this, 'Inner'), 'Two');
  }
}

function rotationIn(stack: TerraformStack, props: Partial<SecretRotationProps> = {}): SecretRotation {
  return new SecretRotation(stack, 'Rotation', { ...PROPS, ...props });
}

function dependenciesOf(synthesised: Synthesised, type: string): string[] {
  return synthesised.resource(type).depends_on ?? [];
}

const VPCS = [
  expect.stringMatching(/^aws_vpc\.Group_One_\w+$/),
  expect.stringMatching(/^aws_vpc\.Group_Inner_Two_\w+$/),
];

describe('a rotation waits for', () => {
  test('a resource that it is given', () => {
    const synthesised = synthesise((stack) => rotationIn(stack, { dependsOn: [new Vpc(stack, 'Vpc')] }));

    expect(dependenciesOf(synthesised, ROTATION)).toContain('aws_vpc.Vpc');
    expect(dependenciesOf(synthesised, ROTATION)).toEqual(
      expect.arrayContaining(synthesised.addresses('aws_lambda_permission')),
    );
  });

  test('all resources in a construct that it is given', () => {
    const synthesised = synthesise((stack) =>
      rotationIn(stack, { dependsOn: [new Group(stack, 'Group') as any] }),
    );

    expect(dependenciesOf(synthesised, ROTATION)).toEqual(expect.arrayContaining(VPCS));
  });

  test('a module', () => {
    const synthesised = synthesise((stack) =>
      rotationIn(stack, {
        dependsOn: [new TerraformHclModule(stack, 'Database', { source: 'terraform-aws-modules/rds/aws' })],
      }),
    );

    expect(dependenciesOf(synthesised, ROTATION)).toContain('module.Database');
  });

  test('what its node depends on, and what that depends on', () => {
    const synthesised = synthesise((stack) => {
      const rotation = rotationIn(stack);
      const marker = new Construct(stack, 'Marker');
      rotation.node.addDependency(marker);
      marker.node.addDependency(new Group(stack, 'Group'));
    });

    expect(dependenciesOf(synthesised, ROTATION)).toEqual(expect.arrayContaining(VPCS));
  });

  test('what the node of a construct around it depends on', () => {
    const synthesised = synthesise((stack) => {
      const scope = new Construct(stack, 'Scope');
      scope.node.addDependency(new Group(stack, 'Group'));
      new SecretRotation(scope, 'Rotation', PROPS);
    });

    expect(dependenciesOf(synthesised, ROTATION)).toEqual(expect.arrayContaining(VPCS));
    expect(dependenciesOf(synthesised, FUNCTION)).toEqual(expect.arrayContaining(VPCS));
  });

  test('what its network waits for', () => {
    const synthesised = synthesise((stack) => {
      const network = RotationNetwork.vpc(stack, 'Network', {
        vpcId: VPC,
        subnetIds: SUBNETS,
        databaseSecurityGroupIds: [DATABASE_GROUP],
        internetAccess: true,
        dependsOn: [new Vpc(stack, 'Route')],
      });
      rotationIn(stack, { network });
    });

    expect(dependenciesOf(synthesised, ROTATION)).toContain('aws_vpc.Route');
  });

  test('each once, whichever way it is given', () => {
    const synthesised = synthesise((stack) => {
      const vpc = new Vpc(stack, 'Vpc');
      rotationIn(stack, { dependsOn: [vpc, vpc] }).node.addDependency(vpc);
    });

    expect(dependenciesOf(synthesised, ROTATION).filter((one) => one === 'aws_vpc.Vpc')).toHaveLength(1);
  });

  test('the stack of a resource that another stack makes', () => {
    const app = Testing.app({ fakeCdktfJsonPath: true, stubVersion: true });
    const [here, there] = ['here', 'there'].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
      return stack;
    });
    rotationIn(here, { dependsOn: [new Vpc(there, 'Vpc')] });

    expect(dependenciesOf(new Synthesised(here), ROTATION)).not.toContain('aws_vpc.Vpc');
    expect(here.dependsOn(there)).toBe(true);
  });

  test.each([
    ['no list', 'aws_vpc.orders', '"dependsOn" is a string'],
    [
      'an address',
      ['aws_vpc.orders'],
      '"aws_vpc.orders" in "dependsOn" is nothing that Terraform can wait for',
    ],
    ['nothing', [undefined], 'in "dependsOn" is nothing that Terraform can wait for'],
  ])('nothing that is %s', (_, dependsOn: any, message) => {
    expect(() => synthesise((stack) => rotationIn(stack, { dependsOn }))).toThrow(message);
  });
});

describe('the first version of a secret', () => {
  const withVersion = (
    build: (stack: TerraformStack, secret: SecretsmanagerSecret) => void,
    secretId: (secret: SecretsmanagerSecret) => string = ({ id }) => id,
  ): Synthesised =>
    synthesise((stack) => {
      const secret = new SecretsmanagerSecret(stack, 'Secret', { name: 'orders' });
      build(stack, secret);
      new SecretsmanagerSecretVersion(stack, 'Version', {
        secretId: secretId(secret),
        secretString: 'first',
      });
    });

  const VERSION = 'aws_secretsmanager_secret_version.Version';

  test.each<[string, (secret: SecretsmanagerSecret) => Partial<SecretRotationProps>]>([
    ['the secret’s ARN', ({ arn }) => ({ secret: arn })],
    ['its id', ({ id }) => ({ secret: id })],
    ['its name', () => ({ secret: 'orders' })],
    ['the master secret’s ARN', ({ arn }) => ({ masterSecret: arn, application: MYSQL_MULTI_USER })],
    [
      'its own name as that of the master secret',
      () => ({ masterSecret: 'orders', application: MYSQL_MULTI_USER }),
    ],
  ])('is waited for by itself where a rotation is given %s', (_, props) => {
    const synthesised = withVersion((stack, secret) => rotationIn(stack, props(secret)));

    expect(dependenciesOf(synthesised, ROTATION)).toContain(VERSION);
  });

  test('is waited for where it names the secret itself', () => {
    const synthesised = withVersion(
      (stack) => rotationIn(stack, { secret: 'orders' }),
      () => 'orders',
    );

    expect(dependenciesOf(synthesised, ROTATION)).toContain(VERSION);
  });

  test('is not waited for by the function, which the value may refer to', () => {
    const synthesised = withVersion((stack, { arn }) => rotationIn(stack, { secret: arn }));

    expect(synthesised.resource(FUNCTION)).not.toHaveProperty('depends_on');
  });

  test('is not waited for where it is of another secret', () => {
    const synthesised = withVersion((stack) => rotationIn(stack));

    expect(dependenciesOf(synthesised, ROTATION)).not.toContain(VERSION);
  });

  test('is waited for where secrets and versions come from one iterator', () => {
    const synthesised = synthesise((stack) => {
      const names = TerraformIterator.fromList(['orders', 'reports']);
      const secrets = new SecretsmanagerSecret(stack, 'Secrets', { forEach: names, name: names.value });
      const each = TerraformIterator.fromResources(secrets);
      new SecretsmanagerSecretVersion(stack, 'Version', { forEach: each, secretId: each.getString('id') });
      rotationIn(stack, { secret: secrets.fqn });
    });

    expect(dependenciesOf(synthesised, ROTATION)).toContain(VERSION);
  });
});

describe('what is looked up', () => {
  const secretNames = (synthesised: Synthesised): string[] =>
    synthesised.data('aws_secretsmanager_secret').map(({ name }) => name);

  test('is looked up at once where nothing has to be there first', () => {
    const synthesised = synthesise((stack) => rotationIn(stack, { secret: 'orders' }));

    expect(secretNames(synthesised)).toEqual(['orders']);
    expect(synthesised.lookUpKeys()).toEqual([]);
  });

  test('is looked up by a value that is known once what it depends on is there, and no more depends on it', () => {
    const synthesised = synthesise((stack) => {
      const masterSecret = new SecretsmanagerSecret(stack, 'Master', { name: 'superuser' });
      rotationIn(stack, {
        secret: 'orders',
        masterSecret: 'superuser',
        application: MYSQL_MULTI_USER,
        dependsOn: [masterSecret],
      });
    });

    expect(synthesised.lookUpKeys()).toEqual([
      expect.objectContaining({
        input: 'superuser',
        depends_on: ['aws_secretsmanager_secret.Master'],
      }),
      expect.objectContaining({ input: 'orders', depends_on: ['aws_secretsmanager_secret.Master'] }),
    ]);
    expect(secretNames(synthesised)).toEqual([
      expect.stringMatching(/^\$\{terraform_data\.[\w-]+\.output\}$/),
      expect.stringMatching(/^\$\{terraform_data\.[\w-]+\.output\}$/),
    ]);
    expect(synthesised.data('aws_secretsmanager_secret')[0]).not.toHaveProperty('depends_on');
  });

  test.each([
    ['a literal', () => 'orders', 0],
    ['a variable', () => '${var.database}', 0],
    ['something else that was looked up', () => '${data.aws_ssm_parameter.database.value}', 0],
    ['a resource', () => '${aws_rds_cluster.orders.cluster_identifier}', 1],
    ['one of several resources', () => '${aws_rds_cluster.orders["eu"].cluster_identifier}', 1],
    ['a module', () => '${module.database.cluster_identifier}', 1],
  ])('is a database by %s', (_, identifier, keys) => {
    const synthesised = synthesise((stack) =>
      RotationNetwork.ofDbCluster(stack, 'Network', { dbCluster: identifier() }),
    );

    expect(synthesised.resources('terraform_data')).toHaveLength(keys);
  });

  test('is found anew where the resource that was found is replaced', () => {
    const inputs = [
      '${aws_db_instance.orders.identifier}',
      '${aws_db_instance.orders["eu"].id}',
      '${module.a.b}',
    ];
    const triggers = inputs.map(
      (dbInstance) =>
        synthesise((stack) => RotationNetwork.ofDbInstance(stack, 'Network', { dbInstance })).resource(
          'terraform_data',
        ).triggers_replace,
    );

    expect(triggers).toEqual([
      ['${aws_db_instance.orders.id}'],
      ['${aws_db_instance.orders["eu"].id}'],
      undefined,
    ]);
  });

  test('is an endpoint after what it depends on', () => {
    const synthesised = synthesise((stack) =>
      SecretsManagerEndpoint.fromId(stack, 'Endpoint', {
        vpcEndpointId: ENDPOINT,
        dependsOn: [new Vpc(stack, 'Vpc')],
      }),
    );

    expect(synthesised.resource('terraform_data')).toMatchObject({
      input: ENDPOINT,
      depends_on: ['aws_vpc.Vpc'],
    });
  });
});

describe('a construct that makes resources', () => {
  test('is a function, whose own resources wait, and no data source', () => {
    const synthesised = synthesise((stack) => {
      const dependsOn = [new Vpc(stack, 'Vpc')];
      new RotationFunction(stack, 'Function', { application: MYSQL_SINGLE_USER, dependsOn });
    });

    [FUNCTION, 'aws_lambda_permission'].forEach((type) =>
      expect(dependenciesOf(synthesised, type)).toEqual(['aws_vpc.Vpc']),
    );
    expect(synthesised.dataSource('aws_lambda_function')).not.toHaveProperty('depends_on');
  });

  test.each<[string, (stack: TerraformStack, vpc: Vpc) => void]>([
    [
      'an endpoint',
      (stack, vpc) => {
        const props = { vpcId: VPC, subnetIds: SUBNETS, dependsOn: [vpc] };
        new SecretsManagerEndpoint(stack, 'Endpoint', props);
      },
    ],
    [
      'a network',
      (stack, vpc) => {
        const props = { vpcId: VPC, subnetIds: SUBNETS, databaseSecurityGroupIds: [DATABASE_GROUP] };
        RotationNetwork.vpc(stack, 'Network', { ...props, dependsOn: [vpc] });
      },
    ],
  ])('is %s', (_, build) => {
    const synthesised = synthesise((stack) => build(stack, new Vpc(stack, 'Vpc')));

    ['aws_vpc_endpoint', 'aws_security_group'].forEach((type) =>
      expect(dependenciesOf(synthesised, type)).toEqual(['aws_vpc.Vpc']),
    );
  });
});
