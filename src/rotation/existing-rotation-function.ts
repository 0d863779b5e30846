import { DataAwsLambdaFunction } from '@cdktf/provider-aws/lib/data-aws-lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Fn, ITerraformDependable, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { inputProblems, placeProblemsOf } from '../arn/inputs';
import { Place } from '../arn/place';
import { RotationApplication } from '../catalogue';
import { throwProblems } from '../problem';
import { AwsEnvironment } from './aws-environment';
import { DeletionProtection } from './deletion-protection';
import { waitFor } from './dependencies';
import { FunctionNetwork } from './function-network';
import { checkKinds } from './rotation-kinds';
import { placeDiffers, useProvider } from './provider';
import { RotationFunctionBase } from './rotation-function-base';
import { RotationNetwork } from './rotation-network';
import { nameOfFunction } from './function-name';

/** A rotation function that exists. */
export interface ExistingRotationFunctionProps {
  /**
   * The function's ARN, without a version or alias.
   */
  readonly functionArn: string;

  /**
   * The name of the function's role, which gets the grants for master secrets.
   *
   * @default - Terraform looks it up
   */
  readonly roleName?: string;

  /**
   * The application that the function was made from, or whose published code it runs.
   *
   * @default - not known: state the port at the rotation when a network is given
   */
  readonly application?: RotationApplication;

  /**
   * The network in which the function runs already. The ways from the function's security groups to the database and to the
   * endpoints are opened: from those that the network names, or else from one of the function's own.
   *
   * @default - the function's network is left alone
   */
  readonly network?: RotationNetwork;

  /**
   * What has to exist before whatever is made for the function: resources, data sources and modules. A construct stands for
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

/** A rotation function that somebody else made: it gets the permission and the grants. */
export class ExistingRotationFunction extends RotationFunctionBase {
  /** The function's ARN. */
  public readonly functionArn: string;

  /** The function's name. */
  public readonly functionName: string;

  /** The name of the function's role. */
  public readonly roleName: string;

  /** The application that the function was made from, as far as that is stated. */
  public readonly application?: RotationApplication;

  /** The network in which the function runs, as far as it is given. */
  public readonly network?: RotationNetwork;

  /** The permission of Secrets Manager to invoke the function. */
  public readonly invokePermission: LambdaPermission;

  protected readonly _functionNetwork?: FunctionNetwork;

  private lookedUp?: DataAwsLambdaFunction;

  public constructor(scope: Construct, id: string, props: ExistingRotationFunctionProps) {
    super(scope, id);
    checkKinds(this, props, ['functionArn']);
    useProvider(this, props.provider);
    this.validate(props);
    waitFor(this, { dependsOn: props.dependsOn });

    this.application = props.application;
    this.functionArn = props.functionArn;
    this.functionName = nameOfFunction(props.functionArn);
    this.roleName = props.roleName ?? Fn.basename(this.lookUp().role);
    this.network = props.network;
    this._functionNetwork = props.network && this.connect(props.network);
    this.invokePermission = this._allowInvocation();
    DeletionProtection.of(this).addFunction(this);
  }

  private validate({ functionArn, roleName, network }: ExistingRotationFunctionProps): void {
    const { partitionName: partition, region, accountId } = AwsEnvironment.of(this);
    throwProblems(this.node.path, [
      ...inputProblems('functionArn', 'functionArn', [functionArn]),
      ...placeProblemsOf('functionArn', [functionArn], Place.of({ partition, region, accountId })),
      ...inputProblems('roleName', 'roleName', roleName === undefined ? [] : [roleName]),
      ...placeDiffers(this, 'network', network),
    ]);
  }

  private lookUp(): DataAwsLambdaFunction {
    return (this.lookedUp ??= new DataAwsLambdaFunction(this, 'Function', {
      functionName: this.functionArn,
    }));
  }

  private connect(network: RotationNetwork): FunctionNetwork {
    const { functionName } = this;
    const securityGroupIds =
      network.functionSecurityGroupIds ?? this.lookUp().vpcConfig.get(0).securityGroupIds;
    return new FunctionNetwork(this, 'Network', { network, functionName, securityGroupIds });
  }
}
