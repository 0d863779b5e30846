import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsLambdaFunction } from '@cdktf/provider-aws/lib/data-aws-lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { ServerlessapplicationrepositoryCloudformationStack } from '@cdktf/provider-aws/lib/serverlessapplicationrepository-cloudformation-stack';
import {
  Annotations,
  Fn,
  ITerraformDependable,
  TerraformLocal,
  TerraformProvider,
  TerraformResourceLifecycle,
  TerraformStack,
} from 'cdktf';
import { Construct } from 'constructs';
import { RotationApplication } from '../catalogue';
import { parameterErrors, parametersToSend, parameterWarnings } from '../catalogue/given-parameters';
import { rdsEnginesOf } from '../catalogue/database-engines';
import { checkLiteralCharacters, excludeCharactersToSend } from '../catalogue/exclude-characters';
import {
  applicationVersionInvalid,
  applicationVersionMissing,
  engineDiffers,
  functionNameInvalid,
  parameterNotTaken,
  stackNameInvalid,
} from './problems';
import { fail, Problem, throwProblems } from '../problem';
import { applicationArnProblems, inputProblems } from '../arn/inputs';
import { unsupportedPartition } from '../arn/problems';
import { AwsEnvironment } from './aws-environment';
import { waitFor } from './dependencies';
import { DeletionProtection } from './deletion-protection';
import { logGroupOf, logProblems, saysOfLogs } from './function-logs';
import { ExistingRotationFunction, ExistingRotationFunctionProps } from './existing-rotation-function';
import { FunctionNetwork } from './function-network';
import { lifecycleFor, literalFor } from './hcl';
import { IRotationFunction } from './i-rotation-function';
import { isFunctionName, isStackName, physicalName } from '../catalogue/physical-name';
import { stackNameMissing } from '../catalogue/problems';
import { placeDiffers, useProvider } from './provider';
import { idOfFunction } from './function-name';
import { referenceProblems } from './given-away';
import { checkKinds } from './rotation-kinds';
import { GOES_LAST } from './replacement';
import { RotationFunctionBase } from './rotation-function-base';
import { RotationNetwork } from './rotation-network';
import { isToken } from './tokens';

/** Lambda's limit. */
const FUNCTION_NAME_LENGTH = 64;

/** The managed policy SecretsManagerReadWrite allows the creation of functions whose names start so. */
const FUNCTION_NAME_PREFIX = 'SecretsManager';

/** Semantic versions, as the repository has them. */
const VERSION = /^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;

const OUTPUT = 'RotationLambdaARN';

const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'];

/** What a rotation function is made from. */
export interface RotationFunctionProps {
  /**
   * The application that creates the function.
   */
  readonly application: RotationApplication;

  /**
   * The application's version.
   *
   * @default - the application's pinned version in the partition
   */
  readonly applicationVersion?: string;

  /**
   * The name of the function, and of the CloudFormation stack that holds it unless that has one of its own: up to 64
   * letters, digits and hyphens, starting with a letter; with `stackName` also underscores, starting with any of them. An
   * account can have it once in a region. Another application needs another name, because the new function is made
   * before the old one is deleted.
   *
   * @default - `SecretsManager`, the construct's path and what tells the application from others
   */
  readonly functionName?: string;

  /**
   * The name of the CloudFormation stack that holds the function, without the `serverlessrepo-` that the repository puts before
   * it: up to 113 letters, digits and hyphens, starting with a letter. It is for a stack that somebody made under a name of its
   * own and that is imported, because a stack of another name is another stack.
   *
   * @default - the function's name
   */
  readonly stackName?: string;

  /**
   * The network in which the function runs.
   *
   * @default - outside any VPC
   */
  readonly network?: RotationNetwork;

  /**
   * The ARN of the customer managed key that encrypts the secrets which the function rotates.
   *
   * @default - the AWS managed key `aws/secretsmanager`
   */
  readonly kmsKeyArn?: string;

  /**
   * The characters that new passwords do not contain: a list of your own, or one of `ExcludeCharacters`.
   *
   * @default - the application's own choice
   */
  readonly excludeCharacters?: string;

  /**
   * Further parameters of the application, which are sent as they stand. What the function's own settings fill cannot be
   * overridden, and what equals a default that is known is not sent.
   *
   * @default - none
   */
  readonly parameters?: { readonly [name: string]: string };

