import { RotationConfig } from '../src/config';
import { defaultStack } from '../src/rehearsal/project';
import { RecordedRotation } from '../src/rehearsal/stand-in';
import { providerVersion } from '../src/rehearsal/tools';
import { onWorkbench, Workbench } from '../src/rehearsal/workbench';

const { orders } = defaultStack().rotations;
const { private: ids } = defaultStack().networks!;

const GROUP = 'sg-0f1f2f3f4f5f60718';
const ENDPOINT_GROUP = 'sg-0e1e2e3e4e5e60718';

function configuration(networks: RotationConfig['stacks'][string]['networks']): RotationConfig {
  const rotations = Object.keys(networks!).map((network) => [
    network,
    { ...orders, network, secret: network },
  ]);
  const stack = { ...defaultStack(), networks, rotations: Object.fromEntries(rotations) };
  return { version: 1, stacks: { production: stack } };
}

/** The rules by which a group lets another one in. */
function rulesInto({ securityGroupRules }: RecordedRotation, source: string): [string, number][] {
  return securityGroupRules
    .filter(({ IsEgress, ReferencedGroupInfo }) => !IsEgress && ReferencedGroupInfo?.GroupId === source)
    .map(({ GroupId, FromPort }) => [GroupId, FromPort]);
}

describe('networks that turn out to be one', () => {
  const functionSecurityGroupIds = [GROUP];
  const bench = onWorkbench(
    configuration({
      one: { lookup: { dbInstance: 'orders' }, functionSecurityGroupIds },
      other: { lookup: { dbInstance: 'orders' }, functionSecurityGroupIds },
      ids: { ...ids, functionSecurityGroupIds },
    }),
  );

  test('have each rule once, and a second plan is empty', async () => {
    const { vpcId, subnetIds, databaseSecurityGroupIds } = bench().knownStacks.production.networks!.one;
    await bench().change(({ networks }) =>
      Object.assign(networks.ids, { vpcId, subnetIds, databaseSecurityGroupIds }),
    );
    await bench().project.init('production');
    await bench().project.apply('production');

    const { rotations } = await bench().ledger();
    const [group] = bench().config.stacks.production.networks!.one.functionSecurityGroupIds!;
    const [endpoint] = rotations[0].endpoints;
    expect(rotations).toHaveLength(3);
    expect(rulesInto(rotations[0], group).sort()).toEqual(
      [
        [databaseSecurityGroupIds![0], 3306],
        [endpoint.Groups[0].GroupId, 443],
      ].sort(),
    );
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});

describe('security groups that let the functions in already', () => {
  const bench = onWorkbench(
    configuration({
      private: {
        ...ids,
        functionSecurityGroupIds: [GROUP],
        databaseRules: 'none',
        secretsManagerEndpoint: {
          existing: 'vpce-0a1b2c3d4e5f60718',
          securityGroupId: ENDPOINT_GROUP,
          rules: 'none',
        },
      },
    }),
  );

  test('are left as they are, and a second plan is empty', async () => {
    const { databaseSecurityGroupIds, functionSecurityGroupIds, secretsManagerEndpoint } =
      bench().config.stacks.production.networks!.private;
    const [source] = functionSecurityGroupIds!;
    const [database] = databaseSecurityGroupIds!;
    const { securityGroupId: endpoint } = secretsManagerEndpoint as { securityGroupId: string };
    await letIn(bench(), source, database, 3306);
    await letIn(bench(), source, endpoint, 443);
    await bench().deploy();

    const [rotation] = (await bench().ledger()).rotations;
    expect(rulesInto(rotation, source).sort()).toEqual(
      [
        [database, 3306],
        [endpoint, 443],
      ].sort(),
    );
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});

/** By this the stand-in knows which service and region is meant. It checks no signature. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=none';

async function letIn(bench: Workbench, source: string, group: string, port: number): Promise<void> {
  const permission = Object.entries({
    IpProtocol: 'tcp',
    FromPort: `${port}`,
    ToPort: `${port}`,
    'Groups.1.GroupId': source,
  }).map(([name, value]) => [`IpPermissions.1.${name}`, value]);
  const call = { Action: 'AuthorizeSecurityGroupIngress', Version: '2016-11-15', GroupId: group };
  const { ok } = await fetch(bench.standIn.environment.AWS_ENDPOINT_URL!, {
    method: 'POST',
    headers: { Authorization: AUTHORIZATION },
    body: new URLSearchParams({ ...call, ...Object.fromEntries(permission) }),
  });
  expect(ok).toBe(true);
}

/** Rules in the resource of the group itself, in which Terraform takes every other one for one too many. */
const PROGRAM = `
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, TerraformStack } from 'cdktf';
import { RotationApplication, RotationNetwork, RotationSchedule, SecretRotation, SecurityGroupRules } from './src';

const app = new App();
const stack = new TerraformStack(app, 'production');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
stack.addOverride('terraform.required_providers.aws.version', '${providerVersion(process.env.TF_PLUGIN_DIR)}');

const vpc = new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true });
const subnet = new Subnet(stack, 'Subnet', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24' });
const group = new SecurityGroup(stack, 'Database', { vpcId: vpc.id });
const network = RotationNetwork.vpc(stack, 'Network', {
  vpcId: vpc.id,
  subnetIds: [subnet.id],
  databaseSecurityGroupIds: [group.id],
  databaseRules: SecurityGroupRules.NONE,
});
const { rotationFunction } = new SecretRotation(stack, 'Rotation', {
  secret: 'private',
  application: RotationApplication.MYSQL_SINGLE_USER,
  network,
  schedule: RotationSchedule.everyDays(30),
  dependsOn: [group],
});
group.putIngress([
  { protocol: 'tcp', fromPort: 3306, toPort: 3306, securityGroups: rotationFunction.securityGroupIds },
]);
app.synth();
`;

describe('a database’s security group whose owner has all its rules in one resource', () => {
  const bench = onWorkbench(configuration({ private: ids }));

  test('keeps to them, and a second plan is empty', async () => {
    const { project } = bench();
    await project.synthProgram(PROGRAM);
    await project.init('production');
    await project.apply('production');

    const [rotation] = (await bench().ledger()).rotations;
    const [source] = rotation.function.VpcConfig!.SecurityGroupIds!;
    expect(rulesInto(rotation, source).map(([, port]) => port)).toEqual(expect.arrayContaining([443, 3306]));
    expect(await project.plan('production')).toContain('No changes.');
  });
});
