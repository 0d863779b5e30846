import { partitions } from './partitions.json';

/** Where AWS publishes the rotation applications of a partition. */
export interface Publisher {
  readonly region: string;
  readonly account: string;
}

/** A group of AWS regions that share their ARNs' first part and their host names' suffix. */
export interface Partition {
  readonly name: string;
  readonly regionPattern: string;
  readonly urlSuffix: string;
  /** Absent where the Serverless Application Repository has no endpoint. */
  readonly publisher?: Publisher;
  /** For services whose interface endpoints are not called `com.amazonaws.…`. */
  readonly endpointPrefixes?: Readonly<Record<string, string>>;
}

export const PARTITIONS: readonly Partition[] = partitions;

export type PublishingPartition = Partition & { readonly publisher: Publisher };

/** The partitions in which rotation applications are published. */
export const PUBLISHING_PARTITIONS = PARTITIONS.filter(
  (partition): partition is PublishingPartition => partition.publisher !== undefined,
);

/** What the names of a service's interface endpoints start with, in each partition. */
export function endpointPrefixes(service: string): Record<string, string> {
  return Object.fromEntries(
    PARTITIONS.map((partition) => [
      partition.name,
      partition.endpointPrefixes?.[service] ?? usualPrefix(partition),
    ]),
  );
}

/** Elsewhere than where applications are published it is the hosts' suffix, backwards, as Terraform's provider has it. */
function usualPrefix({ publisher, urlSuffix }: Partition): string {
  return publisher ? 'com.amazonaws' : urlSuffix.split('.').reverse().join('.');
}

/** The partition of a region, by the form of the region's name. */
export function partitionOf(region: string): Partition | undefined {
  return PARTITIONS.find((partition) => new RegExp(partition.regionPattern).test(region));
}
