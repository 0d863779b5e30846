import { EndpointConfig, RDS_MANAGED, RotationEntry } from '../config';
import { usualPort } from './engines';
import { KnownNetwork } from './landscape';
import { Prerequisite } from './prerequisite';
import { isOf, isUsual, urlOf } from './secrets-manager-url';
import { EndpointRecord, RecordedRotation, RuleRecord } from './stand-in';

const HTTPS = 443;

/** Of services besides Secrets Manager. */
const ENDPOINT_NAMES: Readonly<Record<string, string>> = {
  rds: 'RDS endpoint',
  redshift: 'Redshift endpoint',
  'redshift-serverless': 'Redshift Serverless endpoint',
};

/** A TCP connection from one security group to another. */
interface Path {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/**
 * The endpoints through which a function reaches what it calls, and the ways between security groups.
 *
 * @param secretsManager Secrets Manager as the stack calls it
 */
export function networkPrerequisites(
  rotation: RecordedRotation,
  {
    engine,
    port = engine === undefined ? undefined : usualPort(engine),
    masterSecret,
    redshiftWarehouse,
  }: RotationEntry,
  network: KnownNetwork,
  secretsManager: string,
): Prerequisite[] {
  const functionGroups = rotation.function.VpcConfig?.SecurityGroupIds ?? [];
  const databasePaths =
    port === undefined ? [] : pathsBetween(functionGroups, network.databaseSecurityGroupIds ?? [], port);
  const services = [
    ...serviceThrough(secretsManager, network.secretsManagerEndpoint),
    ...(masterSecret === RDS_MANAGED ? serviceThrough('rds', ownOrSame(network, network.rdsEndpoint)) : []),
    ...redshiftServices(redshiftWarehouse, network),
  ];
  const endpoints = services.map((service) => ({
    service,
    endpoint: endpointIn(network, service, rotation),
  }));
  const endpointPaths = endpoints.flatMap(({ endpoint }) =>
    pathsBetween(functionGroups, endpoint?.Groups.map(({ GroupId }) => GroupId) ?? [], HTTPS),
  );
  return [
    ...endpoints.map(({ service, endpoint }) => endpointPrerequisite(service, endpoint, network, rotation)),
    pathsPrerequisite(rotation, [...databasePaths, ...endpointPaths], network),
  ];
}

/** By default the functions reach every other service as they reach Secrets Manager. */
function ownOrSame(
  { secretsManagerEndpoint }: KnownNetwork,
  own: EndpointConfig | undefined,
): EndpointConfig {
  return own ?? (secretsManagerEndpoint === 'none' ? 'none' : 'create');
}

function redshiftServices(warehouse: RotationEntry['redshiftWarehouse'], network: KnownNetwork): string[] {
  if (warehouse === undefined) return [];
  return warehouse === 'serverless'
    ? serviceThrough('redshift-serverless', ownOrSame(network, network.redshiftServerlessEndpoint))
    : serviceThrough('redshift', ownOrSame(network, network.redshiftEndpoint));
}

function serviceThrough(service: string, endpoint: EndpointConfig = 'create'): string[] {
  return endpoint === 'none' ? [] : [service];
}

/** A VPC may have further ones without private DNS. */
function endpointIn(
  { vpcId }: KnownNetwork,
  service: string,
  rotation: RecordedRotation,
): EndpointRecord | undefined {
  const names = serviceNames(service, rotation.region);
  const inVpc = rotation.endpoints.filter(
    ({ VpcId, ServiceName }) => VpcId === vpcId && names.includes(ServiceName),
  );
  return inVpc.find((endpoint) => leads(service, endpoint, rotation)) ?? inVpc[0];
}

/** Some services have another prefix in China. */
function serviceNames(service: string, region: string): string[] {
  return [`com.amazonaws.${region}.${service}`, `cn.com.amazonaws.${region}.${service}`];
}

function endpointPrerequisite(
  service: string,
  endpoint: EndpointRecord | undefined,
  { vpcId }: KnownNetwork,
  rotation: RecordedRotation,
): Prerequisite {
  return {
    name: ENDPOINT_NAMES[service] ?? 'endpoint',
    holds: endpoint !== undefined && leads(service, endpoint, rotation),
    found: endpoint ? `${endpoint.VpcEndpointId}, ${dnsOf(endpoint)}` : `none in ${vpcId}`,
  };
}

/** A function knows every service but Secrets Manager by its usual host name only. */
function leads(service: string, endpoint: EndpointRecord, rotation: RecordedRotation): boolean {
  const isTold = service.startsWith('secretsmanager');
  return isTold ? leadsTo(service, endpoint, rotation) : endpoint.PrivateDnsEnabled;
}

/** Without private DNS an endpoint is reached under its own host name, and under no other. */
function leadsTo(service: string, endpoint: EndpointRecord, rotation: RecordedRotation): boolean {
  const url = urlOf(rotation);
  return endpoint.PrivateDnsEnabled ? isUsual(url, rotation, service) : isOf(url, endpoint);
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
  { subnetIds = [], functionSecurityGroupIds }: KnownNetwork,
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
