import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { deployerPolicyOf } from '../src/app/deployer-policy';
import { FunctionConfig, RotationConfig, RotationEntry } from '../src/config';
import { prerequisitesOf } from '../src/rehearsal/prerequisites';
import { defaultStack } from '../src/rehearsal/project';
import { StandIn } from '../src/rehearsal/stand-in';
import { onWorkbench, Workbench } from '../src/rehearsal/workbench';
import { remedy } from './remedy';

const ACCOUNT = '123456789012';

const REGION = 'us-east-1';

const LEGACY = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate-legacy`;

/** What anybody may ask who has credentials. */
const WITHOUT_PERMISSION = ['sts:GetCallerIdentity'];

const folder = mkdtempSync(join(tmpdir(), 'functions-'));

const zip = join(folder, 'rotate.zip');

afterAll(() => rmSync(folder, { recursive: true }));

/** A zip file with one file in it, stored as it is. */
function packageCode(text: string): void {
  const python = `import zipfile\nwith zipfile.ZipFile(${JSON.stringify(zip)}, 'w') as code:\n    code.writestr('lambda_function.py', ${JSON.stringify(text)})`;
  execFileSync('python3', ['-c', python]);
}

packageCode('def lambda_handler(event, context): pass');

const stack = defaultStack();

const { orders } = stack.rotations;

function configuration(
  functions: Readonly<Record<string, FunctionConfig>>,
  rotations: Readonly<Record<string, RotationEntry>>,
): RotationConfig {
  return { version: 1, stacks: { production: { ...stack, functions, rotations } } };
}

/** What was missing when secrets were rotated, by the secret. */
async function missing(bench: Workbench): Promise<unknown[]> {
  const { rotations } = await bench.ledger();
  const { secrets } = await bench.inventory();
  const known = bench.knownStacks.production;
  return Object.values(known.rotations).flatMap((entry) => {
    const found = rotations.find(({ secret }) => secret === entry.secret)!;
    return prerequisitesOf(found, entry, known, secrets).filter(({ holds }) => !holds);
  });
}

/** What the policy of who deploys does not allow of what was called. */
async function refused(bench: Workbench): Promise<string[]> {
  const allowed: string[] = deployerPolicyOf(bench.config, ACCOUNT)
    .toJson()
    .Statement.filter(
      ({ Condition = {} }: any) => !/"aws:(CalledVia|ViaAWSService)"/.test(JSON.stringify(Condition)),
    )
    .flatMap(({ Action }: { Action: string | string[] }) => Action);
  return (await bench.ledger()).calls.filter((call) => ![...allowed, ...WITHOUT_PERMISSION].includes(call));
}

describe('applications that are tuned, and AWS’s generic template', () => {
  const outside = { secret: 'production/api', schedule: orders.schedule };
  const bench = onWorkbench(
    configuration(
      {
        catalog: {
          name: 'rotate-catalog',
          parameters: { runtime: 'python3.11', invokingServicePrincipal: 'secretsmanager.amazonaws.com' },
          applicationVersion: '1.1.618',
          network: 'private',
          logs: { retentionDays: 90 },
        },
        template: { application: 'SecretsManagerRotationTemplate', applicationVersion: '1.1.500' },
      },
      {
        orders: { ...orders, network: undefined, applicationVersion: undefined, function: 'catalog' },
        api: {
          ...outside,
          function: 'template',
        },
      },
    ),
  );

  test('rotate with all in place, settle, and leave nothing', async () => {
    await bench().deploy();

    expect(await missing(bench())).toEqual([]);
    const { rotations, operations } = await bench().ledger();
    expect(rotations.find(({ secret }) => secret === 'production/orders')!.function.FunctionName).toBe(
      'rotate-catalog',
    );
    expect(operations.indexOf('CreateLogGroup')).toBeLessThan(operations.indexOf('ExecuteChangeSet'));
    expect(await bench().project.plan('production')).toContain('No changes.');
    await bench().project.destroy('production');
    expect(await refused(bench())).toEqual([]);
    expect((await bench().ledger()).takenInUse).toEqual([]);
  });
});

describe('a function that exists', () => {
  /** As somebody would have made it, with the AWS command line. */
  const MADE_BY_HAND = `
    trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
    aws iam create-role --role-name rotate-legacy-role --assume-role-policy-document "$trust"
    aws lambda create-function --function-name rotate-legacy --runtime python3.12 \
      --handler lambda_function.lambda_handler --zip-file "fileb://${zip}" \
      --role arn:aws:iam::${ACCOUNT}:role/rotate-legacy-role`;

  let standIn: StandIn;
  let bench: Workbench;
  beforeEach(async () => {
    standIn = await StandIn.start();
    const env = { ...process.env, ...standIn.environment, AWS_DEFAULT_REGION: REGION };
    execFileSync('bash', ['-euc', MADE_BY_HAND], { env });
    bench = await Workbench.open(
      configuration(
        { legacy: { existing: LEGACY, roleName: 'rotate-legacy-role' } },
        { orders: { ...orders, network: undefined, function: 'legacy' } },
      ),
      undefined,
      standIn.environment.AWS_ENDPOINT_URL,
    );
  });
  afterEach(async () => {
    await bench.close();
    await standIn.stop();
  });

  test('gets permission, grant and schedule, is left as it is, and stays when the stack goes', async () => {
    const byHand = (await bench.ledger()).calls;
    const before = (await bench.inventory()).functions;
    expect(before).toMatchObject([{ FunctionName: 'rotate-legacy' }]);
    await bench.deploy();

    expect(await missing(bench)).toEqual([]);
    expect((await bench.inventory()).rolePolicies['rotate-legacy-role']).not.toEqual({});
    expect(await bench.project.plan('production')).toContain('No changes.');
    await bench.project.destroy('production');
    expect((await bench.inventory()).functions).toEqual(before);
    expect((await bench.inventory()).rolePolicies).toEqual({ 'rotate-legacy-role': {} });
    expect(byHand).toEqual(expect.arrayContaining(await refused(bench)));
  });
});

describe('functions of one’s own whose code lies elsewhere, and an application of another publisher', () => {
  const ofCode = {
    handler: 'lambda_function.lambda_handler',
    runtime: 'python3.13',
    layers: [`arn:aws:lambda:${REGION}:${ACCOUNT}:layer:driver:3`],
  };
  const rotation = { ...orders, network: undefined };
  const bench = onWorkbench(
    configuration(
      {
        bucket: { code: { s3: { bucket: 'code', key: 'rotate.zip', objectVersion: '1' } }, ...ofCode },
        image: { code: { image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/rotate:1` }, network: 'private' },
        role: {
          code: { s3: { bucket: 'code', key: 'rotate.zip' } },
          ...ofCode,
          role: { existing: `arn:aws:iam::${ACCOUNT}:role/rotation/rotate` },
        },
        foreign: {
          application: `arn:aws:serverlessrepo:${REGION}:210987654321:applications/rotate-anything`,
          applicationVersion: '2.0.0',
          parameters: { tokenLength: '12' },
        },
      },
      {
        bucket: { ...rotation, secret: 'production/bucket', function: 'bucket' },
        image: { ...rotation, secret: 'production/image', function: 'image' },
        role: { ...rotation, secret: 'production/role', function: 'role' },
        foreign: { secret: 'production/token', schedule: orders.schedule, function: 'foreign' },
      },
    ),
  );

  test('rotate with all in place, settle, and leave a role that is somebody else’s as it was', async () => {
    await bench().deploy();

    expect(await missing(bench())).toEqual([]);
    expect(await bench().project.plan('production')).toContain('No changes.');
    await bench().project.destroy('production');
    expect((await bench().inventory()).functions).toEqual([]);
    expect((await bench().inventory()).rolePolicies).toEqual({ rotate: {} });
    expect(await refused(bench())).toEqual([]);
  });
});

