import { Construct } from 'constructs';
import { stillName } from '../config/aliases';
import { NetworkConfig, RulesConfig, StackConfig } from '../config/model';
import { completeRotations } from '../config/rotation-functions';
import { parameterOf } from '../config/ssm-parameter';
import { accessTo, REACHED_SERVICES, ReachedService, ServiceAccess } from '../config/service-access';
import { IInterfaceEndpoint } from '../rotation/i-interface-endpoint';
import { RotationNetwork, RotationNetworkOptions } from '../rotation/rotation-network';
import { SecurityGroupRules } from '../rotation/security-group-rules';
import { SsmParameters } from './ssm-parameters';
import { DataSourceVpc } from './data-source-vpc-endpoints';
import { EndpointSubnets, VpcEndpoints } from './vpc-endpoints';

export interface StackNetworksProps {
  /** The stack of the configuration. */
  readonly stack: StackConfig;
  /** What Terraform reads in AWS Systems Manager for it. */
  readonly parameters: SsmParameters;
}

/** How a stack's networks reach a service, and the endpoints for that. */
interface ServiceEndpoints {
  readonly key: ReachedService['key'];
  readonly access: ServiceAccess;
  readonly endpoints: VpcEndpoints;
}

const IDS: Readonly<Record<ReachedService['service'], string>> = {
  secretsmanager: 'Endpoints',
  rds: 'RdsEndpoints',
  redshift: 'RedshiftEndpoints',
  'redshift-serverless': 'RedshiftServerlessEndpoints',
};

/** A stack's networks, each made when a rotation first uses it. */
export class StackNetworks extends Construct {
  private readonly given: Readonly<Record<string, NetworkConfig>>;
  private readonly configs: Readonly<Record<string, NetworkConfig>>;
  private readonly services: readonly ServiceEndpoints[];

  public constructor(scope: Construct, id: string, props: StackNetworksProps) {
    super(scope, id);
    this.given = props.stack.networks ?? {};
    const stack = { ...props.stack, networks: props.parameters.inPlaceOf(usedNetworks(props.stack)) };
    this.configs = stack.networks;
    this.services = REACHED_SERVICES.map((reached) => ({
      key: reached.key,
      access: accessTo(reached, stack),
      endpoints: new VpcEndpoints(this, IDS[reached.service], { service: reached.service }),
    }));
  }

  public get(name: string): RotationNetwork {
    return this.find(name) ?? this.create(name);
  }

  private find(name: string): RotationNetwork | undefined {
    return this.node.tryFindChild(this.idOf(name)) as RotationNetwork | undefined;
  }

  private idOf(name: string): string {
    return `Network-${stillName(name, this.configs[name])}`;
  }

  private create(name: string): RotationNetwork {
    const id = this.idOf(name);
    const options = this.options(name);
    const { vpcId = '', subnetIds = [], databaseSecurityGroupIds, lookup } = this.configs[name];
    if (lookup?.dbInstance)
      return RotationNetwork.ofDbInstance(this, id, { ...options, dbInstance: lookup.dbInstance });
    if (lookup?.dbCluster)
      return RotationNetwork.ofDbCluster(this, id, { ...options, dbCluster: lookup.dbCluster });
    return RotationNetwork.vpc(this, id, { ...options, vpcId, subnetIds, databaseSecurityGroupIds });
  }

  private options(name: string): RotationNetworkOptions {
    const ways = this.services.map(({ access }) => access.get(name));
    const { functionSecurityGroupIds, databaseRules } = this.configs[name];
    return {
      functionSecurityGroupIds,
      databaseRules: rulesOf(databaseRules),
      internetAccess: ways.includes('none'),
      ...Object.fromEntries(this.services.map((one) => [one.key, this.endpoint(name, one)])),
    };
  }

  private endpoint(
    name: string,
    { access: accessOfNetworks, endpoints }: ServiceEndpoints,
  ): IInterfaceEndpoint | undefined {
    const access = accessOfNetworks.get(name);
    if (access === undefined || access === 'none') return undefined;
    if (typeof access === 'object') {
      const { existing: vpcEndpointId, securityGroupId, rules } = access;
      return endpoints.fromId({ vpcEndpointId, securityGroupId, rules: rulesOf(rules) });
    }
    const { vpcId } = this.configs[name];
    return vpcId === undefined || parameterOf(this.given[name].vpcId)
      ? endpoints.inDataSourceVpc(() => this.dataSourceVpc(name))
      : endpoints.inVpc(vpcId, this.subnetsOf(vpcId));
  }

  private dataSourceVpc(name: string): DataSourceVpc {
    const { vpcId, subnetIds } = this.get(name);
    return { vpcId, subnetIds, endpointSubnetIds: this.configs[name].endpointSubnetIds };
  }

  /** The subnets of the VPC's first network that asks for an endpoint, which need not be the one that is made first. */
  private subnetsOf(vpcId: string): EndpointSubnets {
    const [{ access: ofAllThatAreUsed }] = this.services;
    const used = [...ofAllThatAreUsed.keys()].map((name) => this.configs[name]);
    const inVpc = used.filter((config) => config.vpcId === vpcId);
    const naming = inVpc.find(({ endpointSubnetIds }) => endpointSubnetIds !== undefined);
    const asking = inVpc.find(({ secretsManagerEndpoint }) => secretsManagerEndpoint !== 'none');
    const { subnetIds = [], endpointSubnetIds } = naming ?? asking ?? inVpc[0];
    return { subnetIds, endpointSubnetIds };
  }
}

/** Of a network that no rotation uses nothing is read. */
function usedNetworks(stack: StackConfig): Record<string, NetworkConfig> {
  const { networks = {} } = stack;
  const used = new Set(Object.values(completeRotations(stack)).map(({ network }) => network));
  return Object.fromEntries(Object.entries(networks).filter(([name]) => used.has(name)));
}

function rulesOf(rules: RulesConfig = 'create'): SecurityGroupRules {
  return rules === 'none' ? SecurityGroupRules.NONE : SecurityGroupRules.CREATE;
}
