import { RDS_MANAGED, RotationEntry, ScheduleConfig } from '../config';
import { functionOf } from '../config/rotation-functions';
import { applicationName } from './engines';
import { KnownNetwork, KnownStack } from './landscape';
import { networkPrerequisites } from './network-prerequisites';
import { Prerequisite } from './prerequisite';
import { secretsManagerOf } from './secrets-manager-name';
import { isOf, isUsual, urlOf } from './secrets-manager-url';
import { RecordedRotation, SecretRecord } from './stand-in';

const READ = ['secretsmanager:GetSecretValue'];

/** Functions for Amazon Redshift read the tags of every master secret, the others those of managed ones. */
const READ_AND_DESCRIBE = [...READ, 'secretsmanager:DescribeSecret'];

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com';

/**
 * What held when a secret was rotated. It is judged by the configuration and by what the stand-in of AWS wrote down, and
 * by nothing of what made the resources.
 */
export function prerequisitesOf(
  rotation: RecordedRotation,
  entry: RotationEntry,
  stack: KnownStack,
  secrets: readonly SecretRecord[],
): Prerequisite[] {
  const { networks = {}, fips } = stack;
  const { application, applicationVersion, code, existing } = functionOf(entry, stack) ?? {};
  const isMade = code !== undefined || existing !== undefined;
  const wanted = { applicationVersion, ...entry };
  const network = entry.network === undefined ? undefined : networks[entry.network];
  const secretsManager = secretsManagerOf({ fips });
  return [
    functionPrerequisite(rotation, secretsManager, existing),
    ...(isMade ? [] : [applicationPrerequisite(rotation, wanted, application)]),
    permissionPrerequisite(rotation),
    ...policyPrerequisites(rotation, entry, network, secrets),
    ...(network === undefined ? [] : networkPrerequisites(rotation, entry, network, secretsManager)),
    schedulePrerequisite(rotation, entry),
  ];
}

/** Where a function that exists calls is its own affair. */
function functionPrerequisite(
  rotation: RecordedRotation,
  secretsManager: string,
  existing?: string,
): Prerequisite {
  if (existing !== undefined) return existingPrerequisite(rotation, existing);
  const url = urlOf(rotation);
  return {
    name: 'function',
    holds:
      (isUsual(url, rotation, secretsManager) ||
        rotation.endpoints.some((endpoint) => isOf(url, endpoint))) &&
      rotation.hasValue,
    found: `${rotation.function.FunctionName}, which calls ${url}`,
  };
}

function existingPrerequisite(rotation: RecordedRotation, existing: string): Prerequisite {
  const { FunctionArn } = rotation.function;
  const holds = FunctionArn === existing && rotation.hasValue;
  return { name: 'function', holds, found: FunctionArn };
}

function applicationPrerequisite(
  { application }: RecordedRotation,
  { engine = '', strategy = 'single-user', applicationVersion }: RotationEntry,
  given?: string,
): Prerequisite {
  const { arn, version } = application!;
  const name = arn.split('/').pop()!;
  const wanted = given?.split('/').pop() ?? applicationName(engine, strategy);
  return {
    name: 'application',
    holds: name === wanted && version === (applicationVersion ?? version),
    found: `${name} ${version}`,
  };
}

function permissionPrerequisite({ resourcePolicy, account }: RecordedRotation): Prerequisite {
  const ours = resourcePolicy.Statement.filter(
    (statement) => statement.Condition?.StringEquals?.['AWS:SourceAccount'] === account,
  );
  const holds = ours.some(
    ({ Effect, Action, Principal }) =>
      Effect === 'Allow' && Action === 'lambda:InvokeFunction' && Principal?.Service === SECRETS_MANAGER,
  );
  return {
    name: 'invoke permission',
    holds,
    found: holds ? `${SECRETS_MANAGER}, for account ${account} only` : 'none for this account',
  };
}

function policyPrerequisites(
  rotation: RecordedRotation,
  { engine, masterSecret, redshiftWarehouse }: RotationEntry,
  network: KnownNetwork | undefined,
  secrets: readonly SecretRecord[],
): Prerequisite[] {
  if (masterSecret === undefined) return [];
  if (masterSecret === RDS_MANAGED) {
    return [
      policyPrerequisite(rotation, READ_AND_DESCRIBE, network!.managedMasterSecret!),
      databasePrerequisite(rotation, network!),
    ];
  }
  const actions = engine === 'redshift' ? READ_AND_DESCRIBE : READ;
  return [
    policyPrerequisite(rotation, actions, arnOf(masterSecret, secrets)),
    ...(redshiftWarehouse === undefined ? [] : [warehousePrerequisite(rotation, redshiftWarehouse)]),
  ];
}

