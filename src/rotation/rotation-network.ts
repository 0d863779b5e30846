import { ITerraformDependable, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { inputProblems } from '../arn/inputs';
import { fail, throwProblems } from '../problem';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { EndpointProps, InterfaceEndpoint } from './interface-endpoint';
import { DATABASE_APIS } from './database-apis';
import {
  DatabaseDataSource,
  ManagedDatabase,
  dbClusterDataSource,
  dbInstanceDataSource,
} from './database-data-source';
import { waitFor } from './dependencies';
import { networkProblems } from './network-problems';
import { otherEndpointSubnets } from './problems';
import { placeDiffers, providerAlias, useProvider } from './provider';
import { checkKinds } from './rotation-kinds';
import { SecretsManagerEndpoint } from './secrets-manager-endpoint';
import { SecurityGroupRules } from './security-group-rules';
import { SubnetPerZone } from './subnet-per-zone';
import { expressionOf } from './tokens';
import { endpointIn, rememberEndpoint, rememberInternet, VpcService } from './service-access';

/** How rotation functions in a network reach what they need. */
export interface RotationNetworkOptions {
  /**
   * The ids of the security groups for rotation functions, five at most. They are yours, and so are their outbound rules.
   *
   * @default - each function gets a security group of its own, which lets out what the rotation needs and nothing else
   */
  readonly functionSecurityGroupIds?: string[];

  /**
   * Who makes the rules by which the database's security groups let rotation functions in. With none they are yours, for
   * example because a group has inline rules in Terraform, which would remove others again and again, or because it lets the
   * groups in `functionSecurityGroupIds` in already.
   *
   * @default SecurityGroupRules.CREATE
   */
  readonly databaseRules?: SecurityGroupRules;

  /**
   * Whether the subnets reach the internet through a NAT gateway. If so, no endpoint is created, and the functions are let
   * out to any address on port 443 for each service that no given endpoint leads to.
   *
   * @default false
   */
  readonly internetAccess?: boolean;

  /**
   * The ids of the subnets in which endpoints that are created for the network get an address, at most one for each
   * availability zone.
   *
   * @default - of the network's subnets one in each availability zone in which the service has endpoints
   */
  readonly endpointSubnetIds?: string[];

  /**
   * The interface endpoint through which rotation functions reach Secrets Manager.
   *
   * @default - the one that the stack creates in the VPC already, otherwise a new one, unless the subnets have internet
   * access
   */
  readonly secretsManagerEndpoint?: IInterfaceEndpoint;

  /**
   * The interface endpoint through which rotation functions reach the API of Amazon RDS. It is used with a master secret
   * that RDS manages.
   *
   * @default - when it is needed, the one that the stack creates in the VPC already, otherwise a new one, unless the subnets
   * have internet access
   */
  readonly rdsEndpoint?: IInterfaceEndpoint;

  /**
   * The interface endpoint through which rotation functions reach the API of Amazon Redshift. It is used with a master
   * secret that Redshift manages for a cluster.
   *
   * @default - as for Amazon RDS
   */
  readonly redshiftEndpoint?: IInterfaceEndpoint;

  /**
   * The interface endpoint through which rotation functions reach the API of Amazon Redshift Serverless. It is used with a
   * master secret that Redshift manages for a namespace.
   *
   * @default - as for Amazon RDS
   */
  readonly redshiftServerlessEndpoint?: IInterfaceEndpoint;

  /**
   * What has to exist before anything is looked up or made for the network, and before a function in it rotates a secret:
   * resources, data sources and modules. A construct stands for all of those in it.
   *
   * @default - nothing but what the props refer to, and what the construct's node depends on
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The provider with which everything is made and looked up. It says in which region, partition and account that is.
   *
   * @default - the stack's only AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** A VPC whose ids are known. */
export interface VpcRotationNetworkProps extends RotationNetworkOptions {
  /**
   * The VPC's id.
   */
  readonly vpcId: string;

  /**
   * The ids of the subnets in which rotation functions run. They have a route to the database.
   */
  readonly subnetIds: string[];

  /**
   * The ids of the database's security groups. They are opened to the rotation functions on the database's port: each one
   * that is listed, or one of a list that only Terraform knows, because security groups add up.
   *
   * @default - none is touched; the security groups in `functionSecurityGroupIds` reach the database already
   */
  readonly databaseSecurityGroupIds?: string[];

  /**
   * The ARN of the master secret that RDS manages for the database, for rotations with `managedMasterSecret`. It is given
   * together with the database's ARN: functions ask RDS which database the secret belongs to.
   *
   * @default - the network has no managed master secret
   */
  readonly managedMasterSecretArn?: string;

  /**
   * The ARN of the database, if it is an instance, to whose master secret `managedMasterSecretArn` leads.
   *
   * @default - it is a cluster, or the network has no managed master secret
   */
  readonly dbInstanceArn?: string;

  /**
   * The ARN of the database, if it is a cluster, to whose master secret `managedMasterSecretArn` leads.
   *
   * @default - it is an instance, or the network has no managed master secret
   */
  readonly dbClusterArn?: string;
}

/** The network of a database instance of Amazon RDS. */
export interface DbInstanceRotationNetworkProps extends RotationNetworkOptions {
  /**
   * The instance's identifier.
   */
  readonly dbInstance: string;
}

/** The network of a database cluster of Amazon Aurora or Amazon DocumentDB. */
export interface DbClusterRotationNetworkProps extends RotationNetworkOptions {
  /**
   * The cluster's identifier.
   */
  readonly dbCluster: string;
}

const ENDPOINTS = [
  'secretsManagerEndpoint',
  ...Object.values(DATABASE_APIS).map(({ option }) => option),
] as const;

interface Details extends VpcRotationNetworkProps {
  readonly database?: DatabaseDataSource;
}

/**
 * The network in which rotation functions run: the database's VPC.
 */
export class RotationNetwork extends Construct {
  /** A VPC by the ids of what is in it. */
  public static vpc(scope: Construct, id: string, props: VpcRotationNetworkProps): RotationNetwork {
    return new RotationNetwork(scope, id, (network) => checked(network, props));
  }

  /** The VPC, subnets, security group and port of a database instance, which Terraform looks up. */
  public static ofDbInstance(
    scope: Construct,
    id: string,
    props: DbInstanceRotationNetworkProps,
  ): RotationNetwork {
    return new RotationNetwork(scope, id, (network) => {
      const { dbInstance, ...options } = checked(network, props);
      return detailsOf(dbInstanceDataSource(network, identifier(network, { dbInstance })), options);
    });
  }

  /** The VPC, subnets, security group and port of a database cluster, which Terraform looks up. */
  public static ofDbCluster(
    scope: Construct,
    id: string,
    props: DbClusterRotationNetworkProps,
  ): RotationNetwork {
    return new RotationNetwork(scope, id, (network) => {
      const { dbCluster, ...options } = checked(network, props);
      return detailsOf(dbClusterDataSource(network, identifier(network, { dbCluster })), options);
    });
  }

  /** The VPC's id. */
  public readonly vpcId: string;

  /** The ids of the subnets in which rotation functions run. */
  public readonly subnetIds: string[];

  /** The ids of the security groups that are opened on the database's port. */
  public readonly databaseSecurityGroupIds: string[];

  /** The ids of the functions' security groups, unless each function gets its own. */
  public readonly functionSecurityGroupIds?: string[];

  /** Who makes the rules by which the database's security groups let rotation functions in. */
  public readonly databaseRules: SecurityGroupRules;

  /** The interface endpoint for Secrets Manager, unless the functions reach it through the internet. */
  public readonly secretsManagerEndpoint?: IInterfaceEndpoint;

  private readonly props: Details;

  private constructor(scope: Construct, id: string, props: (network: Construct) => Details) {
    super(scope, id);
    this.props = props(this);
    throwProblems(this.node.path, networkProblems(this, this.props));
    useProvider(this, this.props.provider);
    throwProblems(
      this.node.path,
      ENDPOINTS.flatMap((option) => placeDiffers(this, option, this.props[option])),
    );
    waitFor(this, { dependsOn: this.props.dependsOn });

    this.vpcId = this.props.vpcId;
    this.subnetIds = this.props.subnetIds;
    this.databaseSecurityGroupIds = this.props.databaseSecurityGroupIds ?? [];
    this.functionSecurityGroupIds = this.props.functionSecurityGroupIds;
    this.databaseRules = this.props.databaseRules ?? SecurityGroupRules.CREATE;
    this.secretsManagerEndpoint = this.accessTo(
      'secretsmanager',
      this.props.secretsManagerEndpoint,
      (props) => new SecretsManagerEndpoint(this, 'Endpoint', props),
    );
  }

  /**
   * The database that the network was looked up from.
   *
   * @internal
   */
  public get _database(): DatabaseDataSource | undefined {
    return this.props.database;
  }

  /**
   * The database whose master secret RDS manages, as far as is known.
   *
   * @internal
   */
  public get _managedDatabase(): ManagedDatabase | undefined {
    const { database, managedMasterSecretArn, dbInstanceArn, dbClusterArn } = this.props;
    if (managedMasterSecretArn === undefined) return database;
    return dbClusterArn === undefined
      ? { kind: 'instance', arn: dbInstanceArn!, managedMasterSecretArn }
      : { kind: 'cluster', arn: dbClusterArn, managedMasterSecretArn };
  }

  /**
   * The interface endpoint for the API of a service that manages master secrets, made when it is first asked for; none where
   * the functions reach the internet.
   *
   * @internal
   */
  public _databaseApiEndpoint(service: string): IInterfaceEndpoint | undefined {
    const { option, name, endpoint: Endpoint } = DATABASE_APIS[service];
    return this.accessTo(
      service,
      this.props[option],
      (props) => new Endpoint(this, `${name}Endpoint`, props),
    );
  }

  /** Private DNS leads to an endpoint from everywhere in its VPC, from subnets with internet access as well. */
  private accessTo(
    service: string,
    given: IInterfaceEndpoint | undefined,
    create: (props: EndpointProps) => IInterfaceEndpoint,
  ): IInterfaceEndpoint | undefined {
    const from = this.vpcService(service);
    const { internetAccess, vpcId } = this.props;
    const known = given ?? this.endpointOfVpc(from);
    if (!known && internetAccess) return void rememberInternet(this, from);
    const endpoint = known ?? create({ vpcId, subnetIds: this.subnetsForEndpoint(service) });
    rememberEndpoint(this, from, endpoint);
    return endpoint;
  }

  /** The endpoint that another network makes has the subnets which that one names. */
  private endpointOfVpc(from: VpcService): IInterfaceEndpoint | undefined {
    const { endpointSubnetIds: own } = this.props;
    const endpoint = endpointIn(this, from);
    const { resource } = (endpoint ?? {}) as Partial<InterfaceEndpoint>;
    if (own && resource?.subnetIdsInput && !haveSame(own, resource.subnetIdsInput))
      fail(this.node.path, otherEndpointSubnets(resource.node.path));
    return endpoint;
  }

  /** A VPC that is looked up is known by the database in its account, because each look-up has an expression of its own. */
  private vpcService(service: string): VpcService {
    const { database, vpcId } = this.props;
    const account = [providerAlias(this) ?? []].flat();
    const vpc = database ? [database.kind, database.identifier, ...account].join(' ') : vpcId;
    return { service, vpc: expressionOf(this, vpc) };
  }

  private subnetsForEndpoint(service: string): string[] {
    const { subnetIds, endpointSubnetIds } = this.props;
    return (
      endpointSubnetIds ??
      new SubnetPerZone(this, `EndpointSubnets-${service}`, { service, subnetIds }).subnetIds
    );
  }
}

function detailsOf(database: DatabaseDataSource, options: RotationNetworkOptions): Details {
  const { vpcId, subnetIds, securityGroupId } = database;
  return { ...options, vpcId, subnetIds, databaseSecurityGroupIds: [securityGroupId], database };
}

function haveSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

function checked<T>(network: Construct, props: T): T {
  checkKinds(network, props);
  return props;
}

function identifier(network: Construct, given: Readonly<Record<string, string>>): string {
  const [[name, value]] = Object.entries(given);
  throwProblems(network.node.path, inputProblems(name, 'databaseIdentifier', [value]));
  return value;
}
