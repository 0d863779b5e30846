import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Fn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { endpointPrefixes, Partition, partitionOf, REGIONS } from '../catalogue';
import { fail } from '../problem';
import { unknownRegion, unsupportedPartition } from '../arn/problems';
import { DATA_SOURCES } from './data-sources';
import { isToken } from './tokens';

const ID = 'AwsEnvironment';

/**
 * The account, region and partition that a stack deploys to, once for each stack.
 *
 * The region is read from the stack's AWS provider. Where the provider does not state one, or states a token, Terraform
 * looks up region and partition.
 */
export class AwsEnvironment extends Construct {
  /** The environment of the stack that holds a construct. */
  public static of(scope: Construct): AwsEnvironment {
    const stack = TerraformStack.of(scope);
    return (stack.node.tryFindChild(ID) as AwsEnvironment | undefined) ?? new AwsEnvironment(stack, ID);
  }

  /** The account's id. */
  public readonly accountId: string;

  /** The region's name. */
  public readonly region: string;

  /** What host names of AWS services end in, for example `amazonaws.com`. */
  public readonly urlSuffix: string;

  /** The partition's name, for example `aws-cn`. */
  public readonly partitionName: string;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = TerraformStack.of(this);
    const region = statedRegion(stack);
    const partition = region === undefined ? undefined : publishingPartition(stack, region);

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

  /** The value for this partition, of one for each partition. */
  public select(values: Record<string, string>): string | undefined {
    if (Object.keys(values).length === 0) return undefined;
    return isToken(this.partitionName)
      ? Fn.lookupNested(values, [this.partitionName])
      : values[this.partitionName];
  }
}

/** The region that the stack's AWS provider states, unless only Terraform knows it. */
export function statedRegion(stack: TerraformStack): string | undefined {
  const providers = stack.allProviders() as AwsProvider[];
  const provider = providers.find(
    ({ terraformResourceType, alias }) => terraformResourceType === 'aws' && !alias,
  );
  return isToken(provider?.region) ? undefined : provider?.region;
}

function publishingPartition(stack: TerraformStack, region: string): Partition {
  const partition = partitionOf(region) ?? fail(stack.node.path, unknownRegion(region, REGIONS));
  return partition.publisher ? partition : fail(stack.node.path, unsupportedPartition(region));
}
