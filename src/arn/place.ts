import { partitionOf, PARTITIONS, REGIONS } from '../catalogue';
import {
  accountIdInvalid,
  notAllowed,
  partitionDiffers,
  partitionMissing,
  repositoryAccountMistyped,
  unknownRegion,
} from './problems';
import { Problem } from '../problem';
import { hasToken } from './token';

/** Where the resources of a policy are. */
export interface PolicyPlaceProps {
  /**
   * The region, for example `us-east-1`.
   */
  readonly region: string;

  /**
   * The account's id, of 12 digits.
   */
  readonly accountId: string;

  /**
   * The partition, for example `aws-cn`.
   *
   * @default - the region's; required where the region is a token
   */
  readonly partition?: string;
}

const MISTYPED = '297356227924';

const NAMES: readonly string[] = PARTITIONS.map(({ name }) => name);

/** A place whose ARNs can be formed. */
export class Place {
  public static of({ region, accountId, partition }: PolicyPlaceProps): Place {
    return new Place(partition ?? partitionOf(region)?.name ?? '', region, accountId);
  }

  private constructor(
    public readonly partition: string,
    public readonly region: string,
    public readonly accountId: string,
  ) {}

  /** The ARN of a resource in this place. */
  public arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** The ARN of a resource that is in no region. */
  public globalArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}::${this.accountId}:${resource}`;
  }

  /** The host name of Secrets Manager, by which KMS knows who asks. */
  public get viaService(): string {
    return viaService(this.partition, this.region);
  }
}

/** The host name of a service in a region. */
export function viaService(partition: string, region: string, service = 'secretsmanager'): string {
  const { urlSuffix = 'amazonaws.com' } = PARTITIONS.find(({ name }) => name === partition) ?? {};
  return `${service}.${region}.${urlSuffix}`;
}

/** What is wrong with a place. */
export function placeProblems({ region, accountId, partition }: PolicyPlaceProps): Problem[] {
  return [...regionProblems(region, partition), ...accountProblems(accountId)];
}

/** What is wrong with a region, and with a partition that is named beside it. */
export function regionProblems(region: string, partition?: string): Problem[] {
  const known = partition === undefined || hasToken(partition) || NAMES.includes(partition);
  if (!known) return [notAllowed(partition, NAMES)];
  if (hasToken(region)) return partition === undefined ? [partitionMissing(region)] : [];
  const own = partitionOf(region)?.name;
  if (own === undefined) return [unknownRegion(region, REGIONS)];
  const fits = partition === undefined || hasToken(partition) || partition === own;
  return fits ? [] : [partitionDiffers(partition, region, own)];
}

/** What is wrong with an account's id. */
export function accountProblems(accountId: string): Problem[] {
  if (accountId === MISTYPED) return [repositoryAccountMistyped(accountId)];
  return /^\d{12}$/.test(accountId) || hasToken(accountId) ? [] : [accountIdInvalid(accountId)];
}
