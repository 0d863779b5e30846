import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { Fn, ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { DATABASE_APIS } from './database-apis';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { RotationNetwork } from './rotation-network';
import { providerOf, useProvider } from './provider';
import { GOES_LAST, goesLastUnderAnyName } from './replacement';
import { isCreated } from './service-access';
import { OwnConnections } from './own-connections';
import { SecurityGroupConnection } from './security-group-connection';
import { SecurityGroupRules } from './security-group-rules';
import { SharedConnections } from './shared-connections';
import { elementsOf, idOf } from './tokens';

const HTTPS = 443;

const ANYWHERE = '0.0.0.0/0';

export interface FunctionNetworkProps {
  /** The network in which the function runs. */
  readonly network: RotationNetwork;

  /** The name of the function. */
  readonly functionName: string;

  /**
   * The security groups of a function that exists.
   *
   * @default - those that the network names, or else one is made
   */
  readonly securityGroupIds?: string[];
}

/** What a function connects to. */
interface Destination {
  readonly name: string;
  readonly securityGroupId: string;
  /** What tells that group from others, where it is known before the group is made. */
  readonly key?: string;
  readonly port: number;
  /** Who makes the rules in the destination's security group. */
  readonly rules?: SecurityGroupRules;
  /** Where rules lie that several functions share. */
  readonly scope: IConstruct;
}

/** A rotation function's place in a network: its security groups, and the ways that it needs. */
export class FunctionNetwork extends Construct {
  /** The rules that let the function's connections through. */
  public readonly rules: ITerraformDependable[] = [];

  /** The ids of the security groups that the function is in. */
  public readonly securityGroupIds: string[];

  private readonly network: RotationNetwork;
  private readonly ownSecurityGroup?: SecurityGroup;
  private readonly openPorts = new Set<string>();
  private readonly reachable = new Set<string>();
  private readonly endpoints: ITerraformDependable[] = [];
  private readonly toDatabases = new OwnConnections(this);
  private readonly toServices = new OwnConnections(this);

  public constructor(scope: Construct, id: string, props: FunctionNetworkProps) {
    super(scope, id);
    this.network = props.network;
    const { functionSecurityGroupIds, secretsManagerEndpoint } = props.network;
    const { securityGroupIds = functionSecurityGroupIds } = props;

    this.ownSecurityGroup = securityGroupIds ? undefined : this.createSecurityGroup(props);
    this.securityGroupIds = securityGroupIds ?? [this.ownSecurityGroup!.id];
    this.allowService('SecretsManager', secretsManagerEndpoint);
  }

  /** What the function's connections need. */
  public get prerequisites(): ITerraformDependable[] {
    return [...this.rules, ...this.endpoints];
  }

  /** The application's parameters that put the function into the network. */
  public get parameters(): Record<string, string> {
    return {
      vpcSubnetIds: Fn.join(',', this.network.subnetIds),
      vpcSecurityGroupIds: Fn.join(',', this.securityGroupIds),
    };
  }

  public allowDatabasePort(port: number): void {
    const portId = idOf(this, port);
    if (this.openPorts.has(portId)) return;
    this.openPorts.add(portId);
    const { databaseSecurityGroupIds, databaseRules: rules } = this.network;
    elementsOf(this, databaseSecurityGroupIds).forEach((securityGroupId) => {
      const name = `Database-${idOf(this, securityGroupId)}-${portId}`;
      const scope = TerraformStack.of(this);
      this.open({ name, securityGroupId, port, rules, scope }, this.toDatabases);
    });
  }

  /** Opens the way to the API of a service that manages master secrets. */
  public allowDatabaseApi(service: string): void {
    this.allowService(DATABASE_APIS[service].name, this.network._databaseApiEndpoint(service));
  }

  private createSecurityGroup({ network, functionName }: FunctionNetworkProps): SecurityGroup {
    return new SecurityGroup(this, 'SecurityGroup', {
      namePrefix: `${functionName}-`,
      description: 'Rotation function: out to the database and to Secrets Manager',
      vpcId: network.vpcId,
      lifecycle: goesLastUnderAnyName('name_prefix', 'description'),
    });
  }

  private allowService(name: string, endpoint: IInterfaceEndpoint | undefined): void {
    if (this.reachable.has(name)) return;
    this.reachable.add(name);
    if (!endpoint) return this.allowInternet();
    const { securityGroupId, rules } = endpoint;
    const scope = Construct.isConstruct(endpoint) ? endpoint : this.network;
    const key = isCreated(endpoint) ? endpoint._securityGroupKey : undefined;
    this.open({ name, securityGroupId, key, port: HTTPS, rules, scope }, this.toServices);
    this.endpoints.push(...endpoint.prerequisites);
  }

  private allowInternet(): void {
    if (!this.ownSecurityGroup || this.node.tryFindChild('InternetEgress')) return;
    const egress = new VpcSecurityGroupEgressRule(this, 'InternetEgress', {
      securityGroupId: this.ownSecurityGroup.id,
      ipProtocol: 'tcp',
      fromPort: HTTPS,
      toPort: HTTPS,
      cidrIpv4: ANYWHERE,
      lifecycle: GOES_LAST,
    });
    this.rules.push(egress);
  }

  private open(destination: Destination, own: OwnConnections): void {
    if (this.ownSecurityGroup) {
      const connection = this.connect(this, destination.name, this.ownSecurityGroup.id, destination);
      own.add(connection);
      this.rules.push(...connection.rules);
    } else if (destination.rules !== SecurityGroupRules.NONE) {
      const sources = elementsOf(this, this.securityGroupIds);
      this.rules.push(...sources.flatMap((source) => this.share(source, destination)));
    }
  }

  /** Functions that are in the same groups need the same rules. */
  private share(source: string, destination: Destination): ITerraformDependable[] {
    const { name, scope } = destination;
    const id = `${name}-from-${idOf(this, source)}`;
    const shared = SharedConnections.of(this);
    const existing = scope.node.tryFindChild(id) as SecurityGroupConnection | undefined;
    const connection = existing ?? this.connect(scope, id, source, destination);
    if (!existing) shared.add(connection);
    return shared.rulesOf(connection);
  }

  private connect(
    scope: IConstruct,
    id: string,
    source: string,
    destination: Destination,
  ): SecurityGroupConnection {
    const connection = new SecurityGroupConnection(scope as Construct, id, {
      sourceSecurityGroupId: source,
      destinationSecurityGroupId: destination.securityGroupId,
      destinationKey: destination.key,
      port: destination.port,
      ownSource: this.ownSecurityGroup,
      opensDestination: destination.rules !== SecurityGroupRules.NONE,
    });
    useProvider(connection, providerOf(this));
    return connection;
  }
}
