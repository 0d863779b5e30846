import { DataAwsLambdaFunction } from '@cdktf/provider-aws/lib/data-aws-lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { ServerlessapplicationrepositoryCloudformationStack } from '@cdktf/provider-aws/lib/serverlessapplicationrepository-cloudformation-stack';
import { Fn, ITerraformDependable, TerraformLocal, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { RotationApplication } from '../catalogue';
import { rdsEnginesOf } from '../catalogue/database-engines';
import { checkLiteralCharacters, excludeCharactersToSend } from '../catalogue/exclude-characters';
import {
  applicationVersionInvalid,
  applicationVersionMissing,
  engineDiffers,
  functionNameInvalid,
  parameterNotTaken,
  portMissing,
} from './problems';
import { fail, throwProblems } from '../problem';
import {
  managedMasterSecretNeedsLookUp,
  masterSecretNotTaken,
  redshiftWarehouseMissing,
} from '../catalogue/problems';
import { applicationArnProblems, inputProblems } from '../arn/inputs';
import { managerOf } from '../arn/secret-arn';
import { AwsEnvironment } from './aws-environment';
import { waitFor } from './dependencies';
import { DeletionProtection } from './deletion-protection';
import { FunctionNetwork } from './function-network';
import { lifecycleFor, literalFor } from './hcl';
import { invokeGrant } from './invoke-grant';
import { MasterSecretGrant, NamedMasterSecret } from './master-secret-grant';
import { physicalName } from '../catalogue/physical-name';
import { RedshiftWarehouse } from './redshift-warehouse';
import { GOES_LAST } from './replacement';
import { RotationNetwork } from './rotation-network';
import { isToken } from './tokens';

/** Lambda's limit. */
const FUNCTION_NAME_LENGTH = 64;

/** What both a function's and a CloudFormation stack's name may be. */
const FUNCTION_NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;

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
   * The name of the function, and of the CloudFormation stack that holds it: up to 64 letters, digits and hyphens, starting
   * with a letter. An account can have it once in a region. Another application needs another name, because the new
   * function is made before the old one is deleted.
   *
   * @default - `SecretsManager`, the construct's path and what tells the application from others
   */
  readonly functionName?: string;

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
   * What has to exist before the function and whatever is made with it: resources, data sources and modules. A construct
   * stands for all of those in it.
   *
   * @default - nothing but what the props refer to, and what the construct's node depends on
   */
  readonly dependsOn?: ITerraformDependable[];
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
export class RotationFunction extends Construct {
  /** The application that creates the function. */
  public readonly application: RotationApplication;

  /** The CloudFormation stack that the application is deployed as. */
  public readonly resource: ServerlessapplicationrepositoryCloudformationStack;

  /** The permission of Secrets Manager to invoke the function. */
  public readonly invokePermission: LambdaPermission;

  /** The function's name. */
  public readonly functionName: string;

  /** The function's ARN. */
  public readonly functionArn: string;

  /** The name of the role that the application created for the function. */
  public readonly roleName: string;

  /** The network in which the function runs, unless it runs outside any VPC. */
  public readonly network?: RotationNetwork;

  /** The ids of the security groups that the function is in; none outside any VPC. */
  public readonly securityGroupIds: string[];

  private readonly functionNetwork?: FunctionNetwork;
  private masterSecretGrant?: MasterSecretGrant;

  public constructor(scope: Construct, id: string, props: RotationFunctionProps) {
    super(scope, id);
    this.application = props.application;
    this.functionName = props.functionName ?? this.defaultName();
    this.validate(props);
    waitFor(this, { dependsOn: props.dependsOn });

    this.network = props.network;
    this.functionNetwork = props.network && this.connect(props.network);
    this.securityGroupIds = this.functionNetwork?.securityGroupIds ?? [];
    this.resource = this.deploy(props);
    this.functionArn = this.readArn();
    this.roleName = this.lookUpRole();
    this.invokePermission = this.allowInvocation();
    // It comes into security groups whose rules are open already, also when it changes them.
    waitFor(this.resource, { found: () => this.functionNetwork?.rules ?? [] });
    DeletionProtection.of(this).addFunction(this);
  }

  /** What has to exist before the function can rotate a secret. */
  public get prerequisites(): ITerraformDependable[] {
    return [
      this.invokePermission,
      ...(this.masterSecretGrant?.prerequisites ?? []),
      ...(this.functionNetwork?.prerequisites ?? []),
    ];
  }

  /**
   * Lets the function read a master secret.
   *
   * @param masterSecret the secret's name or ARN
   * @param kmsKeyArn the ARN of the customer managed key that encrypts it, if one does
   */
  public grantMasterSecret(masterSecret: string, kmsKeyArn?: string): void {
    if (managerOf(masterSecret) === 'redshift') fail(this.node.path, redshiftWarehouseMissing(masterSecret));
    this._grantMasterSecret({ masterSecret, kmsKeyArn });
  }

  /**
   * Lets the function read the master secret that RDS manages for the database of its network, and ask RDS which database
   * that is.
   *
   * @param kmsKeyArn the ARN of the key that encrypts it; by default the one that the database names
   */
  public grantManagedMasterSecret(kmsKeyArn?: string): void {
    const database = this.network?._managedDatabase ?? fail(this.node.path, managedMasterSecretNeedsLookUp());
    this.functionNetwork?.allowDatabaseApi('rds');
    this.grant().addManaged(database, kmsKeyArn);
  }

  /**
   * Lets the function read a master secret that Amazon Redshift manages, and ask Redshift for its host.
   *
   * @param masterSecret the secret's name or ARN; the name starts with `redshift!`
   * @param warehouse what the secret belongs to
   * @param kmsKeyArn the ARN of the customer managed key that encrypts it, if one does
   */
  public grantRedshiftMasterSecret(
    masterSecret: string,
    warehouse: RedshiftWarehouse,
    kmsKeyArn?: string,
  ): void {
    this._grantMasterSecret({ masterSecret, redshiftWarehouse: warehouse, kmsKeyArn });
  }

  /**
   * Lets the function read a master secret, and ask Redshift for its host where Redshift manages it.
   *
   * @internal
   */
  public _grantMasterSecret(named: NamedMasterSecret): void {
    if (named.redshiftWarehouse) this.functionNetwork?.allowDatabaseApi(named.redshiftWarehouse.service);
    this.grant().add(named);
  }

  /**
   * Opens the way from the function to the databases of its network. Without a network there is nothing to open.
   *
   * @param port the port on which the database listens; by default the looked-up database's or the engine's usual port
   */
  public allowDatabasePort(port?: number): void {
    const { name, defaultPort } = this.application;
    const known = port ?? this.network?._database?.port ?? defaultPort;
    this.functionNetwork?.allowDatabasePort(known ?? fail(this.node.path, portMissing(name)));
  }

  private grant(): MasterSecretGrant {
    const { name, takesMasterSecret, describesMasterSecret } = this.application;
    if (!takesMasterSecret) fail(this.node.path, masterSecretNotTaken(name));
    const props = { roleName: this.roleName, describesMasterSecret };
    return (this.masterSecretGrant ??= new MasterSecretGrant(this, 'MasterSecretPolicy', props));
  }

  private defaultName(): string {
    const { engine, strategy, name } = this.application;
    const application = engine && strategy ? [engine, strategy] : [name];
    return physicalName(
      [FUNCTION_NAME_PREFIX, ...this.node.path.split('/'), ...application],
      FUNCTION_NAME_LENGTH,
    );
  }

  private validate({ excludeCharacters = '', applicationVersion, kmsKeyArn }: RotationFunctionProps): void {
    const valid = isToken(this.functionName) || FUNCTION_NAME.test(this.functionName);
    const versions = [...Object.values(this.application.versions), applicationVersion ?? []].flat();
    const wrongVersions = versions.filter((version) => !isToken(version) && !VERSION.test(version));
    throwProblems(this.node.path, [
      ...(valid ? [] : [functionNameInvalid(this.functionName)]),
      ...[...new Set(wrongVersions)].map(applicationVersionInvalid),
      ...applicationArnProblems('applicationArn', [...new Set(Object.values(this.application.arns))]),
      ...inputProblems('kmsKeyArn', 'keyArn', kmsKeyArn === undefined ? [] : [kmsKeyArn]),
      ...checkLiteralCharacters(excludeCharacters, this.application.engine),
    ]);
  }

  private connect(network: RotationNetwork): FunctionNetwork {
    return new FunctionNetwork(this, 'Network', { network, functionName: this.functionName });
  }

  private deploy(props: RotationFunctionProps): ServerlessapplicationrepositoryCloudformationStack {
    const environment = AwsEnvironment.of(this);
    const { name, arns, versions } = this.application;
    const stack = new ServerlessapplicationrepositoryCloudformationStack(this, 'Resource', {
      name: this.functionName,
      applicationId: environment.select(arns)!,
      semanticVersion:
        props.applicationVersion ??
        environment.select(versions) ??
        fail(this.node.path, applicationVersionMissing(name)),
      capabilities: CAPABILITIES,
      parameters: this.parameters(props),
      lifecycle: lifecycleFor(this, { ...GOES_LAST, ...this.requireEngine() }),
    });
    if (!isToken(this.functionName)) stack.overrideLogicalId(this.functionName);
    return stack;
  }

  /** The looked-up database has to be of the application's engine. */
  private requireEngine(): TerraformResourceLifecycle | undefined {
    const database = this.network?._database;
    const engines = rdsEnginesOf(this.application.engine);
    if (!database || engines.length === 0) return undefined;
    const { message } = engineDiffers(database.identifier, database.engine, this.application.name, engines);
    return {
      precondition: [{ condition: Fn.contains([...engines], database.engine), errorMessage: message }],
    };
  }

  /** Only what differs from the template's defaults: the provider drops the rest and then plans a change for ever. */
  private parameters(props: RotationFunctionProps): Record<string, string> {
    const all = {
      endpoint: `https://${this.secretsManagerHost}`,
      functionName: this.functionName,
      ...this.functionNetwork?.parameters,
      kmsKeyArn: props.kmsKeyArn,
      excludeCharacters: literalFor(this, excludeCharactersToSend(this.application, props.excludeCharacters)),
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => !!entry[1]);
    this.validateParameters(sent.map(([name]) => name));
    return Object.fromEntries(sent);
  }

  private get secretsManagerHost(): string {
    return this.network?.secretsManagerEndpoint?.host ?? AwsEnvironment.of(this).host('secretsmanager');
  }

  private validateParameters(names: string[]): void {
    const { name, parameterNames } = this.application;
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

  private allowInvocation(): LambdaPermission {
    return new LambdaPermission(this, 'InvokePermission', {
      ...invokeGrant(this, this.functionName),
      functionName: this.functionArn,
      lifecycle: GOES_LAST,
    });
  }
}
