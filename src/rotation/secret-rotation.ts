import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Annotations, ITerraformDependable, TerraformProvider, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { RotationApplication } from '../catalogue';
import {
  applicationMissing,
  arnInOtherRegion,
  functionSettingIgnored,
  managedMasterSecretUnknown,
  masterSecretAmbiguous,
  notInRds,
  portInvalid,
} from './problems';
import { masterSecretMissing, masterSecretNotTaken } from '../catalogue/problems';
import { Problem, throwProblems } from '../problem';
import { secretIsItsOwnMaster } from '../arn/problems';
import { ignoredProblems, inputProblems } from '../arn/inputs';
import { managedSecretProblems } from '../arn/managed-secret';
import { accountOf, otherAccountProblem } from '../arn/other-account';
import { nameOfSecret } from '../arn/secret-arn';
import { DeletionProtection } from './deletion-protection';
import { waitFor, waitForStackOf } from './dependencies';
import { IRotationFunction } from './i-rotation-function';
import { placeDiffers, providerOf, statedRegion, useProvider } from './provider';
import { RedshiftWarehouse } from './redshift-warehouse';
import { RotationFunction, RotationFunctionProps } from './rotation-function';
import { RotationNetwork } from './rotation-network';
import { RotationSchedule } from './rotation-schedule';
import { fullSecretArn, requireFullArn } from './secret-data-source';
import { secretVersionsOf } from './secret-versions';
import { isToken } from './tokens';
import { checkKinds } from './rotation-kinds';
import { rotateOnce } from './rotated-secrets';
import { areOneSecret, managedSecretGivenAway, managerByReference, referenceProblems } from './given-away';
import { rdsEnginesOf, usesManagedMasterSecret } from '../catalogue/database-engines';
import { parseArn } from '../arn/arn';

/** What a master secret that RDS manages is given by. */
const RDS_ADVICE = 'set "managedMasterSecret" in place of "masterSecret", with a network of its database';

const NOT_ROTATED = 'AWS rotates it by itself; name a secret of your own as the one to rotate';

const REDSHIFT_ADVICE = 'say in "redshiftWarehouse" what it belongs to';

/** What to do with a reference to a secret that a service manages. */
const REFERENCE_ADVICE: Readonly<Record<string, Readonly<Record<'rds' | 'redshift', string>>>> = {
  secret: { rds: NOT_ROTATED, redshift: NOT_ROTATED },
  masterSecret: { rds: RDS_ADVICE, redshift: REDSHIFT_ADVICE },
};

/** The settings of a function of the rotation's own. */
const FUNCTION_SETTINGS = [
  'application',
  'applicationVersion',
  'functionName',
  'network',
  'kmsKeyArn',
  'excludeCharacters',
] as const;

/** What is rotated, with what, and when. */
export interface SecretRotationProps {
  /**
   * The name or ARN of the secret to rotate.
   */
  readonly secret: string;

  /**
   * When the secret is rotated.
   */
  readonly schedule: RotationSchedule;

  /**
   * The application that creates the rotation function. State either this or `rotationFunction`.
   *
   * @default - that of `rotationFunction`
   */
  readonly application?: RotationApplication;

  /**
   * The function that rotates the secret, to share one function between secrets.
   *
   * @default - a function of the rotation's own
   */
  readonly rotationFunction?: IRotationFunction;

  /**
   * The name or ARN of the master secret. The secret's own value has to name it too, under the key `masterarn`.
   *
   * @default - none; required by all multi-user applications and by Db2
   */
  readonly masterSecret?: string;

  /**
   * Whether the master secret is the one that RDS manages for the database that the function's network was looked up from.
   *
   * @default false
   */
  readonly managedMasterSecret?: boolean;

  /**
   * What of Amazon Redshift the master secret belongs to, where Redshift manages it, so that its name starts with
   * `redshift!`.
   *
   * @default - Redshift does not manage the master secret
   */
  readonly redshiftWarehouse?: RedshiftWarehouse;

  /**
   * The ARN of the customer managed key that encrypts the master secret.
   *
   * @default - that of the looked-up database for a managed master secret, otherwise the AWS managed key
   * `aws/secretsmanager`
   */
  readonly masterSecretKmsKeyArn?: string;

  /**
   * Whether the secret is rotated as soon as rotation is turned on, and at each change of its schedule.
   *
   * @default true
   */
  readonly rotateImmediately?: boolean;

  /**
   * The port on which the database listens.
   *
   * @default - the engine's usual port
   */
  readonly port?: number;

  /**
   * The network in which the rotation's own function runs.
   *
   * @default - outside any VPC
   */
  readonly network?: RotationNetwork;

  /**
   * The name of the rotation's own function. Another application needs another name.
   *
   * @default - `SecretsManager`, the construct's path and what tells the application from others
   */
  readonly functionName?: string;

  /**
   * The version of the application of the rotation's own function.
   *
   * @default - the application's pinned version in the partition
   */
  readonly applicationVersion?: string;

  /**
   * The ARN of the customer managed key that encrypts the secret, for the rotation's own function.
   *
   * @default - the AWS managed key `aws/secretsmanager`
   */
  readonly kmsKeyArn?: string;