/** The role may read the master secret, and its statements name no pattern in place of ARNs. */
function policyPrerequisite(
  rotation: RecordedRotation,
  actions: readonly string[],
  masterArn: string,
): Prerequisite {
  const allowed = actions.map((action) => resourcesOf(rotation, action));
  const words = actions.map((action) => action.split(':')[1]).join(' and ');
  return {
    name: 'policy',
    holds: allowed.every((arns) => arns.includes(masterArn) && !arns.some((arn) => arn.includes('*'))),
    found: `${words} on ${[...new Set(allowed.flat())].join(', ') || 'nothing'}`,
  };
}

/** A master secret that RDS manages has no host: the function asks for that of its database. */
function databasePrerequisite(rotation: RecordedRotation, { lookup = {} }: KnownNetwork): Prerequisite {
  const { dbInstance, dbCluster } = lookup;
  const [action, resource] =
    dbInstance === undefined
      ? ['rds:DescribeDBClusters', `:cluster:${dbCluster}`]
      : ['rds:DescribeDBInstances', `:db:${dbInstance}`];
  const arns = resourcesOf(rotation, action);
  return {
    name: 'RDS policy',
    holds: arns.length > 0 && arns.every((arn) => arn.endsWith(resource)),
    found: `${action.split(':')[1]} on ${arns.join(', ') || 'nothing'}`,
  };
}

/** A master secret that Redshift manages has no host either. */
function warehousePrerequisite(
  rotation: RecordedRotation,
  warehouse: NonNullable<RotationEntry['redshiftWarehouse']>,
): Prerequisite {
  const [actions, end] =
    warehouse === 'serverless'
      ? [['redshift-serverless:ListNamespaces', 'redshift-serverless:ListWorkgroups'], '*']
      : [['redshift:DescribeClusters'], `:cluster:${warehouse.cluster}`];
  const allowed = actions.map((action) => resourcesOf(rotation, action));
  const words = actions.map((action) => action.split(':')[1]).join(' and ');
  return {
    name: 'Redshift policy',
    holds: allowed.every((arns) => arns.some((arn) => arn.endsWith(end))),
    found: `${words} on ${[...new Set(allowed.flat())].join(', ') || 'nothing'}`,
  };
}

/** What the role's inline policies allow an action on. */
function resourcesOf({ inlinePolicies }: RecordedRotation, action: string): string[] {
  return Object.values(inlinePolicies)
    .flatMap(({ Statement }) => Statement)
    .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action))
    .flatMap(({ Resource }): string[] => Resource);
}

function schedulePrerequisite(
  { rules, immediately }: RecordedRotation,
  { schedule, rotateImmediately = true, strategy }: RotationEntry,
): Prerequisite {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression, Duration: window } = rules;
  const rule = days === undefined ? String(expression) : `every ${days} days`;
  return {
    name: 'schedule',
    holds:
      rule === wantedRule(schedule, strategy) &&
      window === schedule.window &&
      immediately === rotateImmediately,
    found: `${rule}, ${immediately ? 'rotated at once' : 'not rotated at once'}`,
  };
}

/** A multi-user rotation leaves the old credentials valid for one rotation more. */
function wantedRule(
  { everyDays, rate, cron, complianceDays }: ScheduleConfig,
  strategy: string | undefined,
): string {
  if (everyDays !== undefined) return `every ${everyDays} days`;
  if (rate !== undefined) return `rate(${singular(rate)})`;
  if (cron !== undefined) return `cron(${cron.trim()})`;
  return `every ${strategy === 'single-user' ? complianceDays! - 1 : Math.floor(complianceDays! / 2)} days`;
}

/** AWS wants one day and one hour in the singular, and refuses other numbers in it. */
function singular(rate: string): string {
  const [, count, unit] = /^(\d+) (hour|day)s?$/.exec(rate) ?? [];
  return `${Number(count)} ${unit}${Number(count) === 1 ? '' : 's'}`;
}

function arnOf(secret: string, secrets: readonly SecretRecord[]): string {
  return secrets.find(({ Name, ARN }) => Name === secret || ARN === secret)!.ARN;
}
