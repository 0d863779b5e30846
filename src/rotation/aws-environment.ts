import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { Fn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { endpointPrefixes, Partition, partitionOf, REGIONS } from '../catalogue';
import { fail } from '../problem';
import { unknownRegion } from '../arn/problems';
import { DATA_SOURCES } from './data-sources';
import { idForProvider, providerOf, ProviderProps, statedRegion, useProvider } from './provider';
import { isToken } from './tokens';

const ID = 'AwsEnvironment';

/**
 * The account, region and partition that a provider leads to, once for each AWS provider of a stack.
 *
 * The region is read from the provider. Where it does not state one, or states a token, Terraform looks up region and
 * partition.
 */
export class AwsEnvironment extends Construct {
  /** The environment that a construct is deployed to. */
  public static of(scope: Construct): AwsEnvironment {
    const stack = TerraformStack.of(scope);
    const id = idForProvider(ID, scope);
    const existing = stack.node.tryFindChild(id) as AwsEnvironment | undefined;
    return existing ?? new AwsEnvironment(stack, id, { provider: providerOf(scope) });
  }

  /** The account's id. */
  public readonly accountId: string;

  /** The region's name. */
  public readonly region: string;

  /** What host names of AWS services end in, for example `amazonaws.com`. */
  public readonly urlSuffix: string;

  /** The partition's name, for example `aws-cn`. */
  public readonly partitionName: string;

  private constructor(scope: Construct, id: string, props: ProviderProps) {
    super(scope, id);
    useProvider(this, props.provider);
    const region = statedRegion(this);
    const partition = region === undefined ? undefined : knownPartition(scope, region);

    this.accountId = new DataAwsCallerIdentity(this, 'CallerIdentity').accountId;
    this.region = region ?? new DATA_SOURCES.DataAwsRegion(this, 'Region').id;
    if (partition === undefined) {
      const lookedUp = new DATA_SOURCES.DataAwsPartition(this, 'Partition');
      this.partitionName = lookedUp.partition;
      this.urlSuffix = lookedUp.dnsSuffix;
    } else {
      this.partitionName = partition.name;
      this.urlSuffix = partition.urlSuffix;
    }
  }

  /** The ARN of a resource in this account and region. */
  public arn(service: string, resource: string): string {
    return `arn:${this.partitionName}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** The host name of a service. */
  public host(service: string): string {
    return `${service}.${this.region}.${this.urlSuffix}`;
  }

  /** The name under which a service offers interface endpoints. */
  public endpointService(service: string): string {
    return `${this.select(endpointPrefixes(service))}.${this.region}.${service}`;
  }

  /** The value for this partition, of one for each partition that has one. */
  public select(values: Record<string, string>): string | undefined {
    if (Object.keys(values).length === 0) return undefined;
    return isToken(this.partitionName)
      ? Fn.lookupNested(values, [this.partitionName])
      : values[this.partitionName];
  }
}

function knownPartition(stack: Construct, region: string): Partition {
  return partitionOf(region) ?? fail(stack.node.path, unknownRegion(region, REGIONS));
}
