import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { Fn, ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { DATABASE_APIS } from './database-apis';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { RotationNetwork } from './rotation-network';
import { GOES_LAST } from './replacement';
import { SecurityGroupConnection } from './security-group-connection';
import { elementsOf, idOf } from './tokens';

const HTTPS = 443;

const ANYWHERE = '0.0.0.0/0';

export interface FunctionNetworkProps {
  /** The network in which the function runs. */
  readonly network: RotationNetwork;

  /** The name of the function. */
  readonly functionName: string;
}

/** What a function connects to. */
interface Destination {
  readonly name: string;
  readonly securityGroupId: string;
  readonly port: number;
  /** Where rules lie that several functions share. */
  readonly scope: IConstruct;
}

/** A rotation function's place in a network: its security groups, and the ways that it needs. */
export class FunctionNetwork extends Construct {
  /** The rules that let the function's connections through. */
  public readonly rules: ITerraformDependable[] = [];

  private readonly network: RotationNetwork;
  private readonly ownSecurityGroup?: SecurityGroup;
  private readonly securityGroupIds: string[];
  private readonly openPorts = new Set<string>();
  private readonly reachable = new Set<string>();
  private readonly endpoints: ITerraformDependable[] = [];

  public constructor(scope: Construct, id: string, props: FunctionNetworkProps) {
    super(scope, id);
    this.network = props.network;
    const { functionSecurityGroupIds, secretsManagerEndpoint } = props.network;

    this.ownSecurityGroup = functionSecurityGroupIds ? undefined : this.createSecurityGroup(props);
    this.securityGroupIds = functionSecurityGroupIds ?? [this.ownSecurityGroup!.id];
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
    elementsOf(this, this.network.databaseSecurityGroupIds).forEach((securityGroupId) => {
      const name = `Database-${idOf(this, securityGroupId)}-${portId}`;
      this.open({ name, securityGroupId, port, scope: TerraformStack.of(this) });
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
      lifecycle: GOES_LAST,
    });
  }

  private allowService(name: string, endpoint: IInterfaceEndpoint | undefined): void {
    if (this.reachable.has(name)) return;
    this.reachable.add(name);
    if (!endpoint) return this.allowInternet();
    const scope = Construct.isConstruct(endpoint) ? endpoint : this.network;
    this.open({ name, securityGroupId: endpoint.securityGroupId, port: HTTPS, scope });
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

  private open(destination: Destination): void {
    const connections = this.ownSecurityGroup
      ? [this.connect(this, destination.name, this.ownSecurityGroup.id, destination)]
      : elementsOf(this, this.securityGroupIds).map((source) => this.shared(source, destination));
    this.rules.push(...connections.flatMap(({ rules }) => rules));
  }

  /** A rule can exist once only, and functions that are in the same groups need the same rules. */
  private shared(source: string, destination: Destination): SecurityGroupConnection {
    const { name, scope } = destination;
    const id = `${name}-from-${idOf(this, source)}`;
    const existing = scope.node.tryFindChild(id) as SecurityGroupConnection | undefined;
    return existing ?? this.connect(scope, id, source, destination);
  }

  private connect(
    scope: IConstruct,
    id: string,
    source: string,
    destination: Destination,
  ): SecurityGroupConnection {
    return new SecurityGroupConnection(scope as Construct, id, {
      sourceSecurityGroupId: source,
      destinationSecurityGroupId: destination.securityGroupId,
      port: destination.port,
      ownsSource: this.ownSecurityGroup !== undefined,
    });
  }
}
