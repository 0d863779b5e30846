import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Fn, ITerraformDependable, Op, TerraformProvider, TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import { AwsEnvironment } from './aws-environment';
import { throwProblems } from '../problem';
import { waitFor } from './dependencies';
import { idListProblems, vpcProblems } from './network-problems';
import { checkKinds } from './rotation-kinds';
import { useProvider } from './provider';
import { GOES_LAST, goesLastUnderAnyName } from './replacement';
import { expressionOf } from './tokens';
import { lifecycleFor } from './hcl';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { SecurityGroupRules } from './security-group-rules';
import { requireSubnet } from './subnet-per-zone';
import { rememberEndpoint, securityGroupKey } from './service-access';

/** Where to create an interface endpoint for Secrets Manager or Amazon RDS. */
export interface EndpointProps {
  /**
   * The VPC's id. The VPC needs DNS support and DNS host names.
   */
  readonly vpcId: string;

  /**
   * The ids of the subnets in which the endpoint gets an address, at most one for each availability zone.
   */
  readonly subnetIds: string[];

  /**
   * What has to exist before the endpoint: resources, data sources and modules. A construct stands for all of those in it.
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

/** Where to create an interface endpoint, and for which service. */
export interface InterfaceEndpointProps extends EndpointProps {
  /**
   * The service's name as it stands in its host name, for example `secretsmanager`.
   */
  readonly service: string;
}

/** An interface endpoint that exists already. */
export interface ExistingEndpointProps {
  /**
   * The endpoint's id.
   */
  readonly vpcEndpointId: string;

  /**
   * The security group of the endpoint that is to let rotation functions in.
   *
   * @default - the first of the endpoint's security groups, which Terraform looks up
   */
  readonly securityGroupId?: string;

  /**
   * Who makes the rules by which that security group lets rotation functions in on port 443. With none they are yours, for
   * example because the group has inline rules in Terraform, which would remove others again and again.
   *
   * @default SecurityGroupRules.CREATE
   */
  readonly rules?: SecurityGroupRules;

  /**
   * What has to exist before Terraform looks the endpoint up: resources, data sources and modules. A construct stands for
   * all of those in it.
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

/**
 * An interface endpoint with private DNS, and its security group.
 *
 * With private DNS the service's usual host name leads to the endpoint from everywhere in the VPC, so a VPC can have one
 * such endpoint for each service. Its security group lets nobody in until a rotation function asks for it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export class InterfaceEndpoint extends Construct implements IInterfaceEndpoint {
  /** The endpoint. */
  public readonly resource: VpcEndpoint;

  /** The endpoint's security group. */
  public readonly securityGroup: SecurityGroup;

  /** The security group of the endpoint that lets rotation functions in. */
  public readonly securityGroupId: string;

  /** The host name under which the service is reached through the endpoint. */
  public readonly host: string;

  /**
   * What tells the security group from others.
   *
   * @internal
   */
  public readonly _securityGroupKey: string;

  /** What has to exist before the endpoint can be used. */
  public readonly prerequisites: ITerraformDependable[];

  public constructor(scope: Construct, id: string, props: InterfaceEndpointProps) {
    super(scope, id);
    checkKinds(this, props);
    useProvider(this, props.provider);
    const { service, vpcId, subnetIds } = props;
    throwProblems(this.node.path, [...vpcProblems(this, vpcId), ...idListProblems(this, { subnetIds })]);
    const environment = AwsEnvironment.of(this);
    waitFor(this, { dependsOn: props.dependsOn });

    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', {
      namePrefix: `${service}-endpoint-`,
      description: `Endpoint of ${service}: rotation functions on 443`,
      vpcId,
      lifecycle: goesLastUnderAnyName('name_prefix', 'description'),
    });
    this.resource = new VpcEndpoint(this, 'Resource', {
      vpcId,
      serviceName: environment.endpointService(service),
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds,
      securityGroupIds: [this.securityGroup.id],
      lifecycle: lifecycleFor(this, { ...GOES_LAST, ...this.requireSubnet(props) }),
    });

    this.securityGroupId = this.securityGroup.id;
    this.host = environment.host(service);
    this._securityGroupKey = securityGroupKey({ service, vpc: vpcId });
    this.prerequisites = [this.resource];
    rememberEndpoint(this, { service, vpc: expressionOf(this, vpcId) }, this);
  }

  /** Of subnets that only Terraform knows there may be none. */
  private requireSubnet(props: InterfaceEndpointProps): TerraformResourceLifecycle | undefined {
    const { service, subnetIds } = props;
    if (!Token.isUnresolved(subnetIds)) return undefined;
    return requireSubnet(service, Op.gte(Fn.lengthOf(subnetIds), 1));
  }
}
