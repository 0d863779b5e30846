import { version } from '../../package.json';
import { ExitStatus } from '../../src/cli/exit-status';
import { POLICY_KINDS } from '../../src/cli/policy-kinds';
import { call, wordsOf } from './terminal';

const MASTER = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-master-AbCdEf';

const many = Array.from({ length: 200 }, (_, index) => MASTER.replace('orders', `orders${index}`));

const EXECUTION = [
  ...['policy', 'execution', '--function-name', 'f'],
  ...['--region', 'us-east-1', '--account', '123456789012'],
];

const DEPLOYER = [
  ...['policy', 'deployer', '--function-name', 'f', '--secret', 'orders'],
  ...['--region', 'us-east-1', '--account', '123456789012'],
];

const masters = (arns: readonly string[]): string[] => arns.flatMap((arn) => ['--master-secret', arn]);

describe.each(POLICY_KINDS.map(({ name }) => name))('policy %s', (name) => {
  test('shows an example that works, and prints what check-policy finds nothing in', async () => {
    const { status, out: help } = await call(['policy', name, '--help']);
    expect(status).toBe(ExitStatus.OK);
    const example = /\$ secret-rotation (policy .+)\n/.exec(help)![1];
    const printed = await call(wordsOf(example));
    expect([printed.status, printed.err]).toEqual([ExitStatus.OK, '']);
    const { type } = POLICY_KINDS.find((kind) => kind.name === name)!;
    const checked = await call(['check-policy', '--json', '--type', type, '-'], printed.out);
    expect(JSON.parse(checked.out)).toEqual({ findings: [] });
  });
});

