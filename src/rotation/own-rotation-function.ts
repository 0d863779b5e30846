import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { Fn, ITerraformDependable, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { inputProblems } from '../arn/inputs';
import { RotationApplication } from '../catalogue';
import { checkLiteralCharacters } from '../catalogue/exclude-characters';
import { ownFunctionProblems, rotationVariables } from '../catalogue/own-function';
import { passwordProblems } from '../catalogue/password-settings';
import { physicalName } from '../catalogue/physical-name';
import { executionTrustPolicy } from '../policy/generators/execution';
import { rolePrefix } from '../policy/generators/role-name';
import { Problem, throwProblems } from '../problem';
import { AwsEnvironment } from './aws-environment';
import { DeletionProtection } from './deletion-protection';
import { waitFor } from './dependencies';
import { ExecutionGrant, MOST_EXECUTION_CHARACTERS } from './execution-grant';
import { logGroupOf, logProblems } from './function-logs';
import { FUNCTION_RESOURCES } from './function-resources';
import { FunctionNetwork } from './function-network';
import { literalFor, policyTextFor } from './hcl';
import { RotationNeeds } from './i-rotation-function';
import { codeProblems, packageOf } from './packaged-code';
import { lambdaLimit, rolePathInvalid, roleSettingIgnored } from './problems';
import { checkKinds } from './rotation-kinds';
import { placeDiffers, useProvider } from './provider';
import { idOfFunction } from './function-name';
import { GOES_LAST, goesLastUnderAnyName } from './replacement';
import { RotationFunctionBase } from './rotation-function-base';
import { RotationFunctionCode } from './rotation-function-code';
import { RotationNetwork } from './rotation-network';
import { isToken } from './tokens';

/** Lambda's limit. */
const FUNCTION_NAME_LENGTH = 64;

/** What the applications of AWS give their functions. */
const TIMEOUT_SECONDS = 30;
const MEMORY_MEGABYTES = 128;

const ROLE_PATH = /^\/([\w+=,.@-]+\/){0,50}$/;

/** What new passwords are made of. AWS's code reads all of it; other code may read none. */
export interface RotationPasswordProps {
  /**
   * How many characters a password has, from 1 to 4096.
   *
   * @default - the code's own choice: 32 with AWS's, 30 with that for Oracle
   */
  readonly length?: number;

  /**
   * Whether it has no numbers.
   *
   * @default - the code's own choice: false
   */
  readonly excludeNumbers?: boolean;

  /**
   * Whether it has no punctuation characters.
   *
   * @default - the code's own choice: false
   */
  readonly excludePunctuation?: boolean;

  /**
   * Whether it has no capitals.
   *
   * @default - the code's own choice: false
   */
  readonly excludeUppercase?: boolean;

  /**
   * Whether it has no small letters.
   *
   * @default - the code's own choice: false
   */
  readonly excludeLowercase?: boolean;

  /**
   * Whether it has one at least of each sort that is not excluded.
   *
   * @default - the code's own choice: true
   */
  readonly requireEachIncludedType?: boolean;
}

/** What a rotation function of one's own is made from. */
export interface OwnRotationFunctionProps {
  /**
   * The function's code: your own, or AWS's published code that you package.
   *
   * @see https://github.com/aws-samples/aws-secrets-manager-rotation-lambdas
   */
  readonly code: RotationFunctionCode;

  /**
   * Where Lambda starts in the code, for example `lambda_function.lambda_handler`.
   *
   * @default - what the image says; required with a zip file
   */
  readonly handler?: string;

  /**
   * What runs the code, for example `python3.13`.
   *
   * @default - what the image has; required with a zip file
   */
  readonly runtime?: string;

  /**
   * The processor that the code is for: `x86_64` or `arm64`.
   *
   * @default x86_64
   */
  readonly architecture?: string;

  /**
   * The ARNs of layers, each with a version.
   *
   * @default - none
   */
  readonly layers?: string[];

  /**
   * Environment variables beside those that say where Secrets Manager is and what passwords are made of.
   *
   * @default - none
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * What new passwords are made of.
   *
   * @default - the code's own choice
   */
  readonly password?: RotationPasswordProps;

  /**
   * The characters that new passwords do not contain: a list of your own, or one of `ExcludeCharacters`.
   *
   * @default - the code's own choice
   */
  readonly excludeCharacters?: string;

  /**
   * How long one of the four steps of a rotation may take, from 1 to 900.
   *
   * @default 30
   */
  readonly timeoutSeconds?: number;

  /**
   * The function's memory, from 128 to 10240.
   *
   * @default 128
   */
  readonly memoryMegabytes?: number;

  /**
   * The function's name: up to 64 letters, digits, hyphens and underscores. An account can have it once in a region. A
   * function of an image in place of a zip file needs another name, and the other way round.
   *
   * @default - `SecretsManager` and the construct's path
   */
  readonly functionName?: string;

  /**
   * The network in which the function runs.
   *
   * @default - outside any VPC
   */
  readonly network?: RotationNetwork;

  /**
   * The application whose published code it is: for its usual port, and what it wants of master secrets.
   *
   * @default - not known: state the port at the rotation when the function runs in a VPC
   */
  readonly application?: RotationApplication;

  /**
   * The ARNs of the customer managed keys that encrypt the secrets which the function rotates.
   *
   * @default - the AWS managed key `aws/secretsmanager`
   */
  readonly kmsKeyArns?: string[];

  /**
   * The ARN of the managed policy that bounds the function's role.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;

  /**
   * The path of the function's role, for example `/rotation/`.
   *
   * @default /
   */
  readonly rolePath?: string;

  /**
   * The ARN of a role that exists. It lets Lambda assume it, and gets the function's policies.
   *
   * @default - one is made
   */
  readonly roleArn?: string;

  /**
   * For how many days the function's logs are kept: one of the numbers that CloudWatch Logs takes, and 0 for ever.
   *
   * @default - for ever
   */
  readonly logRetentionDays?: number;

  /**
   * The ARN of the key that encrypts the function's logs. Its policy has to let CloudWatch Logs use it.
   *
   * @default - CloudWatch Logs encrypts them with a key of its own
   */
  readonly logKmsKeyArn?: string;

  /**
   * What has to exist before the function and whatever is made with it: resources, data sources and modules. A construct
   * stands for all of those in it.
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
 * A rotation function of one's own: for another runtime, a permissions boundary, passwords of another length, or a secret that
 * no application of AWS rotates.
 *
 * It gets a role that may do what a rotation takes, on the secrets that it rotates, and nothing else; a log group; the
 * permission of Secrets Manager to invoke it; and in a VPC a security group with the ways that it needs. New code, and every
 * setting but the name, is taken in place.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export class OwnRotationFunction extends RotationFunctionBase {
  /** The function. */
  public readonly resource: LambdaFunction;

  /** The function's role, unless one is given. */
  public readonly role?: IamRole;

  /** The function's log group. */
  public readonly logGroup: CloudwatchLogGroup;

  /** The permission of Secrets Manager to invoke the function. */
  public readonly invokePermission: LambdaPermission;

  /** The function's name. */
  public readonly functionName: string;

  /** The function's ARN. */
  public readonly functionArn: string;

  /** The name of the function's role. */
  public readonly roleName: string;

  /** The network in which the function runs, unless it runs outside any VPC. */
  public readonly network?: RotationNetwork;

  /** The application whose published code it is, as far as that is stated. */
  public readonly application?: RotationApplication;

  /**
   * The ways of the function in its network.
   *
   * @internal
   */
  protected readonly _functionNetwork?: FunctionNetwork;

  private readonly executionGrant: ExecutionGrant;

  public constructor(scope: Construct, id: string, props: OwnRotationFunctionProps) {
    super(scope, id);
    checkKinds(this, props, ['code']);
    useProvider(this, props.provider);
    this.application = props.application;
    this.network = props.network;
    this.functionName = props.functionName ?? this.defaultName(props);
    this.validate(props);
    waitFor(this, { dependsOn: props.dependsOn });

    this._functionNetwork = props.network && this.connect(props.network);
    this.role = props.roleArn === undefined ? this.createRole(props) : undefined;
    this.roleName = this.role?.name ?? nameOfRole(props.roleArn!);
    this.executionGrant = this.allowRotation(props);
    this.logGroup = logGroupOf(this, { ...props, functionName: this.functionName });
    this.resource = this.deploy(props);
    this.functionArn = this.resource.arn;
    this.invokePermission = this._allowInvocation();
    waitFor(this.resource, { found: () => this.surroundings() });
    DeletionProtection.of(this).addFunction(this);
  }

  /** What has to exist before the function can rotate a secret. */
  public override get prerequisites(): ITerraformDependable[] {
    return [...super.prerequisites, this.logGroup, this.executionGrant.resource, this.role ?? []].flat();
  }

  /**
   * What changes when something that the function needs is made anew under the same address.
   *
   * @internal
   */
  public get _identity(): string | undefined {
    return this.role?.name;
  }

  /**
   * How many characters the function's own inline policies have at most, whoever makes them.
   *
   * @internal
   */
  protected override get _othersCharacters(): number {
    return MOST_EXECUTION_CHARACTERS;
  }

  /**
   * Lets the function do all that the rotation of a secret asks of it. A `SecretRotation` calls it.
   *
   * @param needs what the rotation asks
   */
  public override prepareRotation(needs: RotationNeeds): void {
    super.prepareRotation(needs);
    this.executionGrant.add(needs.secret);
  }

  /** What Lambda looks at when it makes the function, and what its first run needs. */
  private surroundings(): ITerraformDependable[] {
    return [...(this._functionNetwork?.rules ?? []), this.logGroup, this.executionGrant.resource];
  }

  private defaultName({ code }: OwnRotationFunctionProps): string {
    const parts = [
      'SecretsManager',
      ...this.node.path.split('/'),
      code.imageUri === undefined ? [] : 'image',
    ];
    return physicalName(parts.flat(), FUNCTION_NAME_LENGTH);
  }

  private validate(props: OwnRotationFunctionProps): void {
    const { code, excludeCharacters = '', kmsKeyArns, timeoutSeconds, memoryMegabytes } = props;
    const located = [
      ...ownFunctionProblems(props, code.imageUri !== undefined),
      ...passwordProblems(props.password),
    ];
    throwProblems(this.node.path, [
      ...inputProblems('functionName', 'functionName', [this.functionName]),
      ...codeProblems(code),
      ...located.map(([, problem]) => problem),
      ...checkLiteralCharacters(excludeCharacters, props.application?.engine),
      ...inputProblems('kmsKeyArns', 'keyArn', kmsKeyArns),
      ...limitProblems('timeoutSeconds', timeoutSeconds, 1, 900),
      ...limitProblems('memoryMegabytes', memoryMegabytes, 128, 10_240),
      ...roleProblems(props),
      ...placeDiffers(this, 'network', props.network),
      ...logProblems(props),
    ]);
  }

  private connect(network: RotationNetwork): FunctionNetwork {
    return new FunctionNetwork(this, 'Network', { network, functionName: this.functionName });
  }

  /** IAM makes up the name, so that a role of another path can be made before the old one goes. */
  private createRole({ permissionsBoundaryArn, rolePath }: OwnRotationFunctionProps): IamRole {
    return new FUNCTION_RESOURCES.IamRole(this, 'Role', {
      namePrefix: rolePrefix(this.functionName),
      path: rolePath,
      permissionsBoundary: permissionsBoundaryArn,
      assumeRolePolicy: policyTextFor(this, executionTrustPolicy()),
      lifecycle: goesLastUnderAnyName('name_prefix'),
    });
  }

  private allowRotation({ kmsKeyArns, network }: OwnRotationFunctionProps): ExecutionGrant {
    return new ExecutionGrant(this, 'ExecutionPolicy', {
      roleName: this.roleName,
      functionName: this.functionName,
      kmsKeyArns,
      subnetIds: network?.subnetIds,
      securityGroupIds: network && this.securityGroupIds,
    });
  }

  private deploy(props: OwnRotationFunctionProps): LambdaFunction {
    const { handler, runtime, architecture, layers, network } = props;
    const resource = new FUNCTION_RESOURCES.LambdaFunction(this, 'Resource', {
      ...packageOf(this, props.code),
      functionName: this.functionName,
      role: this.role?.arn ?? props.roleArn!,
      handler,
      runtime,
      architectures: architecture === undefined ? undefined : [architecture],
      layers,
      environment: { variables: this.variables(props) },
      timeout: props.timeoutSeconds ?? TIMEOUT_SECONDS,
      memorySize: props.memoryMegabytes ?? MEMORY_MEGABYTES,
      vpcConfig: network && { subnetIds: network.subnetIds, securityGroupIds: this.securityGroupIds },
      lifecycle: GOES_LAST,
    });
    if (!isToken(this.functionName)) resource.overrideLogicalId(idOfFunction(this.functionName, this));
    return resource;
  }

  private variables(props: OwnRotationFunctionProps): Record<string, string> {
    const host =
      props.network?.secretsManagerEndpoint?.host ?? AwsEnvironment.of(this).host('secretsmanager');
    const all = { ...props.environment, ...rotationVariables(host, props.excludeCharacters, props.password) };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, literalFor(this, value)!]));
  }
}

