import { AwsEndpoint, awsEndpoint, comparableHost } from './aws-endpoint';

/** What a host name says of what answers there. Most say nothing. */
export type EndpointKind =
  'api' | 'balancer' | 'custom' | 'proxy' | 'reader' | 'writer' | 'instance' | 'other';

/** What AWS puts before the account's own letters and digits, in the names of databases. */
const DATABASE_KINDS: readonly (readonly [RegExp, EndpointKind])[] = [
  [/^cluster-ro-[a-z0-9]+$/, 'reader'],
  [/^cluster-custom-[a-z0-9]+$/, 'custom'],
  [/^proxy-[a-z0-9]+$/, 'proxy'],
  [/^cluster-[a-z0-9]+$/, 'writer'],
];

/** The services whose names of databases have these kinds. */
const CLUSTERED = ['rds', 'docdb', 'neptune'];

/** The balancers of AWS that have another suffix. */
const OTHER_BALANCERS = /\.(?:awsglobalaccelerator\.com|vpc-lattice-rsc\.[a-z0-9-]+\.on\.aws)$/;

/** What people call a reader or a replica, alone or at the end of a name. AWS does not tell them apart by name. */
const READERS_NAME = /(?:^|-)(?:ro|reader|readonly|replica)(?:-?\d+)?$/;

/** What answers at a host, as far as its name tells. */
export function endpointKind(host: string): EndpointKind {
  const endpoint = awsEndpoint(host);
  if (endpoint === undefined) return OTHER_BALANCERS.test(comparableHost(host)) ? 'balancer' : 'other';
  if (endpoint.labels.length === 0) return 'api';
  if (endpoint.service === 'elb') return 'balancer';
  if (endpoint.service === 'vpce') return isEndpointService(endpoint) ? 'balancer' : 'api';
  return CLUSTERED.includes(endpoint.service) ? databaseKind(endpoint) : 'other';
}

/** Whether a host is called as people call readers. */
export function isCalledReader(host: string): boolean {
  return READERS_NAME.test(comparableHost(host).split('.')[0]);
}

/** Behind the VPC endpoint of an endpoint service is somebody's load balancer; behind any other is an API of AWS. */
function isEndpointService({ labels }: AwsEndpoint): boolean {
  return labels[labels.length - 1].startsWith('vpce-svc-');
}

function databaseKind({ labels }: AwsEndpoint): EndpointKind {
  const account = labels.length > 1 ? labels[labels.length - 1] : '';
  return DATABASE_KINDS.find(([pattern]) => pattern.test(account))?.[1] ?? 'instance';
}
