import { NetworkConfig, RotationEntry, ScheduleConfig, StackConfig } from '../src/config';
import { applicationName, usualPort } from './engines';
import { EndpointRecord, RecordedRotation, RuleRecord, SecretRecord } from './stand-in';

const HTTPS = 443;

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com';

/** Something that a rotation needs, and whether it was there when the secret was rotated. */
export interface Prerequisite {
  readonly name: string;
  readonly holds: boolean;
  /** What was found, for people. */
  readonly found: string;
}

/** A TCP connection from one security group to another. */
interface Path {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/**
 * What held when a secret was rotated. It is judged by the configuration and by what the stand-in of AWS wrote down, and
 * by nothing of what made the resources.
 */
export function prerequisitesOf(
  rotation: RecordedRotation,
  entry: RotationEntry,
  stack: StackConfig,
  secrets: readonly SecretRecord[],
): Prerequisite[] {
  const network = entry.network === undefined ? undefined : stack.networks![entry.network];
  return [
    functionPrerequisite(rotation),
    applicationPrerequisite(rotation, entry),
    permissionPrerequisite(rotation),
    ...(entry.masterSecret === undefined
      ? []
      : [policyPrerequisite(rotation, arnOf(entry.masterSecret, secrets))]),
    ...(network === undefined ? [] : networkPrerequisites(rotation, entry, network)),
    schedulePrerequisite(rotation, entry),
  ];
}

function functionPrerequisite(rotation: RecordedRotation): Prerequisite {
  const url = urlOf(rotation);
  return {
    name: 'function',
    holds:
      (isUsual(url, rotation) || rotation.endpoints.some((endpoint) => isOf(url, endpoint))) &&
      rotation.hasValue,
    found: `${rotation.function.FunctionName}, which calls ${url}`,
  };
}

/** Where the function reaches Secrets Manager. */
function urlOf({ function: { Environment } }: RecordedRotation): string {
  return Environment.Variables.SECRETS_MANAGER_ENDPOINT;
}

function isUsual(url: string, { region }: RecordedRotation): boolean {
  return new RegExp(`^https://secretsmanager\\.${region}\\.amazonaws\\.com(\\.cn)?$`).test(url);
}

/** Whether a URL has a host name of an endpoint's own. */
function isOf(url: string, { DnsEntries = [] }: EndpointRecord): boolean {
  return DnsEntries.some(({ DnsName }) => url === `https://${DnsName}`);
}

function applicationPrerequisite(
  { application: { arn, version } }: RecordedRotation,
  { engine, strategy, applicationVersion = version }: RotationEntry,
): Prerequisite {
  const name = arn.split('/').pop()!;
  return {
    name: 'application',
    holds: name === applicationName(engine, strategy) && version === applicationVersion,
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

/** The role may read the master secret, and its statement names no pattern in place of ARNs. */
function policyPrerequisite({ inlinePolicies }: RecordedRotation, masterArn: string): Prerequisite {
  const statements = Object.values(inlinePolicies).flatMap(({ Statement }) => Statement);
  const resources = statements
    .filter(
      ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('secretsmanager:GetSecretValue'),
    )
    .flatMap(({ Resource }): string[] => Resource);
  return {
    name: 'policy',
    holds: resources.includes(masterArn) && !resources.some((resource) => resource.includes('*')),
    found: `GetSecretValue on ${resources.join(', ') || 'nothing'}`,
  };
}

function networkPrerequisites(
  rotation: RecordedRotation,
  { engine, port = usualPort(engine) }: RotationEntry,
  network: NetworkConfig,
): Prerequisite[] {
  const functionGroups = rotation.function.VpcConfig?.SecurityGroupIds ?? [];
  const databasePaths = pathsBetween(functionGroups, network.databaseSecurityGroupIds ?? [], port);
  if (network.secretsManagerEndpoint === 'none') return [pathsPrerequisite(rotation, databasePaths, network)];

  const endpoint = rotation.endpoints.find(({ VpcId }) => VpcId === network.vpcId);
  const endpointGroups = endpoint?.Groups.map(({ GroupId }) => GroupId) ?? [];
  const endpointPaths = pathsBetween(functionGroups, endpointGroups, HTTPS);
  return [
    {
      name: 'endpoint',
      holds: endpoint !== undefined && leadsTo(endpoint, rotation),
      found: endpoint ? `${endpoint.VpcEndpointId}, ${dnsOf(endpoint)}` : `none in ${network.vpcId}`,
    },
    pathsPrerequisite(rotation, [...databasePaths, ...endpointPaths], network),
  ];
}

/** Without private DNS an endpoint is reached under its own host name, and under no other. */
function leadsTo(endpoint: EndpointRecord, rotation: RecordedRotation): boolean {
  const url = urlOf(rotation);
  return (
    endpoint.ServiceName === `com.amazonaws.${rotation.region}.secretsmanager` &&
    (endpoint.PrivateDnsEnabled ? isUsual(url, rotation) : isOf(url, endpoint))
  );
}

function dnsOf({ PrivateDnsEnabled }: { PrivateDnsEnabled: boolean }): string {
  return PrivateDnsEnabled ? 'with private DNS' : 'without private DNS';
}

function pathsBetween(sources: readonly string[], destinations: readonly string[], port: number): Path[] {
  return sources.flatMap((from) => destinations.map((to) => ({ from, to, port })));
}

/** The outbound rules of groups that the configuration brings are its own affair. */
function pathsPrerequisite(
  { securityGroupRules, function: { VpcConfig } }: RecordedRotation,
  paths: readonly Path[],
  { subnetIds = [], functionSecurityGroupIds }: NetworkConfig,
): Prerequisite {
  const directions = functionSecurityGroupIds === undefined ? [false, true] : [false];
  const rulesFor = (path: Path): RuleRecord[] =>
    directions.flatMap((outwards) => securityGroupRules.filter((rule) => lets(rule, path, outwards)));
  const open = paths.flatMap(rulesFor).length;
  const placed = subnetIds.every((id) => VpcConfig?.SubnetIds?.includes(id));
  return {
    name: 'open paths',
    holds: placed && paths.length > 0 && open === paths.length * directions.length,
    found: `${paths.map(({ to, port }) => `${to}:${port}`).join(', ')} by ${open} of ${paths.length * directions.length} rules`,
  };
}

function lets(rule: RuleRecord, { from, to, port }: Path, outwards: boolean): boolean {
  const [own, other] = outwards ? [from, to] : [to, from];
  return (
    rule.IsEgress === outwards &&
    rule.GroupId === own &&
    rule.ReferencedGroupInfo?.GroupId === other &&
    rule.IpProtocol === 'tcp' &&
    rule.FromPort === port &&
    rule.ToPort === port
  );
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
function wantedRule({ everyDays, rate, cron, complianceDays }: ScheduleConfig, strategy: string): string {
  if (everyDays !== undefined) return `every ${everyDays} days`;
  if (rate !== undefined) return `rate(${rate})`;
  if (cron !== undefined) return `cron(${cron})`;
  return `every ${strategy === 'multi-user' ? Math.floor(complianceDays! / 2) : complianceDays! - 1} days`;
}

function arnOf(secret: string, secrets: readonly SecretRecord[]): string {
  return secrets.find(({ Name, ARN }) => Name === secret || ARN === secret)!.ARN;
}