function nameOfRole(roleArn: string): string {
  return isToken(roleArn) ? Fn.basename(roleArn) : roleArn.split('/').pop()!;
}

function limitProblems(setting: string, given: number | undefined, least: number, most: number): Problem[] {
  const isRight = given === undefined || isToken(given) || (Number.isInteger(given) && given >= least);
  return isRight && (given === undefined || isToken(given) || given <= most)
    ? []
    : [lambdaLimit(setting, given!, least, most)];
}

function roleProblems({ roleArn, rolePath, permissionsBoundaryArn }: OwnRotationFunctionProps): Problem[] {
  const forOwn = { rolePath, permissionsBoundaryArn };
  const ignored = Object.entries(forOwn).filter(([, value]) => roleArn !== undefined && value !== undefined);
  const isPath = rolePath === undefined || isToken(rolePath) || ROLE_PATH.test(rolePath);
  return [
    ...ignored.map(([name]) => roleSettingIgnored(name)),
    ...(isPath ? [] : [rolePathInvalid(rolePath)]),
    ...inputProblems('roleArn', 'roleArn', roleArn === undefined ? [] : [roleArn]),
    ...inputProblems(
      'permissionsBoundaryArn',
      'policyArn',
      permissionsBoundaryArn === undefined ? [] : [permissionsBoundaryArn],
    ),
  ];
}
