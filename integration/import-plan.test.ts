import { RotationConfig } from '../src/config';
import { OWN_COMMAND } from '../src/rehearsal/own-command';
import { defaultStack } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';
import { functionOf } from './attempt';

const REGION = 'us-east-1';

const FUNCTION = 'MySecretsManagerLambda';

const STACK = 'MyLambdaCreationStack';

const MASTER = 'production/orders-master';

const APPLICATION =
  'arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser';

const stack = defaultStack();

const { orders } = stack.rotations;

const CONFIG: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      ...stack,
      functions: { orders: { name: FUNCTION, stackName: STACK } },
      rotations: {
        orders: { ...orders, schedule: { everyDays: 30 }, masterSecret: MASTER, function: 'orders' },
      },
    },
  },
};

const bench = onWorkbench(CONFIG);

/** What the commands of the set-up made. */
interface SetUp {
  readonly functionGroup: string;
  readonly endpointGroup: string;
  readonly endpoint: string;
  readonly databaseRule: string;
  readonly endpointRule: string;
  readonly roleName: string;
}

async function aws(service: string, operation: string, options: Record<string, unknown>): Promise<any> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...valuesOf(value)]);
  const run = bench().project.run(
    'aws',
    [service, operation, '--region', REGION, '--output', 'json', ...args],
    bench().project.folder,
  );
  return JSON.parse((await run.succeed()) || 'null');
}

/** As the command line takes it: a flag has no value, a list several. */
function valuesOf(value: unknown): string[] {
  if (value === true) return [];
  const isPlain =
    typeof value !== 'object' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  return isPlain ? [value].flat().map(String) : [JSON.stringify(value)];
}

/** The commands of AWS's guide, one after the other, and the groups that they ask for. */
async function setUpByHand(): Promise<SetUp> {
  const { vpcId, subnetIds, databaseSecurityGroupIds } = bench().config.stacks.production.networks!.private;
  const [functionGroup, endpointGroup] = [
    await makeGroup('rotation', vpcId!),
    await makeGroup('endpoint', vpcId!),
  ];
  const { ARN } = await aws('secretsmanager', 'describe-secret', { 'secret-id': MASTER });

  const { ChangeSetId } = await aws('serverlessrepo', 'create-cloud-formation-change-set', {
    'application-id': APPLICATION,
    'stack-name': STACK,
    capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
    'parameter-overrides': Object.entries({
      functionName: FUNCTION,
      endpoint: `https://secretsmanager.${REGION}.amazonaws.com`,
      vpcSubnetIds: subnetIds!.join(','),
      vpcSecurityGroupIds: functionGroup,
      masterSecretArn: ARN,
    }).map(([Name, Value]) => ({ Name, Value })),
  });
  await aws('cloudformation', 'execute-change-set', { 'change-set-name': ChangeSetId });
  const { Stacks } = await aws('cloudformation', 'describe-stacks', {
    'stack-name': `serverlessrepo-${STACK}`,
  });
  const functionArn = Stacks[0].Outputs[0].OutputValue;
  await aws('lambda', 'add-permission', {
    'function-name': functionArn,
    'statement-id': 'SecretsManagerAccess',
    action: 'lambda:InvokeFunction',
    principal: 'secretsmanager.amazonaws.com',
    'source-account': '123456789012',
  });
  const { VpcEndpoint } = await aws('ec2', 'create-vpc-endpoint', {
    'vpc-id': vpcId,
    'vpc-endpoint-type': 'Interface',
    'service-name': `com.amazonaws.${REGION}.secretsmanager`,
    'subnet-ids': subnetIds,
    'security-group-ids': endpointGroup,
    'private-dns-enabled': true,
  });
  const databaseRule = await letIn(databaseSecurityGroupIds![0], functionGroup, 3306);
  const endpointRule = await letIn(endpointGroup, functionGroup, 443);
  await aws('secretsmanager', 'rotate-secret', {
    'secret-id': orders.secret,
    'rotation-lambda-arn': functionArn,
    'rotation-rules': { AutomaticallyAfterDays: 30 },
  });
  const { Role } = await aws('lambda', 'get-function-configuration', { 'function-name': FUNCTION });
  return {
    functionGroup,
    endpointGroup,
    endpoint: VpcEndpoint.VpcEndpointId,
    databaseRule,
    endpointRule,
    roleName: Role.split('/').pop(),
  };
}

