import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { fileInRoot, ROOT } from './support/examples';

describe('main.ts', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'main-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(configuration: string): { status: number | null; stdout: string; stderr: string } {
    writeFileSync(join(folder, 'rotation.yaml'), configuration);
    return spawnSync(process.execPath, ['--import', require.resolve('tsx'), join(ROOT, 'main.ts')], {
      cwd: folder,
      encoding: 'utf8',
    });
  }

  test('writes the stacks of a right configuration', () => {
    const { status, stderr } = run(fileInRoot('rotation.yaml'));

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(join(folder, 'cdktf.out', 'stacks'))).toEqual(['production']);
  });

  test('reports all findings of a wrong one, without a stack trace, and writes nothing', () => {
    const { status, stdout, stderr } = run(
      fileInRoot('rotation.yaml').replace('vpc-0', 'vcp-0').replace('everyDays', 'evryDays'),
    );

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /WrongForm[\s\S]*vcp-0[\s\S]*UnknownKey[\s\S]*did you mean "everyDays"\?[\s\S]*2 errors/,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, 'cdktf.out'))).toBe(false);
  });

  test('tells warnings and goes on', () => {
    const { status, stderr } = run(fileInRoot('rotation.yaml').replace('us-east-1', 'eu-central-2'));

    expect(status).toBe(0);
    expect(stderr).toMatch(/warning RegionWithoutRepository/);
    expect(existsSync(join(folder, 'cdktf.out', 'stacks', 'production', 'cdk.tf.json'))).toBe(true);
  });

  test('tells that a stack that was deployed from the folder has got another name, and goes on', () => {
    const secret_id = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:production/orders-AbCd12';
    const rotation = {
      type: 'aws_secretsmanager_secret_rotation',
      instances: [{ attributes: { secret_id } }],
    };
    writeFileSync(join(folder, 'terraform.production.tfstate'), JSON.stringify({ resources: [rotation] }));

    const { status, stderr } = run(fileInRoot('rotation.yaml').replace(/^  production:/m, '  live:'));

    expect(status).toBe(0);
    expect(stderr).toMatch(/^rotation\.yaml warning StackRenamed\n  stacks\.live\n/);
    expect(readdirSync(join(folder, 'cdktf.out', 'stacks'))).toEqual(['live']);
  });

  test('has at most 40 lines', () => {
    expect(readFileSync(join(ROOT, 'main.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  test('loads those modules of the provider that make something, and no other', () => {
    const script = `
      process.on('exit', () => {
        const used = Object.keys(require.cache).filter((file) => file.includes('provider-aws')).map((file) => file.split('/lib/')[1].split('/')[0]);
        console.log(JSON.stringify([...new Set(used)].sort()));
      });
      require(${JSON.stringify(join(ROOT, 'main.ts'))});`;
    writeFileSync(join(folder, 'rotation.yaml'), fileInRoot('rotation.yaml'));
    const { stdout } = spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', script], {
      cwd: folder,
      encoding: 'utf8',
    });

    expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
[
  "data-aws-caller-identity",
  "data-aws-lambda-function",
  "data-aws-secretsmanager-secret",
  "data-aws-subnets",
  "data-aws-vpc-endpoint-service",
  "iam-role-policy",
  "lambda-permission",
  "provider",
  "secretsmanager-secret-rotation",
  "security-group",
  "serverlessapplicationrepository-cloudformation-stack",
  "vpc-endpoint",
  "vpc-security-group-egress-rule",
  "vpc-security-group-ingress-rule",
]
`);
  });
});