  /**
   * For how many days the function's logs are kept: one of the numbers that CloudWatch Logs takes, and 0 for ever. The log
   * group is made before the function.
   *
   * @default - Lambda makes the log group when the function first runs, and keeps the logs for ever
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
 * A function that rotates secrets, made from an application in the Serverless Application Repository.
 *
 * The permission that is made here lets Secrets Manager invoke it for secrets of this account. The application makes one of
 * its own, and whether that is limited to the account is not known. In a VPC the function gets a security group that lets it
 * out to the database and to the endpoints that it needs, or, with internet access, to any address on port 443. One function
 * can rotate many secrets.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html
 */
export class RotationFunction extends RotationFunctionBase {
  /** A function that exists: it gets the permission and the grants, and is left as it is. */
  public static fromFunctionArn(
    scope: Construct,
    id: string,
    props: ExistingRotationFunctionProps,
  ): IRotationFunction {
    return new ExistingRotationFunction(scope, id, props);
  }

  /** The application that creates the function. */
  public readonly application?: RotationApplication;

  /** The CloudFormation stack that the application is deployed as. */
  public readonly resource: ServerlessapplicationrepositoryCloudformationStack;

  /** The permission of Secrets Manager to invoke the function. */
  public readonly invokePermission: LambdaPermission;

  /** The function's name. */
  public readonly functionName: string;

  /** The function's ARN. */
  public readonly functionArn: string;

  /** The log group of the function, if anything is said of its logs. */
  public readonly logGroup?: CloudwatchLogGroup;

  /** The name of the role that the application created for the function. */
  public readonly roleName: string;

  /** The network in which the function runs, unless it runs outside any VPC. */
  public readonly network?: RotationNetwork;

  /**
   * The ways of the function in its network.
   *
   * @internal
   */
  protected readonly _functionNetwork?: FunctionNetwork;

  /** The application again: a function of another kind need not have one, so that jsii has it optional in all of them. */
  private readonly madeFrom: RotationApplication;

  public constructor(scope: Construct, id: string, props: RotationFunctionProps) {
    super(scope, id);
    checkKinds(this, props, ['application']);
    useProvider(this, props.provider);
    this.application = this.madeFrom = props.application;
    this.functionName = props.functionName ?? this.defaultName();
    this.validate(props);
    waitFor(this, { dependsOn: props.dependsOn });

    this.network = props.network;
    this._functionNetwork = props.network && this.connect(props.network);
    this.logGroup = saysOfLogs(props)
      ? logGroupOf(this, { ...props, functionName: this.functionName })
      : undefined;
    this.resource = this.deploy(props);
    this.functionArn = this.readArn();
    this.roleName = this.lookUpRole();
    this.invokePermission = this._allowInvocation();
    // It comes into security groups whose rules are open already, also when it changes them.
    waitFor(this.resource, {
      found: () => [...(this._functionNetwork?.rules ?? []), this.logGroup ?? []].flat(),
    });
    DeletionProtection.of(this).addFunction(this);
  }

  /** What has to exist before the function can rotate a secret. */
  public override get prerequisites(): ITerraformDependable[] {
    return [...super.prerequisites, ...(this.logGroup ? [this.logGroup] : [])];
  }

  private defaultName(): string {
    const { engine, strategy, name } = this.madeFrom;
    const application = engine && strategy ? [engine, strategy] : [name];
    return physicalName(
      [FUNCTION_NAME_PREFIX, ...this.node.path.split('/'), ...application],
      FUNCTION_NAME_LENGTH,
    );
  }

  private validate(props: RotationFunctionProps): void {
    const { excludeCharacters = '', applicationVersion, kmsKeyArn, network } = props;
    const versions = [...Object.values(this.madeFrom.versions), applicationVersion ?? []].flat();
    const wrongVersions = versions.filter((version) => !isToken(version) && !VERSION.test(version));
    throwProblems(this.node.path, [
      ...this.nameProblems(props),
      ...[...new Set(wrongVersions)].map(applicationVersionInvalid),
      ...applicationArnProblems('applicationArn', [...new Set(Object.values(this.madeFrom.arns))]),
      ...inputProblems('kmsKeyArn', 'keyArn', kmsKeyArn === undefined ? [] : [kmsKeyArn]),
      ...referenceProblems(this, { kmsKeyArn }),
      ...checkLiteralCharacters(excludeCharacters, this.madeFrom.engine),
      ...parameterErrors(props.parameters).map(([, problem]) => problem),
      ...logProblems(props),
      ...placeDiffers(this, 'network', network),
    ]);
    parameterWarnings(this.madeFrom, props.parameters).forEach(([, { code, message }]) =>
      Annotations.of(this).addWarning(`${message} (${code})`),
    );
  }