describe('policy', () => {
  test('prints the master-secret policy', async () => {
    const { status, out, err } = await call(['policy', 'master-secret', '--master-secret', MASTER]);
    expect([status, err]).toEqual([ExitStatus.OK, '']);
    expect(JSON.parse(out)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: MASTER }],
    });
  });

  test('explains each statement on the standard error', async () => {
    const { out, err } = await call([
      'policy',
      'operator',
      ...['--region', 'us-east-1', '--account', '123456789012', '--secret', 'orders', '--function-name', 'f'],
      '--explain',
    ]);
    expect(JSON.parse(out).Statement).toHaveLength(6);
    const [head, first] = err.split('\n').map((line) => line.split(/ {2,}/));
    expect(head).toEqual(['statement', 'actions', 'reason']);
    expect(first).toEqual([
      'SeeSecrets',
      'secretsmanager:DescribeSecret',
      'when a secret was rotated, and with what; not its value',
    ]);
    expect(err.split('\n')).toHaveLength(13);
  });

  test.each([
    ['master-secret', ['policy', 'master-secret']],
    ['execution', EXECUTION],
  ])('prints for %s what a function asks of Redshift, of RDS for a replica, and of tags', async (_, args) => {
    const actionsOf = async (...more: string[]): Promise<string[]> => {
      const { out } = await call([...args, ...more]);
      return JSON.parse(out).Statement.flatMap(({ Action }: { Action: string[] }) => Action);
    };
    const redshift = MASTER.replace('orders-master', 'redshift!orders');
    expect(await actionsOf('--master-secret', redshift, '--redshift-serverless')).toEqual(
      expect.arrayContaining(['redshift-serverless:ListNamespaces', 'redshift-serverless:ListWorkgroups']),
    );
    const cluster = 'arn:aws:redshift:us-east-1:123456789012:cluster:orders';
    expect(await actionsOf('--master-secret', redshift, '--redshift-cluster', cluster)).toContain(
      'redshift:DescribeClusters',
    );
    const replica = 'arn:aws:rds:us-east-1:123456789012:db:replica';
    expect(await actionsOf('--master-secret', MASTER, '--database', replica)).toContain(
      'rds:DescribeDBInstances',
    );
    expect((await actionsOf('--master-secret', MASTER, '--describe')).sort()).toContain(
      'secretsmanager:DescribeSecret',
    );
  });

  test('explains what stays open to who deploys', async () => {
    const { out, err } = await call([...DEPLOYER, '--explain']);
    expect(JSON.parse(out).Statement.length).toBeGreaterThan(5);
    expect(err).toMatch(/what stays open:\n- Whoever has this policy can raise itself to administrator/);
  });

  test('says for whom a boundary is', async () => {
    const boundary = ['--permissions-boundary', 'arn:aws:iam::123456789012:policy/boundary'];
    const { status, err } = await call([...DEPLOYER, ...boundary]);
    expect(status).toBe(ExitStatus.OK);
    expect(err).toMatch(/^note: AWS's applications have no parameter for a boundary/);
  });

  test.each([
    [
      'secret',
      ['policy', 'secret', '--account', '123456789012'],
      /^note: whoever belongs to another account reads/,
    ],
    [
      'kms-key',
      ['policy', 'kms-key', '--region', 'us-east-1', '--account', '123456789012'],
      /^note: whoever belongs to another account needs a policy of that account/,
    ],
  ])('says what readers of another account need besides the policy of a %s', async (_, args, note) => {
    const own = await call([...args, '--reader', 'arn:aws:iam::123456789012:role/orders']);
    const other = await call([...args, '--reader', 'arn:aws:iam::444455556666:role/orders', '--explain']);
    expect([own.status, own.err]).toEqual([ExitStatus.OK, '']);
    expect(other.err.split('\n').filter((line) => note.test(line))).toHaveLength(1);
    expect(other.err.split('\n').filter((line) => /whoever belongs to another/.test(line))).toHaveLength(2);
  });

  test('says how large inline policies would be, and offers the split', async () => {
    const { status, out, err } = await call(['policy', 'master-secret', ...masters(many)]);
    expect([status, out]).toEqual([ExitStatus.FINDINGS, '']);
    expect(err).toMatch(
      /have 1\d{4} characters together, and may have 10240; attach them as 3 managed policies[^]*--split/,
    );
  });

  test('says when a policy is too large for a managed one, and prints it', async () => {
    const { status, out, err } = await call(['policy', 'master-secret', ...masters(many.slice(0, 100))]);
    expect(status).toBe(ExitStatus.OK);
    expect(JSON.parse(out).Statement[0].Resource).toHaveLength(100);
    expect(err).toMatch(/^note: the policy has 7\d{3} characters: as an inline policy of a role it fits/);
  });

  test.each([[[]], [['--kms-key', 'arn:aws:kms:us-east-1:123456789012:key/1234abcd']]])(
    'prints parts that fit with --split, with %j',
    async (more) => {
      const { status, out } = await call(['policy', 'master-secret', '--split', ...more, ...masters(many)]);
      expect(status).toBe(ExitStatus.OK);
      const parts: unknown[] = JSON.parse(out);
      expect(parts.length).toBeGreaterThan(2);
      parts.forEach((part) => expect(JSON.stringify(part).length).toBeLessThanOrEqual(6144));
      expect(out.match(/orders\d+-master-AbCdEf/g)).toHaveLength(many.length * (more.length === 0 ? 1 : 2));
    },
  );

  test.each([
    [['policy', 'master-secrt'], /unknown command 'master-secrt'[^]*Did you mean master-secret\?/],
    [['policy', 'master-secret'], /required option '--master-secret <arn>' not specified/],
    [
      ['policy', 'master-secret', '--master-secret', 'orders'],
      /"orders" in --master-secret is not the ARN of a secret/,
    ],
    [
      [...EXECUTION, '--master-kms-key', 'arn:aws:kms:us-east-1:123456789012:key/1234abcd'],
      /--master-kms-key says nothing without --master-secret/,
    ],
    [[...EXECUTION, '--describe'], /--describe says nothing without --master-secret/],
    [
      ['policy', 'master-secret', '--master-secret', MASTER, '--redshift-serverless'],
      /there is none; name it, or leave --redshift-cluster and --redshift-serverless out/,
    ],
    [
      [...EXECUTION, '--secret', MASTER.replace('us-east-1', 'eu-west-1')],
      /secret:orders-master-AbCdEf" in --secret is not in aws, us-east-1, 123456789012/,
    ],
    [
      ['policy', 'deployer', '--account', '123456789012', '--config', 'rotation.yaml', '--vpc', '*'],
      /with --config these are not used[^]*: --vpc; leave them out/,
    ],
    [
      [...DEPLOYER, '--state', 's3://state/key'],
      /"s3:\/\/state\/key" in --state is not the name of a bucket/,
    ],
    [
      ['policy', 'kms-key', '--region', 'us-east-1', '--account', '123456789012', '--split'],
      /unknown option '--split'/,
    ],
    [
      ['policy', 'invoke', '--function-name', 'f', '--region', 'nowhere', '--account', '12'],
      /nowhere[^]*"12" is not an AWS account id/,
    ],
    [
      ['policy', 'deployer', '--account', '123456789012'],
      /without --config these have to be given: --region, --function-name, --secret/,
    ],
    [
      ['policy', 'deployer', '--account', '123456789012', '--config', 'none.yaml'],
      /cannot read "none\.yaml": there is no such file/,
    ],
    [['policy', 'execution-trust', '--explan'], /unknown option '--explan'[^]*--explain/],
  ])('ends with 2 for a wrong call: %j', async (args, message) => {
    const { status, out, err } = await call(args);
    expect([status, out]).toEqual([ExitStatus.WRONG_CALL, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('ends with 1 for a wrong configuration, with its findings', async () => {
    const { status, out, err } = await call([
      ...['policy', 'deployer', '--account', '123456789012', '--config', 'package.json'],
    ]);
    expect([status, out]).toEqual([ExitStatus.FINDINGS, '']);
    expect(err).toMatch(/package\.json:2:3 error UnknownKey/);
  });

  test('lists all kinds', async () => {
    const { out } = await call(['policy', '--help']);
    POLICY_KINDS.forEach(({ name }) => expect(out).toContain(name));
  });
});

test('the command line tells its version', async () => {
  const { status, out } = await call(['--version']);
  expect([status, out]).toEqual([ExitStatus.OK, `${version}\n`]);
});

test('the command line shows an example that works', async () => {
  const { status, out } = await call(['--help']);
  const example = /\$ secret-rotation (policy [^$]+)\n\nExit/.exec(out)![1].replace(/\\\n/g, ' ');
  expect(status).toBe(ExitStatus.OK);
  expect((await call(wordsOf(example))).status).toBe(ExitStatus.OK);
});
