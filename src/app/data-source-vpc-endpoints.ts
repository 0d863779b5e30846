import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Fn, Lazy, TerraformDataSource, TerraformElement, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { AwsEnvironment } from '../rotation/aws-environment';
import { lifecycleFor } from '../rotation/hcl';
import { GOES_LAST } from '../rotation/replacement';
import { CreatedEndpoint, securityGroupKey } from '../rotation/service-access';
import { InterfaceEndpoint } from '../rotation/interface-endpoint';
import { requireSubnet } from '../rotation/subnet-per-zone';
import { DATA_SOURCES } from '../rotation/data-sources';

export interface DataSourceVpcEndpointsProps {
  /** The service's name as it stands in its host name. */
  readonly service: string;

  /** The endpoints of the VPCs whose ids are known, by VPC. */
  readonly known: ReadonlyMap<string, InterfaceEndpoint>;
}

/** A VPC that Terraform looks up. */
export interface DataSourceVpc {
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** Those for endpoints, where they are named. */
  readonly endpointSubnetIds?: string[];
}

/**
 * The interface endpoints of the VPCs that only Terraform knows. Networks may turn out to be in the same VPC, so there is
 * one endpoint for each different VPC that has none among the known, and each has one subnet in an availability zone.
 */
export class DataSourceVpcEndpoints extends Construct {
  private readonly props: DataSourceVpcEndpointsProps;
  private readonly networks: (() => DataSourceVpc)[] = [];
  private readonly endpoint: VpcEndpoint;
  private readonly securityGroupIds: TerraformLocal;

  public constructor(scope: Construct, id: string, props: DataSourceVpcEndpointsProps) {
    super(scope, id);
    this.props = props;

    const vpcs = this.listVpcs();
    const securityGroup = this.createSecurityGroup(vpcs);
    this.endpoint = this.createEndpoint(vpcs, this.chooseSubnets(vpcs), securityGroup);
    this.securityGroupIds = this.listSecurityGroups(securityGroup);
  }

  /** The endpoint of a network, which need not be made yet. */
  public endpointOf(network: () => DataSourceVpc): CreatedEndpoint {
    const { service } = this.props;
    this.networks.push(network);
    const known = [...this.props.known.values()].flatMap(({ prerequisites }) => prerequisites);
    return {
      securityGroupId: Lazy.stringValue({
        produce: () => Fn.lookupNested(this.securityGroupIds.asAnyMap, [network().vpcId]),
      }),
      _securityGroupKey: Lazy.stringValue({
        produce: () => securityGroupKey({ service, vpc: network().vpcId }),
      }),
      host: AwsEnvironment.of(this).host(service),
      prerequisites: [this.endpoint, ...known],
    };
  }

  /** The subnets of each VPC. A VPC that is looked up twice is in it once, and one whose endpoint is known is not. */
  private listVpcs(): string {
    const { known } = this.props;
    const networks = this.local('Networks', () => this.describeNetworks());
    const knownVpcs = this.local('KnownVpcs', () => [...known.keys()]);
    const byVpc = `{ for network in ${address(networks)} : network.vpc => network.subnets... }`;
    const rest = `{ for vpc, subnets in ${byVpc} : vpc => subnets[0] if !contains(${address(knownVpcs)}, vpc) }`;
    return address(this.local('Vpcs', () => `\${${rest}}`));
  }

  /** Those that name subnets for endpoints come first: of the networks of one VPC the first decides. */
  private describeNetworks(): object[] {
    const networks = this.networks.map((network) => network());
    const naming = networks.filter(({ endpointSubnetIds }) => endpointSubnetIds !== undefined);
    return [...new Set([...naming, ...networks])].map(describe);
  }

  /** For each VPC one subnet in each availability zone in which the service has endpoints. */
  private chooseSubnets(vpcs: string): string {
    const service = new DATA_SOURCES.DataAwsVpcEndpointService(this, 'Service', {
      serviceName: AwsEnvironment.of(this).endpointService(this.props.service),
      serviceType: 'Interface',
    });
    const subnet = new DATA_SOURCES.DataAwsSubnet(this, 'Subnet', { id: '${each.key}' });
    subnet.addOverride('for_each', `\${toset(flatten(values(${vpcs})))}`);
    const zone = `${address(subnet)}[id].availability_zone`;
    const hasService = `contains(${address(service)}.availability_zones, ${zone})`;
    const byZone = `{ for id in subnets : ${zone} => id... if ${hasService} }`;
    const chosen = `{ for vpc, subnets in ${vpcs} : vpc => [for ids in values(${byZone}) : sort(ids)[0]] }`;
    return address(this.local('Subnets', () => `\${${chosen}}`));
  }

  private createSecurityGroup(vpcs: string): SecurityGroup {
    const { service } = this.props;
    const group = new SecurityGroup(this, 'SecurityGroup', {
      namePrefix: `${service}-endpoint-`,
      description: `Endpoint of ${service}: rotation functions on 443`,
      vpcId: '${each.key}',
      lifecycle: GOES_LAST,
    });
    group.addOverride('for_each', `\${${vpcs}}`);
    return group;
  }

  private createEndpoint(vpcs: string, subnets: string, securityGroup: SecurityGroup): VpcEndpoint {
    const { service } = this.props;
    const subnetIds = `${subnets}[each.key]`;
    const endpoint = new VpcEndpoint(this, 'Resource', {
      vpcId: '${each.key}',
      serviceName: AwsEnvironment.of(this).endpointService(service),
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      lifecycle: lifecycleFor(this, {
        ...GOES_LAST,
        ...requireSubnet(service, `\${length(${subnetIds}) > 0}`),
      }),
      securityGroupIds: [`\${${address(securityGroup)}[each.key].id}`],
    });
    endpoint.addOverride('for_each', `\${${vpcs}}`);
    endpoint.addOverride('subnet_ids', `\${${subnetIds}}`);
    return endpoint;
  }

  /** The endpoints' security groups by VPC, those of the known VPCs among them. */
  private listSecurityGroups(securityGroup: SecurityGroup): TerraformLocal {
    const created = `{ for vpc, group in ${address(securityGroup)} : vpc => group.id }`;
    const known = this.local('KnownSecurityGroups', () => this.knownGroups());
    return this.local('SecurityGroups', () => `\${merge(${created}, ${address(known)})}`);
  }

  private local(id: string, produce: () => unknown): TerraformLocal {
    return new TerraformLocal(this, id, Lazy.anyValue({ produce }));
  }

  private knownGroups(): Record<string, string> {
    const { known } = this.props;
    return Object.fromEntries([...known].map(([vpcId, { securityGroupId }]) => [vpcId, securityGroupId]));
  }
}

function describe({ vpcId, subnetIds, endpointSubnetIds }: DataSourceVpc): object {
  return { vpc: vpcId, subnets: endpointSubnetIds ?? subnetIds };
}

/** What an expression calls an element. */
function address(element: TerraformElement): string {
  const name = element.friendlyUniqueId;
  if (element instanceof TerraformLocal) return `local.${name}`;
  const { terraformResourceType } = element as VpcEndpoint;
  return element instanceof TerraformDataSource
    ? `data.${terraformResourceType}.${name}`
    : `${terraformResourceType}.${name}`;
}