describe('a log group that Lambda has made, because the function has run', () => {
  const bench = onWorkbench(
    configuration(
      { catalog: { name: 'rotate-catalog', network: 'private' } },
      { orders: { ...orders, network: undefined, function: 'catalog' } },
    ),
  );

  test('is taken over as documented, where a configuration keeps its logs from then on', async () => {
    await bench().deploy();
    await bench()
      .project.run(
        'aws',
        ['logs', 'create-log-group', '--log-group-name', '/aws/lambda/rotate-catalog', '--region', REGION],
        bench().project.folder,
      )
      .succeed();
    await bench().change((one) => (one.functions.catalog.logs = { retentionDays: 90 }));
    const { output } = await bench().project.startApply('production').outcome;
    expect(output).toContain('ResourceAlreadyExistsException');

    await remedy(bench(), 'ResourceAlreadyExistsException', 'terraform import', {
      ADDRESS: bench().project.addressOf('production', 'aws_cloudwatch_log_group'),
      'FUNCTION-NAME': 'rotate-catalog',
    });
    await bench().project.apply('production');
    expect(await bench().project.plan('production')).toContain('No changes.');
  });
});

describe('a function of one’s own, from a zip file in a VPC', () => {
  const bench = onWorkbench(
    configuration(
      {
        own: {
          code: { zip },
          handler: 'lambda_function.lambda_handler',
          runtime: 'python3.13',
          architecture: 'arm64',
          environment: { LOG_LEVEL: 'INFO' },
          password: { length: 40 },
          role: {
            permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/rotation-boundary`,
            path: '/rotation/',
          },
          network: 'private',
          logs: { retentionDays: 90 },
        },
      },
      { orders: { ...orders, network: undefined, function: 'own' } },
    ),
  );

  test('rotates with all in place, takes new code in place, and a role of another path before the old one goes', async () => {
    packageCode('def lambda_handler(event, context): pass');
    await bench().deploy();
    expect(await missing(bench())).toEqual([]);
    expect(await bench().project.plan('production')).toContain('No changes.');
    const { operations } = await bench().ledger();
    for (const needed of ['CreateLogGroup', 'PutRolePolicy', 'AuthorizeSecurityGroupEgress']) {
      expect([needed, operations.indexOf(needed) < operations.indexOf('CreateFunction')]).toEqual([
        needed,
        true,
      ]);
    }

    const grants = (await bench().inventory()).rolePolicies;
    packageCode('def lambda_handler(event, context): return None');
    await bench().change(() => undefined);
    expect(await bench().project.plan('production')).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    await bench().project.apply('production');
    expect((await bench().ledger()).operations.slice(operations.length)).toEqual(['UpdateFunctionCode']);
    expect((await bench().inventory()).rolePolicies).toEqual(grants);

    const before = (await bench().ledger()).operations.length;
    await bench().change((one) => (one.functions.own.role.path = '/other/'));
    await bench().project.apply('production');
    const moved = (await bench().ledger()).operations.slice(before);
    expect(moved.indexOf('CreateRole')).toBeLessThan(moved.indexOf('UpdateFunctionConfiguration'));
    expect(moved.indexOf('UpdateFunctionConfiguration')).toBeLessThan(moved.indexOf('DeleteRole'));
    expect(moved).not.toContain('CreateFunction');
    expect(await bench().project.plan('production')).toContain('No changes.');

    await bench().project.destroy('production');
    const { takenInUse } = await bench().ledger();
    expect(takenInUse).toEqual([]);
    expect((await bench().inventory()).functions).toEqual([]);
    expect(await refused(bench())).toEqual([]);
  });
});
