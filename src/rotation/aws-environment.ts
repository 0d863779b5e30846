import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { conditional, Fn, IResolvable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { endpointPrefixes, FIPS_REGIONS, Partition, partitionOf, REGIONS } from '../catalogue';
import { fail } from '../problem';
import { fipsUnavailable, unknownRegion } from '../arn/problems';
import { DATA_SOURCES } from './data-sources';
import { lifecycleFor } from './hcl';
import { fipsOf, idForProvider, providerOf, ProviderProps, statedRegion, useProvider } from './provider';
import { isToken } from './tokens';

const ID = 'AwsEnvironment';

/** The only service whose host name a function is told. */
export const TOLD_SERVICE = 'secretsmanager';

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

  /** Whether the provider uses endpoints that are validated under FIPS 140, unless only Terraform knows it. */
  private readonly usesFips: boolean | IResolvable;

  private constructor(scope: Construct, id: string, props: ProviderProps) {
    super(scope, id);
    useProvider(this, props.provider);
    const region = statedRegion(this);
    const partition = region === undefined ? undefined : knownPartition(scope, region);
    this.usesFips = fipsOf(this);
    if (region !== undefined && this.usesFips === true) requireFips(scope, region);

    this.accountId = new DataAwsCallerIdentity(this, 'CallerIdentity').accountId;
    this.region = region ?? this.lookUpRegion();
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
    return `${this.endpoint(service)}.${this.region}.${this.urlSuffix}`;
  }

  /** The name under which KMS knows Secrets Manager, whatever the host name is under which that is called. */
  public get viaService(): string {
    return `${TOLD_SERVICE}.${this.region}.${this.urlSuffix}`;
  }

  /** The name under which a service offers interface endpoints. */
  public endpointService(service: string): string {
    return `${this.select(endpointPrefixes(service))}.${this.region}.${this.endpoint(service)}`;
  }

  /** A function that is told of one service's endpoint knows the usual ones of others. */
  private endpoint(service: string): string {
    const { usesFips } = this;
    if (service !== TOLD_SERVICE || usesFips === false) return service;
    return usesFips === true ? `${service}-fips` : `${service}${conditional(usesFips, '-fips', '')}`;
  }

  private lookUpRegion(): string {
    const { message } = fipsUnavailable('${self.id}', FIPS_REGIONS);
    const postcondition = [
      { condition: `\${contains(${JSON.stringify(FIPS_REGIONS)}, self.id)}`, errorMessage: message },
    ];
    const lifecycle = this.usesFips === true ? lifecycleFor(this, { postcondition }) : undefined;
    return new DATA_SOURCES.DataAwsRegion(this, 'Region', { lifecycle }).id;
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

function requireFips(stack: Construct, region: string): void {
  if (!FIPS_REGIONS.includes(region)) fail(stack.node.path, fipsUnavailable(region, FIPS_REGIONS));
}