  /** A stack that has no name of its own takes the function's. */
  private nameProblems({ stackName }: RotationFunctionProps): Problem[] {
    const { functionName } = this;
    const isNamed = isToken(functionName) || isFunctionName(functionName);
    if (!isNamed) return [functionNameInvalid(functionName)];
    const name = stackName ?? functionName;
    if (isToken(name) || isStackName(name)) return [];
    return [stackName === undefined ? stackNameMissing(functionName) : stackNameInvalid(stackName)];
  }

  private connect(network: RotationNetwork): FunctionNetwork {
    return new FunctionNetwork(this, 'Network', { network, functionName: this.functionName });
  }

  private deploy(props: RotationFunctionProps): ServerlessapplicationrepositoryCloudformationStack {
    const applicationId = this.applicationArn();
    const semanticVersion = this.version(props);
    const stack = new ServerlessapplicationrepositoryCloudformationStack(this, 'Resource', {
      name: props.stackName ?? this.functionName,
      applicationId,
      semanticVersion,
      capabilities: CAPABILITIES,
      parameters: {
        ...this.parameters(props),
        ...this.furtherParameters(props, semanticVersion),
      },
      lifecycle: lifecycleFor(this, { ...GOES_LAST, ...this.requireEngine() }),
    });
    if (!isToken(this.functionName)) stack.overrideLogicalId(idOfFunction(this.functionName, this));
    return stack;
  }

  private applicationArn(): string {
    const environment = AwsEnvironment.of(this);
    const arn = environment.select(this.madeFrom.arns);
    return arn ?? fail(TerraformStack.of(this).node.path, unsupportedPartition(environment.region));
  }

  private version({ applicationVersion }: RotationFunctionProps): string {
    const { name, versions } = this.madeFrom;
    const known = applicationVersion ?? AwsEnvironment.of(this).select(versions);
    return known ?? fail(this.node.path, applicationVersionMissing(name));
  }

  private furtherParameters({ parameters }: RotationFunctionProps, version: string): Record<string, string> {
    const { partitionName: partition } = AwsEnvironment.of(this);
    const sent = parametersToSend(this.madeFrom, parameters, { version, partition });
    return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, literalFor(this, value)!]));
  }

  /** The looked-up database has to be of the application's engine. */
  private requireEngine(): TerraformResourceLifecycle | undefined {
    const database = this.network?._database;
    const engines = rdsEnginesOf(this.madeFrom.engine);
    if (!database || engines.length === 0) return undefined;
    const { message } = engineDiffers(database.identifier, database.engine, this.madeFrom.name, engines);
    return {
      precondition: [{ condition: Fn.contains([...engines], database.engine), errorMessage: message }],
    };
  }

  /** Only what differs from the template's defaults: the provider drops the rest and then plans a change for ever. */
  private parameters(props: RotationFunctionProps): Record<string, string> {
    const all = {
      endpoint: `https://${this.secretsManagerHost}`,
      functionName: this.functionName,
      ...this._functionNetwork?.parameters,
      kmsKeyArn: props.kmsKeyArn,
      excludeCharacters: literalFor(this, excludeCharactersToSend(this.madeFrom, props.excludeCharacters)),
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => !!entry[1]);
    this.validateParameters(sent.map(([name]) => name));
    return Object.fromEntries(sent);
  }

  private get secretsManagerHost(): string {
    return this.network?.secretsManagerEndpoint?.host ?? AwsEnvironment.of(this).host('secretsmanager');
  }

  private validateParameters(names: string[]): void {
    const { name, parameterNames } = this.madeFrom;
    const unknown = names.filter((parameter) => !parameterNames.includes(parameter));
    throwProblems(
      this.node.path,
      unknown.map((parameter) => parameterNotTaken(name, parameter, parameterNames)),
    );
  }

  /**
   * A local value stands between the stack's output and whatever reads it. A data source that refers to the stack itself
   * is read only after each change to the stack, and then Terraform replaces the grants on the role.
   */
  private readArn(): string {
    return new TerraformLocal(this, 'Arn', Fn.lookupNested(this.resource.outputs, [OUTPUT])).asString;
  }

  private lookUpRole(): string {
    const { role } = new DataAwsLambdaFunction(this, 'Function', { functionName: this.functionArn });
    return Fn.basename(role);
  }
}