async function makeGroup(name: string, vpcId: string): Promise<string> {
  const made = await aws('ec2', 'create-security-group', {
    'group-name': name,
    description: `The ${name} of our secrets`,
    'vpc-id': vpcId,
  });
  return made.GroupId;
}

async function letIn(group: string, source: string, port: number): Promise<string> {
  const { SecurityGroupRules } = await aws('ec2', 'authorize-security-group-ingress', {
    'group-id': group,
    protocol: 'tcp',
    port,
    'source-group': source,
  });
  return SecurityGroupRules[0].SecurityGroupRuleId;
}

/** Runs the command as its user does. */
function importPlan(...args: string[]) {
  const { project } = bench();
  return project.run(
    process.execPath,
    [...OWN_COMMAND, 'import-plan', 'rotation.yaml', ...args],
    project.folder,
  );
}

/** What is asked for is answered from what was made, or is said to be new. */
async function answers(setUp: SetUp, policy?: string): Promise<string[]> {
  const { output } = await importPlan().outcome;
  const asked = [...output.matchAll(/--id '([^=]+)=/g)].map(([, address]) => address);
  return asked.flatMap((address) => {
    const id = idOf(address, setUp, policy);
    return id === undefined ? ['--new', address] : ['--id', `${address}=${id}`];
  });
}

function idOf(address: string, setUp: SetUp, policy?: string): string | undefined {
  if (/^aws_security_group\.Networks/.test(address)) return setUp.endpointGroup;
  if (address.startsWith('aws_security_group.')) return setUp.functionGroup;
  if (address.startsWith('aws_vpc_endpoint.')) return setUp.endpoint;
  if (address.startsWith('aws_lambda_permission.')) return 'SecretsManagerAccess';
  if (address.startsWith('aws_iam_role_policy.')) return policy;
  if (!address.includes('ingress_rule')) return undefined;
  return address.includes('Database') ? setUp.databaseRule : setUp.endpointRule;
}

/** The parameters that the set-up gave are kept: what else gives the grant comes after the stack. */
async function keepParameters(): Promise<void> {
  const { ARN } = await aws('secretsmanager', 'describe-secret', { 'secret-id': MASTER });
  await bench().change(({ functions }) => (functions.orders.parameters = { masterSecretArn: ARN }));
}

test('a set-up that was made with the commands of AWS’s guide is adopted, and nothing is rotated or recreated', async () => {
  const setUp = await setUpByHand();
  await keepParameters();
  await importPlan(...(await answers(setUp))).succeed();
  await bench().project.synth();
  await bench().project.init('production');

  const plan = await bench().project.plan('production');
  expect(plan).toMatch(/Plan: 9 to import, \d+ to add, \d+ to change, 0 to destroy\./);
  expect(plan.match(/# aws_\S+ will be created/g)).toHaveLength(3);

  const before = (await bench().ledger()).history.length;
  await bench().project.apply('production');
  const { history, rotations, takenInUse } = await bench().ledger();
  expect(history.slice(before).sort()).toEqual([
    'AuthorizeSecurityGroupEgress',
    'AuthorizeSecurityGroupEgress',
    'PutRolePolicy',
  ]);
  expect(rotations).toHaveLength(1);
  expect(takenInUse).toEqual([]);
  expect(await functionOf(bench())).toBe(FUNCTION);
  expect(await bench().project.plan('production')).toContain('No changes.');

  // What the blocks asked for is done, so that they may stay.
  await bench().project.synth();
  expect(await bench().project.plan('production')).toContain('No changes.');
});

test('a hand-made inline policy is replaced by one of ours, which is there before the other goes', async () => {
  const setUp = await setUpByHand();
  await keepParameters();
  await aws('iam', 'put-role-policy', {
    'role-name': setUp.roleName,
    'policy-name': 'ReadMasterSecret',
    'policy-document': JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }],
    }),
  });
  await importPlan(...(await answers(setUp, 'ReadMasterSecret'))).succeed();
  await bench().project.synth();
  await bench().project.init('production');

  const before = (await bench().ledger()).history.length;
  await bench().project.apply('production');
  const { history, rotations } = await bench().ledger();
  const policies = history.slice(before).filter((operation) => operation.endsWith('RolePolicy'));
  expect(policies).toEqual(['PutRolePolicy', 'DeleteRolePolicy']);
  expect(rotations).toHaveLength(1);
  expect(await bench().project.plan('production')).toContain('No changes.');
});
