import { TerraformIterator, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { DATA_SOURCES } from './data-sources';

export interface SubnetPerZoneProps {
  /** The ids of all subnets. */
  readonly subnetIds: string[];
}

/** One for each availability zone, of subnets that Terraform looks up: an interface endpoint takes no more. */
export class SubnetPerZone extends Construct {
  /** The ids of the subnets. */
  public readonly subnetIds: string[];

  public constructor(scope: Construct, id: string, props: SubnetPerZoneProps) {
    super(scope, id);
    const each = TerraformIterator.fromList(props.subnetIds);
    const subnet = new DATA_SOURCES.DataAwsSubnet(this, 'Subnet', { forEach: each, id: each.value });
    const byZone = `{ for id, subnet in ${subnet.fqn} : subnet.availability_zone => id... }`;

    const first = `\${[for ids in values(${byZone}) : sort(ids)[0]]}`;
    this.subnetIds = new TerraformLocal(this, 'SubnetIds', first).asList;
  }
}
