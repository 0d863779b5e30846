import { parseConfig, RotationConfig } from '../src/config';
import { stackFiles } from '../src/module/stack-files';
import { RecordedRotation } from '../src/rehearsal/stand-in';
import { Workbench } from '../src/rehearsal/workbench';
import { TerraformRoot } from './terraform-root';

const NETWORK = `
      private:
        vpcId: vpc-0a1b2c3d4e5f60718
        subnetIds: [subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719]
        databaseSecurityGroupIds: [sg-0a1b2c3d4e5f60718]`;

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** What a stack has under networks and rotations, by what it shows. */
const STACKS: Readonly<Record<string, readonly [string, string]>> = {
  'two engines in one VPC, with keys and characters': [
    NETWORK,
    `
      orders:
        { engine: mysql, strategy: multi-user, secret: one, masterSecret: master, network: private,
          kmsKeyArn: '${KEY}', masterSecretKmsKeyArn: '${KEY}', schedule: { everyDays: 30 } }
      reports:
        { engine: postgres, strategy: single-user, secret: two, network: private, port: 5433,
          excludeCharacters: '/@"\\:;', schedule: { cron: 0 4 ? * SUN *, window: 2h } }`,
  ],
  'a database that is looked up, whose master secret RDS manages': [
    '\n      private: { lookup: { dbCluster: orders } }',
    `
      orders:
        { engine: mysql, strategy: multi-user, secret: one, masterSecret: rds-managed, network: private,
          schedule: { complianceDays: 90 } }`,
  ],
  'a cluster of Redshift that manages the master secret, and no endpoint': [
    `${NETWORK}\n        secretsManagerEndpoint: none`,
    `
      orders:
        { engine: redshift, strategy: multi-user, secret: one, masterSecret: 'redshift!orders-admin', network: private,
          redshiftWarehouse: { cluster: orders }, schedule: { everyDays: 30 }, rotateImmediately: false }`,
  ],
};

function configOf([networks, rotations]: readonly [string, string]): RotationConfig {
  const { config, findings } = parseConfig(`version: 1
stacks:
  production:
    region: us-east-1
    networks:${networks}
    rotations:${rotations}
`);
  if (config === undefined) throw new Error(JSON.stringify(findings));
  return config;
}

/** What was in place when each secret was rotated, less the ids and names that AWS and Terraform make up. */
function inPlace(rotations: readonly RecordedRotation[]): unknown[] {
  const known = rotations.map((rotation) => {
    const { secret, rules, immediately, hasValue, application, resourcePolicy } = rotation;
    const own = rotation.function.VpcConfig?.SecurityGroupIds ?? [];
    return {
      secret,
      rules,
      immediately,
      hasValue,
      application,
      name: rotation.function.FunctionName,
      variables: rotation.function.Environment.Variables,
      subnets: rotation.function.VpcConfig?.SubnetIds,
      permissions: resourcePolicy.Statement.map((statement) => ({ ...statement, Sid: undefined })),
      policies: Object.entries(rotation.inlinePolicies)
        .filter(([name]) => name.startsWith('MasterSecret-'))
        .map(([, { Statement }]) => Statement),
      endpoints: rotation.endpoints
        .map(({ ServiceName, PrivateDnsEnabled, VpcId, SubnetIds }) => ({
          ServiceName,
          PrivateDnsEnabled,
          VpcId,
          subnets: [...SubnetIds].sort(),
        }))
        .sort((one, other) => one.ServiceName.localeCompare(other.ServiceName)),
      ways: rotation.securityGroupRules
        .map(({ GroupId, IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, ReferencedGroupInfo }) =>
          [
            own.includes(GroupId) ? 'own' : 'other',
            IsEgress,
            IpProtocol,
            FromPort,
            ToPort,
            CidrIpv4,
            own.includes(ReferencedGroupInfo?.GroupId ?? '') ? 'own' : 'other',
          ].join(' '),
        )
        .sort(),
    };
  });
  return known.sort((one, other) => one.secret.localeCompare(other.secret));
}

test.each(Object.entries(STACKS))('module and constructs make the same of %s', async (_, stack) => {
  const bench = await Workbench.open(configOf(stack));
  try {
    await bench.deploy();
    const byConstructs = (await bench.ledger()).rotations;
    await bench.project.destroy(bench.stack);

    const config = bench.config.stacks[bench.stack];
    const files = stackFiles({ name: bench.stack, config }, 'hcl', './rotation');
    const root = new TerraformRoot(bench.project)
      .write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`rotation/${file}`, text])))
      .write({ 'main.tf': 'module "rotation" {\n  source = "./rotation"\n}\n' });
    await root.terraform('fmt', '-check', '-recursive');
    await root.init();
    await root.apply();

    const byModule = (await bench.ledger()).rotations.slice(byConstructs.length);
    expect(inPlace(byModule)).toEqual(inPlace(byConstructs));
    expect(await root.plan()).toContain('No changes.');
  } finally {
    await bench.close();
  }
});
