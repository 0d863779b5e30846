import { isAllowed, Request } from '../__tests__/support/evaluate-policy';
import { applicationRolePolicy, Branch, BRANCHES, requestsOf } from '../__tests__/support/recorded-calls';
import { NetworkConfig, RotationConfig, RotationEntry } from '../src/config';
import { RecordedRotation, SecretRecord } from '../src/rehearsal/stand-in';
import { onWorkbench } from '../src/rehearsal/workbench';

interface Policy {
  readonly Statement: any[];
}

const ACCOUNT = 'us-east-1:123456789012';

/** A rotation of one branch, engine and strategy. */
interface Case {
  readonly name: string;
  readonly branch: Branch;
  readonly engine: string;
  readonly strategy: RotationEntry['strategy'];
}

/** What the configuration cannot say is left to who prints a policy: which replica a secret names. */
const CASES: readonly Case[] = BRANCHES.filter(({ named }) => named === undefined).flatMap((branch) =>
  Object.entries(branch.engines).flatMap(([strategy, engines]) =>
    engines.map((engine) => ({
      name: `${engine}-${strategy}-${branch.master ?? 'none'}`,
      branch,
      engine,
      strategy: strategy as RotationEntry['strategy'],
    })),
  ),
);

/** What each sort of master secret is to the configuration. */
const MASTERS: Readonly<Record<string, (name: string) => Partial<RotationEntry>>> = {
  none: () => ({}),
  plain: (name) => ({ masterSecret: `${name}-admin` }),
  'rds-instance': (name) => ({ masterSecret: 'rds-managed', network: name }),
  'rds-cluster': (name) => ({ masterSecret: 'rds-managed', network: name }),
  'redshift-cluster': (name) => ({
    masterSecret: `redshift!${name}-admin`,
    redshiftWarehouse: { cluster: name },
  }),
  'redshift-serverless': (name) => ({
    masterSecret: `redshift!${name}-admin`,
    redshiftWarehouse: 'serverless',
  }),
};

function rotationOf({ name, branch, engine, strategy }: Case): RotationEntry {
  const schedule = { everyDays: 30 };
  return { engine, strategy, secret: name, schedule, ...MASTERS[branch.master ?? 'none'](name) };
}

function networkOf({ name, branch }: Case): [string, NetworkConfig][] {
  const lookups: Readonly<Record<string, NetworkConfig['lookup']>> = {
    'rds-instance': { dbInstance: name },
    'rds-cluster': { dbCluster: name },
  };
  const lookup = lookups[branch.master ?? ''];
  return lookup === undefined ? [] : [[name, { lookup, secretsManagerEndpoint: 'none' }]];
}

const CONFIGURATION: RotationConfig = {
  version: 1,
  stacks: {
    production: {
      region: 'us-east-1',
      networks: Object.fromEntries(CASES.flatMap(networkOf)),
      rotations: Object.fromEntries(CASES.map((one) => [one.name, rotationOf(one)])),
    },
  },
};

const bench = onWorkbench(CONFIGURATION);

function masterArn({ name, branch }: Case, secrets: readonly SecretRecord[]): string {
  const managed = bench().knownStacks.production.networks?.[name]?.managedMasterSecret;
  const wanted = `${branch.master === 'plain' ? '' : 'redshift!'}${name}-admin`;
  return managed ?? secrets.find(({ Name }) => Name === wanted)?.ARN ?? '';
}

/** What the function of a case calls, about what there is. */
function recorded(
  one: Case,
  { arn, function: { FunctionArn } }: RecordedRotation,
  secrets: readonly SecretRecord[],
): Request[] {
  const arns = {
    secret: arn,
    master: masterArn(one, secrets),
    instance: `arn:aws:rds:${ACCOUNT}:db:${one.name}`,
    cluster: `arn:aws:rds:${ACCOUNT}:cluster:${one.name}`,
    warehouse: `arn:aws:redshift:${ACCOUNT}:cluster:${one.name}`,
  };
  return requestsOf(one.branch, arns, FunctionArn);
}

/** A role's policies: those that were deployed, and what the application's own are known to allow. */
function roleOf({ inlinePolicies, function: { FunctionArn } }: RecordedRotation): Policy[] {
  return [...(Object.values(inlinePolicies) as Policy[]), applicationRolePolicy(FunctionArn)];
}

/** Secrets Manager calls KMS; the function does not. */
function deployedActions({ inlinePolicies }: RecordedRotation): string[] {
  return Object.values(inlinePolicies)
    .flatMap(({ Statement }) => Statement)
    .flatMap(({ Action }): string[] => Action)
    .filter((action) => action !== 'kms:Decrypt');
}

test('what is deployed allows the calls of every engine, strategy and sort of master secret, and no other', async () => {
  await bench().deploy();
  const [{ rotations }, { secrets }] = await Promise.all([bench().ledger(), bench().inventory()]);
  const calls = CASES.map((one) => {
    const rotation = rotations.find(({ secret }) => secret === one.name)!;
    return { one, rotation, requests: recorded(one, rotation, secrets) };
  });
  const denied = calls.flatMap(({ one, rotation, requests }) =>
    requests
      .filter((request) => !isAllowed(roleOf(rotation), request))
      .map(({ action }) => [one.name, action]),
  );
  const made = new Set(
    calls.flatMap(({ rotation, requests }) =>
      requests.map(({ action }) => `${rotation.function.FunctionName} ${action}`),
    ),
  );
  const granted = calls.flatMap(({ rotation }) =>
    deployedActions(rotation).map((action) => `${rotation.function.FunctionName} ${action}`),
  );

  expect(denied).toEqual([]);
  expect(granted.filter((action) => !made.has(action))).toEqual([]);
  expect(await bench().project.plan('production')).toContain('No changes.');
});
