import { Construct } from 'constructs';
import { EndpointConfig, NetworkConfig } from '../config/model';
import { IInterfaceEndpoint } from '../rotation/interface-endpoint';
import { RotationNetwork, RotationNetworkOptions } from '../rotation/rotation-network';
import { VpcEndpoints } from './vpc-endpoints';

export interface StackNetworksProps {
  /** The networks of the configuration, by name. */
  readonly configs: Readonly<Record<string, NetworkConfig>>;

  /** The names of the networks in which a function asks Amazon RDS for the database of a master secret. */
  readonly askingRds: readonly string[];
}

/** A stack's networks, each made when a rotation first uses it. */
export class StackNetworks extends Construct {
  private readonly props: StackNetworksProps;
  private readonly secretsManagerEndpoints: VpcEndpoints;
  private readonly rdsEndpoints: VpcEndpoints;

  public constructor(scope: Construct, id: string, props: StackNetworksProps) {
    super(scope, id);
    this.props = props;
    this.secretsManagerEndpoints = new VpcEndpoints(this, 'Endpoints', { service: 'secretsmanager' });
    this.rdsEndpoints = new VpcEndpoints(this, 'RdsEndpoints', { service: 'rds' });
  }

  public get(name: string): RotationNetwork {
    return this.find(name) ?? this.create(name);
  }

  private find(name: string): RotationNetwork | undefined {
    return this.node.tryFindChild(`Network-${name}`) as RotationNetwork | undefined;
  }

  private create(name: string): RotationNetwork {
    const id = `Network-${name}`;
    const config = this.props.configs[name];
    const options = this.options(name, config);
    const { vpcId = '', subnetIds = [], databaseSecurityGroupIds, lookup } = config;
    if (lookup?.dbInstance)
      return RotationNetwork.ofDbInstance(this, id, { ...options, dbInstance: lookup.dbInstance });
    if (lookup?.dbCluster)
      return RotationNetwork.ofDbCluster(this, id, { ...options, dbCluster: lookup.dbCluster });
    return RotationNetwork.vpc(this, id, { ...options, vpcId, subnetIds, databaseSecurityGroupIds });
  }

  private options(name: string, config: NetworkConfig): RotationNetworkOptions {
    const { functionSecurityGroupIds, secretsManagerEndpoint, rdsEndpoint } = config;
    const asksRds = this.props.askingRds.includes(name);
    return {
      functionSecurityGroupIds,
      internetAccess: secretsManagerEndpoint === 'none' || (asksRds && rdsThroughInternet(config)),
      secretsManagerEndpoint: this.endpoint(
        name,
        config,
        secretsManagerEndpoint,
        this.secretsManagerEndpoints,
      ),
      rdsEndpoint:
        asksRds && !rdsThroughInternet(config)
          ? this.endpoint(name, config, rdsEndpoint, this.rdsEndpoints)
          : undefined,
    };
  }

  private endpoint(
    name: string,
    { vpcId, subnetIds = [] }: NetworkConfig,
    endpoint: EndpointConfig = 'create',
    endpoints: VpcEndpoints,
  ): IInterfaceEndpoint | undefined {
    if (endpoint === 'none') return undefined;
    if (typeof endpoint === 'object') {
      return endpoints.fromId({
        vpcEndpointId: endpoint.existing,
        securityGroupId: endpoint.securityGroupId,
      });
    }
    return vpcId === undefined
      ? endpoints.inLookedUpVpc(() => this.get(name))
      : endpoints.inVpc(vpcId, subnetIds);
  }
}

/** By default the functions reach Amazon RDS as they reach Secrets Manager. */
function rdsThroughInternet({ rdsEndpoint, secretsManagerEndpoint }: NetworkConfig): boolean {
  return (rdsEndpoint ?? (secretsManagerEndpoint === 'none' ? 'none' : 'create')) === 'none';
}