  /**
   * The characters that new passwords do not contain, for the rotation's own function: a list of your own, or one of
   * `ExcludeCharacters`.
   *
   * @default - the application's own choice
   */
  readonly excludeCharacters?: string;

  /**
   * What has to exist before the secret is rotated, which happens at once: resources, data sources and modules. A construct
   * stands for all of those in it.
   *
   * @default - what the function and its network need, the versions that the stack makes of the secret and of the master
   * secret, and what the construct's node depends on
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The provider with which everything is made and looked up. It says in which region, partition and account that is.
   *
   * @default - that of `rotationFunction`, otherwise the stack's only AWS provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * The rotation of one secret, end to end.
 *
 * It makes a rotation function or takes one, lets it read the master secret, opens its way to the database, and then turns
 * rotation on. Because that rotates at once, it waits until all of these exist.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 */
export class SecretRotation extends Construct {
  /** The function that rotates the secret. */
  public readonly rotationFunction: IRotationFunction;

  /** The rotation. */
  public readonly resource: SecretsmanagerSecretRotation;

  public constructor(scope: Construct, id: string, props: SecretRotationProps) {
    super(scope, id);
    checkKinds(this, props, ['secret', 'schedule']);
    const given = withTexts(props);
    useProvider(this, given.provider ?? this.providerOfFunction(given));
    this.validate(given);
    rotateOnce(this, given.secret);

    this.rotationFunction = given.rotationFunction ?? this.createFunction(given);
    this.prepareFunction(given);
    this.resource = this.turnOn(given);
    this.wait(given);
    DeletionProtection.of(this).addRotation(this.resource);
  }

  private validate(props: SecretRotationProps): void {
    const { rotationFunction, application = rotationFunction?.application } = props;
    throwProblems(this.node.path, [
      ...((application ?? rotationFunction) ? [] : [applicationMissing()]),
      ...masterSecretProblems(application, props),
      ...managedProblems(application, props),
      ...managedReferences(this, props),
      ...sameReference(this, props),
      ...databaseProblems(application, props),
      ...referenceProblems(this, {
        secret: props.secret,
        masterSecret: props.masterSecret,
        masterSecretKmsKeyArn: props.masterSecretKmsKeyArn,
        kmsKeyArn: props.kmsKeyArn,
      }),
      ...arnsElsewhere(statedRegion(this), props),
      ...(rotationFunction ? ignoredSettings(props) : []),
      ...settingProblems(props),
      ...placeDiffers(this, 'function', props.rotationFunction),
      ...(props.masterSecretKmsKeyArn === undefined ? accountProblems(props) : []),
    ]);
    if (props.masterSecretKmsKeyArn !== undefined) this.warnOf(accountProblems(props));
  }

  /** A function of another stack has a provider of that stack's. */
  private providerOfFunction({ rotationFunction }: SecretRotationProps): TerraformProvider | undefined {
    const isHere = rotationFunction && TerraformStack.of(rotationFunction) === TerraformStack.of(this);
    return isHere ? providerOf(rotationFunction) : undefined;
  }

  private warnOf(problems: readonly Problem[]): void {
    problems.forEach(({ code, message }) => Annotations.of(this).addWarning(`${message} (${code})`));
  }

  private createFunction(props: SecretRotationProps): RotationFunction {
    return new RotationFunction(this, 'Function', {
      ...(props as RotationFunctionProps),
      dependsOn: undefined,
      provider: undefined,
    });
  }

  private prepareFunction(props: SecretRotationProps): void {
    const { secret, masterSecret, managedMasterSecret, redshiftWarehouse, masterSecretKmsKeyArn, port } =
      props;
    this.rotationFunction.prepareRotation({
      rotation: this,
      secret,
      masterSecret,
      managedMasterSecret,
      redshiftWarehouse,
      masterSecretKmsKeyArn,
      port,
    });
  }

  private turnOn({
    secret,
    schedule,
    rotateImmediately = true,
  }: SecretRotationProps): SecretsmanagerSecretRotation {
    return new SecretsmanagerSecretRotation(this, 'Resource', {
      secretId: fullSecretArn(this, 'Secret', secret),
      rotationLambdaArn: this.rotationFunction.functionArn,
      rotateImmediately,
      rotationRules: {
        automaticallyAfterDays: schedule.automaticallyAfterDays,
        scheduleExpression: schedule.scheduleExpression,
        duration: schedule.duration,
      },
      lifecycle: requireFullArn(this, secret),
    });
  }

