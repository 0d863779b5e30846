import { TerraformIterator, TerraformLocal, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { noSubnetForEndpoint } from './problems';
import { AwsEnvironment } from './aws-environment';
import { DATA_SOURCES } from './data-sources';

export interface SubnetPerZoneProps {
  /** The service's name as it stands in its host name. */
  readonly service: string;

  /** The ids of all subnets. */
  readonly subnetIds: string[];
}

/**
 * One subnet for each availability zone in which a service has endpoints: an interface endpoint takes no more.
 *
 * It is asked zone by zone, because the zones are known when Terraform plans, and the subnets need not be.
 */
export class SubnetPerZone extends Construct {
  /** The ids of the subnets. */
  public readonly subnetIds: string[];

  public constructor(scope: Construct, id: string, props: SubnetPerZoneProps) {
    super(scope, id);
    // Data sources that refer to resources themselves are read anew at each change of one.
    const all = new TerraformLocal(this, 'AllSubnetIds', props.subnetIds).asList;
    const zone = TerraformIterator.fromList(this.zonesOf(props.service));
    const subnets = new DATA_SOURCES.DataAwsSubnets(this, 'Subnets', {
      forEach: zone,
      filter: [
        { name: 'subnet-id', values: all },
        { name: 'availability-zone', values: [zone.value] },
      ],
    });

    const found = `[for zone in values(${subnets.fqn}) : sort(zone.ids)[0] if length(zone.ids) > 0]`;
    this.subnetIds = new TerraformLocal(this, 'SubnetIds', `\${${found}}`).asList;
  }

  private zonesOf(service: string): string[] {
    return new DATA_SOURCES.DataAwsVpcEndpointService(this, 'Service', {
      serviceName: AwsEnvironment.of(this).endpointService(service),
      serviceType: 'Interface',
    }).availabilityZones;
  }
}

/** Lets Terraform refuse an endpoint for which no subnet is left. */
export function requireSubnet(service: string, condition: any): TerraformResourceLifecycle {
  const { message } = noSubnetForEndpoint(service);
  return { precondition: [{ condition, errorMessage: message }] };
}
