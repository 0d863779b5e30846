import { ExitStatus } from '../../src/cli/exit-status';
import { call } from '../cli/terminal';
import { isAllowed, Request } from '../support/evaluate-policy';
import { applicationRolePolicy, Branch, BRANCHES, requestsOf, Subject } from '../support/recorded-calls';

const PLACE = 'us-east-1:123456789012';

const FUNCTION = `arn:aws:lambda:${PLACE}:function:rotate-orders`;

const secretArn = (name: string): string => `arn:aws:secretsmanager:${PLACE}:secret:${name}-AbCd12`;

const ARNS: Readonly<Record<Exclude<Subject, 'master' | 'nothing'>, string>> = {
  secret: secretArn('orders'),
  instance: `arn:aws:rds:${PLACE}:db:orders`,
  cluster: `arn:aws:rds:${PLACE}:cluster:orders`,
  replica: `arn:aws:rds:${PLACE}:db:orders-replica`,
  warehouse: `arn:aws:redshift:${PLACE}:cluster:warehouse`,
};

const MASTERS: Readonly<Record<string, string>> = {
  plain: secretArn('orders-admin'),
  'rds-instance': secretArn('rds!db-0a1b2c3d'),
  'rds-cluster': secretArn('rds!cluster-0a1b2c3d'),
  'redshift-cluster': secretArn('redshift!warehouse-admin'),
  'redshift-serverless': secretArn('redshift!warehouse-admin'),
};

const EXECUTION = [
  ...['policy', 'execution', '--function-name', 'rotate-orders', '--vpc'],
  ...['--region', 'us-east-1', '--account', '123456789012', '--secret', ARNS.secret],
];

/** What is said of Redshift narrows the policy. */
const NARROWING: Readonly<Record<string, readonly string[]>> = {
  'redshift-cluster': ['--redshift-cluster', ARNS.warehouse],
  'redshift-serverless': ['--redshift-serverless'],
};

/** The options with which the policy of a branch is printed. */
function optionsOf({ master, named = [], describes }: Branch): string[] {
  return [
    ...(master === undefined ? [] : ['--master-secret', MASTERS[master]]),
    ...named.flatMap((subject) => ['--database', ARNS[subject as keyof typeof ARNS]]),
    ...(describes ? ['--describe'] : []),
  ];
}

async function printed(...args: string[]): Promise<{ Statement: any[] }> {
  const { status, out, err } = await call(args);
  expect([status, err]).toEqual([ExitStatus.OK, '']);
  return JSON.parse(out);
}

function recorded(branch: Branch): Request[] {
  return requestsOf(branch, { ...ARNS, master: MASTERS[branch.master ?? ''] }, FUNCTION);
}

/** Of services that the functions themselves call; Lambda does the rest. */
function callsIn({ Statement }: { Statement: any[] }): string[] {
  return Statement.flatMap(({ Action }) => Action).filter((one) => !/^(ec2|logs|kms):/.test(one));
}

describe.each(BRANCHES.map((branch) => [branch.name, branch] as const))('with %s', (_, branch) => {
  const narrowing = NARROWING[branch.master ?? ''] ?? [];

  test('policy execution allows every call that was recorded', async () => {
    const policy = await printed(...EXECUTION, ...optionsOf(branch));

    expect(recorded(branch).filter((request) => !isAllowed([policy], request))).toEqual([]);
  });

  test('and no other, where all is said', async () => {
    const policy = await printed(...EXECUTION, ...optionsOf(branch), ...narrowing);

    expect(recorded(branch).filter((request) => !isAllowed([policy], request))).toEqual([]);
    expect(new Set(callsIn(policy))).toEqual(new Set(recorded(branch).map(({ action }) => action)));
  });
});

const WITH_MASTER = BRANCHES.filter(({ master }) => master !== undefined);

test.each(WITH_MASTER.map((branch) => [branch.name, branch] as const))(
  'with %s, policy master-secret adds to the role of an application what it lacks, and no more',
  async (_, branch) => {
    const narrowing = NARROWING[branch.master!] ?? [];
    const policy = await printed('policy', 'master-secret', ...optionsOf(branch), ...narrowing);
    const lacking = recorded(branch).filter(
      (request) => !isAllowed([applicationRolePolicy(FUNCTION)], request),
    );

    expect(lacking.filter((request) => !isAllowed([policy], request))).toEqual([]);
    expect(new Set(callsIn(policy))).toEqual(new Set(lacking.map(({ action }) => action)));
  },
);

describe('the recorded calls', () => {
  const engines = BRANCHES.flatMap((branch) =>
    Object.entries(branch.engines).flatMap(([strategy, all]) => all.map((engine) => `${engine} ${strategy}`)),
  );

  test('are of every engine and strategy', () => {
    const names = ['mysql', 'mariadb', 'postgres', 'oracle', 'sqlserver', 'db2', 'mongodb', 'redshift'];
    const all = names.flatMap((engine) => [`${engine} single-user`, `${engine} multi-user`]);

    expect([...new Set(engines)].sort()).toEqual(all.sort());
  });

  test.each([
    ['a function that the secret does not name', { function: FUNCTION.replace('orders', 'items') }],
    ['another secret', { secret: secretArn('items') }],
  ])('are denied about %s', async (_, change: { function?: string; secret?: string }) => {
    const policy = await printed(...EXECUTION);
    const [branch] = BRANCHES;
    const requests = requestsOf(branch, { ...ARNS, ...change }, change.function ?? FUNCTION);

    expect(requests.filter((request) => isAllowed([policy], request)).map(({ action }) => action)).toEqual([
      'secretsmanager:GetRandomPassword',
    ]);
  });

  test('of the network are Lambda’s, and denied to the function’s own code', async () => {
    const policy = await printed(...EXECUTION);
    const request = { action: 'ec2:DescribeSubnets', resource: '*' };
    const own = { 'lambda:SourceFunctionArn': FUNCTION };

    expect(isAllowed([policy], request)).toBe(true);
    expect(isAllowed([policy], { ...request, context: own })).toBe(false);
  });
});