  /** A function of the rotation's own is made without waiting for what the rotation waits for. */
  private wait({ dependsOn, secret, masterSecret }: SecretRotationProps): void {
    const secrets = [secret, masterSecret ?? []].flat();
    waitFor(this, {
      dependsOn,
      like: [this.rotationFunction.network ?? []].flat(),
      found: () => secretVersionsOf(this, secrets),
      ownResourcesOnly: true,
    });
    waitFor(this.resource, { found: () => this.rotationFunction.prerequisites });
    waitForStackOf(this, this.rotationFunction);
  }
}

/** An iterator's value is a token of any type, and a secret's name or ARN is a text. */
function withTexts({ secret, masterSecret, ...rest }: SecretRotationProps): SecretRotationProps {
  return {
    ...rest,
    secret: Token.asString(secret),
    ...(masterSecret === undefined ? {} : { masterSecret: Token.asString(masterSecret) }),
  };
}

/** Of a function whose application is not known, nobody knows whether it wants a master secret. */
function masterSecretProblems(
  application: RotationApplication | undefined,
  { masterSecret, managedMasterSecret, secret }: SecretRotationProps,
): Problem[] {
  if (masterSecret !== undefined && managedMasterSecret) return [masterSecretAmbiguous()];
  if (masterSecret === undefined && !managedMasterSecret) {
    return application?.requiresMasterSecret ? [masterSecretMissing(application.name)] : [];
  }
  if (application?.takesMasterSecret === false) return [masterSecretNotTaken(application.name)];
  const isSame = masterSecret !== undefined && nameOfSecret(masterSecret) === nameOfSecret(secret);
  return isSame ? [secretIsItsOwnMaster(secret)] : [];
}

/** A master secret that is not taken at all is told otherwise. */
function managedProblems(
  application: RotationApplication | undefined,
  { secret, masterSecret, redshiftWarehouse }: SecretRotationProps,
): Problem[] {
  const isTaken = application?.takesMasterSecret !== false || masterSecret === undefined;
  const named = isTaken ? { masterSecret, redshiftWarehouse, engine: application?.engine } : {};
  return managedSecretProblems({ secret, ...named }, RDS_ADVICE).map(([, problem]) => problem);
}

/** A secret that AWS makes with a database has no host, and no rotation of one's own. */
function managedReferences(
  scope: Construct,
  { secret, masterSecret, redshiftWarehouse }: SecretRotationProps,
): Problem[] {
  const named = { secret, ...(redshiftWarehouse === undefined ? { masterSecret } : {}) };
  return Object.entries(named).flatMap(([name, value = '']) => {
    const manager = managerByReference(scope, value);
    return manager ? [managedSecretGivenAway(scope, name, value, REFERENCE_ADVICE[name][manager])] : [];
  });
}

function sameReference(scope: Construct, { secret, masterSecret = '' }: SecretRotationProps): Problem[] {
  return secret !== masterSecret && areOneSecret(scope, secret, masterSecret)
    ? [secretIsItsOwnMaster(secret)]
    : [];
}

/** What is wrong with the database that the network was looked up from, or whose master secret is named. */
function databaseProblems(
  application: RotationApplication | undefined,
  { managedMasterSecret, rotationFunction, network = rotationFunction?.network }: SecretRotationProps,
): Problem[] {
  const engine = application?.engine;
  if (engine === undefined || network === undefined) return [];
  if (network._database && rdsEnginesOf(engine).length === 0) return [notInRds(engine)];
  const kind = network._managedDatabase?.kind;
  return managedMasterSecret && kind !== undefined && !usesManagedMasterSecret(engine, kind)
    ? [managedMasterSecretUnknown(engine, kind === 'cluster' ? 'clusters' : 'instances')]
    : [];
}

function arnsElsewhere(region: string | undefined, props: SecretRotationProps): Problem[] {
  const { secret, masterSecret, kmsKeyArn, masterSecretKmsKeyArn } = props;
  const arns = Object.entries({ secret, masterSecret, kmsKeyArn, masterSecretKmsKeyArn });
  return arns.flatMap(([name, text]) => {
    const arn = text === undefined || isToken(text) ? undefined : parseArn(text);
    const isSecretOrKey = ['secretsmanager', 'kms'].includes(arn?.service ?? '');
    const isHere = region === undefined || !isSecretOrKey || arn!.region === region;
    return isHere ? [] : [arnInOtherRegion(name, text!, region!)];
  });
}

/** A master secret of another account is read where that allows it and it has a key of its own, or not at all. */
function accountProblems({
  secret,
  masterSecret = '',
  masterSecretKmsKeyArn,
}: SecretRotationProps): Problem[] {
  return [otherAccountProblem(accountOf(secret), masterSecret, masterSecretKmsKeyArn) ?? []].flat();
}

function settingProblems(props: SecretRotationProps): Problem[] {
  const { secret, masterSecret, managedMasterSecret, masterSecretKmsKeyArn, port } = props;
  const hasMaster = masterSecret !== undefined || managedMasterSecret === true;
  return [
    ...inputProblems('secret', 'secret', [secret]),
    ...inputProblems('masterSecret', 'secret', given(masterSecret)),
    ...inputProblems('masterSecretKmsKeyArn', 'keyArn', given(masterSecretKmsKeyArn)),
    ...ignoredProblems('masterSecretKmsKeyArn', given(masterSecretKmsKeyArn), 'masterSecret', hasMaster),
    ...(port === undefined || isToken(port) || isPort(port) ? [] : [portInvalid(port)]),
  ];
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function ignoredSettings(props: SecretRotationProps): Problem[] {
  return FUNCTION_SETTINGS.filter((setting) => props[setting] !== undefined).map(functionSettingIgnored);
}
