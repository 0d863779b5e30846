import { Construct } from 'constructs';
import { IInterfaceEndpoint } from '../rotation/i-interface-endpoint';
import { ExistingEndpointProps, InterfaceEndpoint } from '../rotation/interface-endpoint';
import { RdsEndpoint } from '../rotation/rds-endpoint';
import { RedshiftEndpoint } from '../rotation/redshift-endpoint';
import { RedshiftServerlessEndpoint } from '../rotation/redshift-serverless-endpoint';
import { SecretsManagerEndpoint } from '../rotation/secrets-manager-endpoint';
import { SecurityGroupRules } from '../rotation/security-group-rules';
import { SubnetPerZone } from '../rotation/subnet-per-zone';
import { idOf } from '../rotation/tokens';
import { DataSourceVpc, DataSourceVpcEndpoints } from './data-source-vpc-endpoints';

const CLASSES = {
  secretsmanager: SecretsManagerEndpoint,
  rds: RdsEndpoint,
  redshift: RedshiftEndpoint,
  'redshift-serverless': RedshiftServerlessEndpoint,
};

export interface VpcEndpointsProps {
  /** The service that the endpoints lead to. */
  readonly service: keyof typeof CLASSES;
}

/** Where an endpoint that is created in a VPC gets its addresses. */
export interface EndpointSubnets {
  /** The subnets of a network, of which one in each zone of the service is chosen. */
  readonly subnetIds: string[];

  /** The endpoint's own, where the configuration names them. */
  readonly endpointSubnetIds?: string[];
}

/** A stack's interface endpoints for a service: a VPC gets one, whichever of its networks ask. */
export class VpcEndpoints extends Construct {
  private readonly props: VpcEndpointsProps;
  private readonly created = new Map<string, InterfaceEndpoint>();
  private readonly existing = new Map<string, IInterfaceEndpoint>();
  private lookedUp?: DataSourceVpcEndpoints;

  public constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    this.props = props;
  }

  /** The endpoint that is created in a VPC. */
  public inVpc(vpcId: string, subnets: EndpointSubnets): IInterfaceEndpoint {
    const { created } = this;
    return created.get(vpcId) ?? remember(created, vpcId, this.create(vpcId, subnets));
  }

  /** The endpoint that is created in the VPC of a network that Terraform looks up. */
  public inDataSourceVpc(network: () => DataSourceVpc): IInterfaceEndpoint {
    const { service } = this.props;
    this.lookedUp ??= new DataSourceVpcEndpoints(this, 'LookedUp', { service, known: this.created });
    return this.lookedUp.endpointOf(network);
  }

  /** An endpoint that exists. */
  public fromId(props: ExistingEndpointProps): IInterfaceEndpoint {
    const { existing } = this;
    const ids = [props.vpcEndpointId, props.securityGroupId ?? []].flat();
    const rules = props.rules === SecurityGroupRules.NONE ? [props.rules] : [];
    const id = [...ids.map((resourceId) => idOf(this, resourceId)), ...rules].join('-');
    const find = (): IInterfaceEndpoint => CLASSES[this.props.service].fromId(this, id, props);
    return existing.get(id) ?? remember(existing, id, find());
  }

  private create(vpcId: string, { subnetIds, endpointSubnetIds }: EndpointSubnets): InterfaceEndpoint {
    const { service } = this.props;
    const id = idOf(this, vpcId);
    const perZone = (): string[] =>
      new SubnetPerZone(this, `Subnets-${id}`, { service, subnetIds }).subnetIds;
    return new CLASSES[service](this, id, { vpcId, subnetIds: endpointSubnetIds ?? perZone() });
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}
