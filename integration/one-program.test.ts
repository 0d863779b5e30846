import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { providerVersion } from '../src/rehearsal/tools';
import { onWorkbench } from '../src/rehearsal/workbench';

/** The stand-in of AWS has nothing that the program below uses. */
const ELSEWHERE: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      region: 'us-east-1',
      rotations: {
        other: {
          ...defaultStack().rotations.orders,
          network: undefined,
          masterSecret: undefined,
          strategy: 'single-user',
          secret: 'other',
        },
      },
    },
  },
};

const PROGRAM = `
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, Fn, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { RotationApplication, RotationFunction, RotationNetwork, RotationSchedule, SecretRotation } from './src';

class Network extends Construct {
  public readonly vpc: Vpc;
  public readonly subnets: Subnet[];
  public readonly group: DbSubnetGroup;
  public readonly securityGroup: SecurityGroup;

  public constructor(scope: Construct, id: string, tags: Record<string, string>) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true, tags });
    this.subnets = ['us-east-1a', 'us-east-1b', 'us-east-1b'].map(
      (availabilityZone, index) =>
        new Subnet(this, 'Subnet' + index, { vpcId: this.vpc.id, cidrBlock: '10.0.' + index + '.0/24', availabilityZone, tags }),
    );
    this.group = new DbSubnetGroup(this, 'Group', { name: id.toLowerCase(), subnetIds: this.subnets.map((one) => one.id) });
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', { vpcId: this.vpc.id });
  }
}

class Secret extends Construct {
  public readonly arn: string;
  public readonly version: SecretsmanagerSecretVersion;

  public constructor(scope: Construct, name: string, value: Record<string, string>) {
    super(scope, name);
    const secret = new SecretsmanagerSecret(this, 'Secret', { name });
    this.arn = secret.arn;
    this.version = new SecretsmanagerSecretVersion(this, 'Version', { secretId: secret.id, secretString: Fn.jsonencode(value) });
  }
}

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
stack.addOverride('terraform.required_providers.aws.version', '${providerVersion(process.env.TF_PLUGIN_DIR)}');
const tags = { state: new TerraformVariable(stack, 'state', { default: 'first' }).stringValue };
const schedule = RotationSchedule.everyDays(30);
const database = { masterUsername: 'admin', manageMasterUserPassword: true, skipFinalSnapshot: true, tags };

const orders = new Network(stack, 'Orders', tags);
const cluster = new RdsCluster(stack, 'Cluster', {
  ...database,
  clusterIdentifier: 'orders',
  engine: 'aurora-mysql',
  dbSubnetGroupName: orders.group.name,
  vpcSecurityGroupIds: [orders.securityGroup.id],
});
const lookedUp = RotationNetwork.ofDbCluster(stack, 'LookedUp', { dbCluster: cluster.clusterIdentifier });
const shared = new RotationFunction(stack, 'Shared', { application: RotationApplication.MYSQL_MULTI_USER, network: lookedUp });
['orders', 'reports'].forEach((name) => {
  const secret = new Secret(stack, name, {
    engine: 'mysql', host: cluster.endpoint, username: name, password: 'first', masterarn: cluster.masterUserSecret.get(0).secretArn,
  });
  new SecretRotation(stack, name + 'Rotation', { secret: secret.arn, managedMasterSecret: true, rotationFunction: shared, schedule });
});

const billing = new Network(stack, 'Billing', tags);
const other = new RdsCluster(stack, 'Other', {
  ...database,
  clusterIdentifier: 'billing',
  engine: 'aurora-postgresql',
  dbSubnetGroupName: billing.group.name,
  vpcSecurityGroupIds: [billing.securityGroup.id],
});
const byIds = RotationNetwork.vpc(stack, 'ByIds', {
  vpcId: billing.vpc.id,
  subnetIds: billing.subnets.map(({ id }) => id),
  databaseSecurityGroupIds: [billing.securityGroup.id],
  managedMasterSecretArn: other.masterUserSecret.get(0).secretArn,
  dbClusterArn: other.arn,
});
const invoices = new Secret(stack, 'invoices', { engine: 'postgres', host: other.endpoint, username: 'invoices', password: 'first' });
new SecretRotation(stack, 'InvoicesRotation', {
  secret: invoices.arn, managedMasterSecret: true, application: RotationApplication.POSTGRES_MULTI_USER, network: byIds, schedule,
});

const byName = new Secret(stack, 'dunning', { engine: 'postgres', host: other.endpoint, username: 'dunning', password: 'first' });
const master = new Secret(stack, 'superuser', { engine: 'postgres', host: other.endpoint, username: 'superuser', password: 'first' });
const rotation = new SecretRotation(stack, 'DunningRotation', {
  secret: 'dunning',
  masterSecret: 'superuser',
  application: RotationApplication.POSTGRES_MULTI_USER,
  network: RotationNetwork.ofDbCluster(stack, 'OfOther', { dbCluster: other.id, secretsManagerEndpoint: byIds.secretsManagerEndpoint }),
  schedule,
  dependsOn: [master.version],
});
rotation.node.addDependency(byName);

app.synth();
`;

const bench = onWorkbench(ELSEWHERE);

test('a network, databases, secrets with their first versions, and their rotations apply in one go', async () => {
  const { project } = bench();
  await project.synthProgram(PROGRAM);
  await project.init('production');
  await project.apply('production');

  const { rotations } = await bench().ledger();
  expect(rotations.map(({ secret, hasValue }) => [secret, hasValue]).sort()).toEqual([
    ['dunning', true],
    ['invoices', true],
    ['orders', true],
    ['reports', true],
  ]);
  expect(await project.plan('production')).toContain('No changes.');

  const args = ['-input=false', '-no-color', '-var=state=second'];
  const changed = await project.terraform('production', 'plan', ...args);
  expect(changed).toMatch(/Plan: 0 to add, \d+ to change, 0 to destroy/);
  expect(changed).not.toMatch(
    /aws_(vpc_endpoint|security_group|serverless\w+|secretsmanager_secret_rotation)\.\w+ (will|must)/,
  );
});
