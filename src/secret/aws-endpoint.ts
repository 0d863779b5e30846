import { PARTITIONS } from '../catalogue/partition';

/** A host name that AWS gave to something, in its parts. */
export interface AwsEndpoint {
  /** What AWS calls the service there, for example `rds` or `elb`. */
  readonly service: string;
  readonly region: string;
  /** What stands before service and region: the name, and what kind of endpoint it is. */
  readonly labels: readonly string[];
}

const SUFFIXES = [...new Set(PARTITIONS.map(({ urlSuffix }) => `.${urlSuffix}`))];

/** A region of any partition, known or not, or what stands in its place in the endpoint of an Aurora global database. */
const REGION = /^(?:[a-z]+(?:-[a-z]+)+-\d+|global)$/;

/** A host name as DNS compares it: in small letters, without the dot of the root. */
export function comparableHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

/**
 * The parts of a host name that AWS gave; nothing for any other. Service and region stand in either order, by partition and service.
 *
 * @see https://github.com/aws/aws-advanced-nodejs-wrapper/blob/main/common/lib/utils/rds_utils.ts
 */
export function awsEndpoint(host: string): AwsEndpoint | undefined {
  const name = comparableHost(host);
  const suffix = SUFFIXES.find((one) => name.endsWith(one));
  if (suffix === undefined) return undefined;
  const labels = name.slice(0, -suffix.length).split('.');
  const [one, other] = labels.slice(-2);
  if (other === undefined) return undefined;
  if (REGION.test(one)) return { service: other, region: one, labels: labels.slice(0, -2) };
  return REGION.test(other) ? { service: one, region: other, labels: labels.slice(0, -2) } : undefined;
}
