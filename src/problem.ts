import { closest, distance } from 'fastest-levenshtein';

/** Something wrong with what was given: a stable code, and a sentence that says what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** The one error that this package throws. It names every problem, so that all can be mended in one go. */
export class SecretRotationError extends Error {
  public constructor(
    path: string,
    public readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ code, message }) => `${path}: ${message} (${code})`).join('\n'));
    this.name = 'SecretRotationError';
  }
}

/** Throws one error for all problems, or returns when there are none. */
export function throwProblems(path: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new SecretRotationError(path, problems);
}

/** Throws an error for one problem. */
export function fail(path: string, problem: Problem): never {
  throw new SecretRotationError(path, [problem]);
}

const LONGEST_QUOTE = 100;

function quote(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** The allowed value that is near enough to be what was meant. */
export function nearest(given: unknown, allowed: readonly string[]): string | undefined {
  if (typeof given !== 'string' || given.length > LONGEST_QUOTE || allowed.length === 0) return undefined;
  const candidate = closest(given.toLowerCase(), allowed);
  const tolerance = Math.max(1, Math.floor(candidate.length / 3));
  return distance(given.toLowerCase(), candidate.toLowerCase()) <= tolerance ? candidate : undefined;
}

function choice(given: unknown, allowed: readonly string[]): string {
  const meant = nearest(given, allowed);
  const question = meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
  return allowed.length === 0
    ? `${question}; none exists here`
    : `${question || ';'} allowed here: ${allowed.join(', ')}`;
}

// The configuration file

export const fileNotReadable = (file: string, reason: string): Problem => ({
  code: 'FileNotReadable',
  message: `cannot read ${quote(file)}: ${reason}; name the configuration file in the environment variable ROTATION_CONFIG or under context.rotationConfig in cdktf.json`,
});

export const fileTooLarge = (bytes: number, most: number): Problem => ({
  code: 'FileTooLarge',
  message: `the file has ${bytes} bytes; a configuration may have at most ${most}; split it into several files, one app each`,
});

export const nestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the file nests deeper than ${most} levels; a configuration needs no more than 8`,
});

export const notYaml = (reason: string): Problem => ({
  code: 'NotYaml',
  message: `this is neither YAML nor JSON: ${reason}`,
});

export const emptyFile = (): Problem => ({
  code: 'EmptyFile',
  message: 'the file holds no configuration; it starts with "version: 1" and "stacks:"',
});

export const duplicateKey = (key: string): Problem => ({
  code: 'DuplicateKey',
  message: `the key ${quote(key)} stands here twice; keep one of the two`,
});

export const unknownKey = (key: string, allowed: readonly string[]): Problem => ({
  code: 'UnknownKey',
  message: `the key ${quote(key)} is unknown${choice(key, allowed)}`,
});

export const missingKey = (key: string, meaning?: string): Problem => ({
  code: 'MissingKey',
  message: `the key ${quote(key)} is missing${meaning === undefined ? '' : `; it states: ${meaning}`}`,
});

export const wrongType = (given: unknown, wanted: string): Problem => ({
  code: 'WrongType',
  message: `${quote(given)} is ${typeName(given)}; expected ${wanted}`,
});

export const notAllowed = (given: unknown, allowed: readonly string[]): Problem => ({
  code: 'NotAllowed',
  message: `${quote(given)} is not allowed${choice(given, allowed)}`,
});

export const notTheValue = (given: unknown, wanted: unknown): Problem => ({
  code: 'NotAllowed',
  message: `${quote(given)} is not allowed; the only value here is ${quote(wanted)}`,
});

export const managedSecretNamed = (given: unknown): Problem => ({
  code: 'ManagedSecretNamed',
  message: `${quote(given)} is a secret that AWS manages and rotates by itself; as a master secret write "rds-managed", in a network with a "lookup" of its database; as the secret to rotate name one of your own`,
});

export const managedMasterSecretMisspelt = (given: string, meant: string): Problem => ({
  code: 'ManagedMasterSecretMisspelt',
  message: `${quote(given)} is taken for the name of a secret; did you mean ${quote(meant)}?`,
});

export const wrongForm = (given: unknown, wanted: string, examples: readonly string[]): Problem => ({
  code: 'WrongForm',
  message: `${quote(given)} is not ${wanted}${examples.length > 0 ? `, for example ${examples.join(' or ')}` : ''}`,
});

export const outOfRange = (given: unknown, wanted: string): Problem => ({
  code: 'OutOfRange',
  message: `${quote(given)} is out of range; expected ${wanted}`,
});

export const duplicateItem = (item: unknown): Problem => ({
  code: 'DuplicateItem',
  message: `${quote(item)} stands in this list twice; keep one of the two`,
});

export const emptyMapping = (wanted: string): Problem => ({
  code: 'EmptyMapping',
  message: `this is empty; expected ${wanted} with at least one entry`,
});

function typeName(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

export const scheduleAmbiguous = (given: readonly string[]): Problem => ({
  code: 'ScheduleAmbiguous',
  message: `a schedule has exactly one of everyDays, rate, cron and complianceDays; this one has ${given.length === 0 ? 'none' : given.join(' and ')}`,
});

export const nameReserved = (name: string): Problem => ({
  code: 'NameReserved',
  message: `${quote(name)} is the name of something that every object in JavaScript has, and CDKTF cannot use it; choose another, for example ${quote(`${name}-1`)}`,
});

export const networkUnknown = (network: string, known: readonly string[]): Problem => ({
  code: 'NetworkUnknown',
  message: `no network is called ${quote(network)}${choice(network, known)}; networks stand under "networks" in the same stack`,
});

export const networkUnused = (network: string): Problem => ({
  code: 'NetworkUnused',
  message: `no rotation uses the network ${quote(network)}; nothing is made for it`,
});

export const secretArnAmbiguous = (arn: string): Problem => ({
  code: 'SecretArnAmbiguous',
  message: `${quote(arn)} ends in a hyphen and six letters, as a full ARN does and as a name may; if they belong to the name, give the name instead of the ARN, or the full ARN with its last six characters`,
});

export const secretRotatedTwice = (secret: string, other: readonly (string | number)[]): Problem => ({
  code: 'SecretRotatedTwice',
  message: `${quote(secret)} is rotated by ${other.slice(0, -1).join('.')} already; a secret has one rotation, and two would take it from each other at each deployment; remove one`,
});

export const namesCollide = (functionName: string, other: readonly (string | number)[]): Problem => ({
  code: 'NamesCollide',
  message: `the function would be called ${quote(functionName)}, as that of ${other.join('.')} is, and it is another one; rename the rotation, its network or the stack`,
});

export const endpointCreatedTwice = (vpcId: string, other: readonly (string | number)[]): Problem => ({
  code: 'EndpointCreatedTwice',
  message: `${quote(vpcId)} gets an endpoint for ${other.join('.')} already, and a VPC has one with private DNS for a service; deploy that stack first, and name its endpoint here: { existing: vpce-… }`,
});

export const tooManyRotations = (count: number, most: number): Problem => ({
  code: 'TooManyRotations',
  message: `the stack has ${count} rotations; with more than ${most} each plan takes long, so split it into several stacks`,
});

export const arnElsewhere = (arn: string, region: string, partition: string): Problem => ({
  code: 'ArnElsewhere',
  message: `${quote(arn)} is not in the stack's region ${region} of the partition ${partition}; a rotation function reads secrets and uses keys of its own region only, so move the rotation to a stack of that region, or replicate the secret`,
});

export const arnOfAnotherKind = (arn: string, kind: string, wanted: string, example: string): Problem => ({
  code: 'ArnOfAnotherKind',
  message: `${quote(arn)} is the ARN of ${kind}; expected ${wanted}, for example ${example}`,
});

export const arnIncomplete = (arn: string, shape: string, reason: string): Problem => ({
  code: 'ArnIncomplete',
  message: `${quote(arn)} is not a whole ARN: ${reason}; expected ${shape}`,
});

export const runtimeEnds = (
  application: string,
  version: string,
  runtime: string,
  ends: string,
  more: number,
): Problem => ({
  code: 'RuntimeEnds',
  message: `version ${version} of ${application}${more > 0 ? ` (and ${more} more like it)` : ''} runs on ${runtime}, which AWS Lambda supports until ${ends}; see in the Serverless Application Repository whether there is a newer one, and name it in "applicationVersion"`,
});

export const availabilityNeedsTwoUsers = (): Problem => ({
  code: 'AvailabilityNeedsTwoUsers',
  message:
    'with one user, whoever read the old password before a rotation is refused until it reads the new one; for availability "high" choose the strategy multi-user, which keeps the old password valid for one more rotation',
});

export const portWithoutNetwork = (): Problem => ({
  code: 'PortWithoutNetwork',
  message: 'the port has no effect without a network; name one in "network", or leave the port out',
});

export const keyWithoutMasterSecret = (): Problem => ({
  code: 'KeyWithoutMasterSecret',
  message:
    'a master secret\'s key is given but no master secret; name it in "masterSecret", or leave the key out',
});

// Rotation schedules

export const rateTooShort = (rate: string, leastHours: number): Problem => ({
  code: 'RateTooShort',
  message: `${quote(rate)} is more often than Secrets Manager rotates; the shortest rate is "${leastHours} hours"`,
});

export const cronFieldCount = (cron: string, count: number): Problem => ({
  code: 'CronFieldCount',
  message: `${quote(cron)} has ${count} fields; write six: minute hour day-of-month month day-of-week year, for example "0 4 ? * SUN *"`,
});

export const cronWrapped = (cron: string): Problem => ({
  code: 'CronWrapped',
  message: `${quote(cron)} has "cron(" and ")" around its fields; write the six fields alone, for example "0 4 ? * SUN *"`,
});

export const cronMinuteNotZero = (cron: string): Problem => ({
  code: 'CronMinuteNotZero',
  message: `${quote(cron)} does not start with minute 0; Secrets Manager opens rotation windows on the hour only`,
});

export const cronDayAmbiguous = (cron: string): Problem => ({
  code: 'CronDayAmbiguous',
  message: `${quote(cron)} needs "?" in exactly one of day-of-month (third field) and day-of-week (fifth field)`,
});

export const cronYearNotEvery = (cron: string): Problem => ({
  code: 'CronYearNotEvery',
  message: `${quote(cron)} names years; Secrets Manager takes only "*" in the sixth field`,
});

export const cronFieldWrong = (field: string, text: string, allowed: string): Problem => ({
  code: 'CronFieldWrong',
  message: `${quote(text)} is no ${field} of a cron schedule; it takes ${allowed}`,
});

export const cronNever = (cron: string): Problem => ({
  code: 'CronNever',
  message: `${quote(cron)} names no date that ever comes; mind how many days the month has`,
});

export const cronTooOften = (cron: string, leastHours: number): Problem => ({
  code: 'CronTooOften',
  message: `${quote(cron)} rotates more often than every ${leastHours} hours, which is the shortest interval; name fewer hours`,
});

export const windowTooLong = (window: string, schedule: string, most: number): Problem => ({
  code: 'WindowTooLong',
  message: `a window of ${quote(window)} runs past the end of the day in UTC or into the next rotation of ${quote(schedule)}; the longest is "${most}h"`,
});

export const complianceOutOfRange = (days: number, least: number, most: number): Problem => ({
  code: 'ComplianceOutOfRange',
  message: `no schedule in whole days, 1 to 1000 of them, fits a limit of ${quote(days)} days; expected a whole number of days from ${least} to ${most}`,
});

// Regions and partitions

export const unknownRegion = (region: string, known: readonly string[]): Problem => ({
  code: 'UnknownRegion',
  message: `${quote(region)} has not the form of an AWS region${choice(region, known)}`,
});

export const unsupportedPartition = (region: string): Problem => ({
  code: 'UnsupportedPartition',
  message: `${quote(region)} is in a partition that has no Serverless Application Repository, where the rotation functions come from; use a region of aws, aws-cn or aws-us-gov`,
});

// Rotation functions and rotations

export const emptyList = (wanted: string): Problem => ({
  code: 'EmptyList',
  message: `the list is empty; expected ${wanted} with at least one item`,
});

export const noWayToDatabase = (): Problem => ({
  code: 'NoWayToDatabase',
  message:
    'the rotation function would not reach the database; name the database\'s security groups in "databaseSecurityGroupIds", or groups that reach it already in "functionSecurityGroupIds"',
});

export const endpointAfterInternet = (service: string, network: string): Problem => ({
  code: 'EndpointAfterInternet',
  message: `with an endpoint for ${service} in the VPC, private DNS would lead the functions of the network ${quote(network)} there, which are to go through the internet; make this endpoint or network before that one, so that both use the endpoint`,
});

export const portInvalid = (port: number): Problem => ({
  code: 'PortInvalid',
  message: `${port} is not a TCP port; expected a whole number from 1 to 65535`,
});

export const applicationVersionInvalid = (version: string): Problem => ({
  code: 'ApplicationVersionInvalid',
  message: `${quote(version)} is not a version of an application; expected three numbers, for example 1.1.671`,
});

export const managedMasterSecretNeedsLookUp = (): Problem => ({
  code: 'ManagedMasterSecretNeedsLookUp',
  message:
    'a master secret that RDS manages belongs to a database that is looked up; look the network up by "dbInstance" or "dbCluster"',
});

export const managedMasterSecretNotUsed = (engine: string, database: string): Problem => ({
  code: 'ManagedMasterSecretNotUsed',
  message: `the rotation functions for ${engine} know no master secret that RDS manages for a database ${database}; name a master secret that you made, with host, username, password and engine, in "masterSecret"`,
});

export const engineNotLookedUp = (engine: string): Problem => ({
  code: 'EngineNotLookedUp',
  message: `databases of ${engine} are not in Amazon RDS and cannot be looked up there; use a network of ids`,
});

export const managedMasterSecretMissing = (database: string): Problem => ({
  code: 'ManagedMasterSecretMissing',
  message: `RDS manages no master secret for the database ${database}; turn on manage_master_user_password for it, or name its master secret in "masterSecret"`,
});

export const engineDiffers = (
  database: string,
  engine: string,
  application: string,
  wanted: readonly string[],
): Problem => ({
  code: 'EngineDiffers',
  message: `the database ${database} runs ${engine}, and ${application} rotates ${wanted.join(' and ')} only; set the rotation's engine to the database's`,
});

export const privateDnsMissing = (vpcEndpointId: string): Problem => ({
  code: 'PrivateDnsMissing',
  message: `the endpoint ${vpcEndpointId} has no private DNS, and rotation functions know Amazon RDS by its usual host name only; enable private DNS on it, or let an endpoint be created`,
});

export const functionNameInvalid = (name: string): Problem => ({
  code: 'FunctionNameInvalid',
  message: `${quote(name)} cannot name a function and its CloudFormation stack; "functionName" takes up to 64 letters, digits and hyphens, starting with a letter`,
});

export const applicationMissing = (): Problem => ({
  code: 'ApplicationMissing',
  message: 'nothing says what rotates the secret; give "application" or "rotationFunction"',
});

export const applicationVersionMissing = (application: string): Problem => ({
  code: 'ApplicationVersionMissing',
  message: `the catalogue has no version of ${application} for this partition; give "applicationVersion"`,
});

export const parameterNotTaken = (
  application: string,
  parameter: string,
  taken: readonly string[],
): Problem => ({
  code: 'ParameterNotTaken',
  message: `${application} has no parameter ${quote(parameter)}; it takes ${taken.join(', ')}`,
});

export const masterSecretMissing = (application: string): Problem => ({
  code: 'MasterSecretMissing',
  message: `${application} changes the password with the credentials of a master secret; name that secret in "masterSecret"`,
});

export const masterSecretNotTaken = (application: string): Problem => ({
  code: 'MasterSecretNotTaken',
  message: `${application} uses no master secret; leave "masterSecret" out, or choose the multi-user strategy`,
});

export const masterSecretAmbiguous = (): Problem => ({
  code: 'MasterSecretAmbiguous',
  message: 'both "masterSecret" and "managedMasterSecret" are given; a rotation has one master secret',
});

export const secretIsItsOwnMaster = (secret: string): Problem => ({
  code: 'SecretIsItsOwnMaster',
  message: `${quote(secret)} is given as the secret and as its master secret; the master secret holds the credentials of a superuser, in a secret of its own`,
});

export const portMissing = (application: string): Problem => ({
  code: 'PortMissing',
  message: `${application} has no usual port; name the database's in "port"`,
});

export const functionSettingIgnored = (setting: string): Problem => ({
  code: 'FunctionSettingIgnored',
  message: `${quote(setting)} belongs to the rotation function and would be ignored here; set it where the function in "rotationFunction" is made`,
});

export const regionWithoutRepository = (region: string, known: readonly string[]): Problem => ({
  code: 'RegionWithoutRepository',
  message: `the Serverless Application Repository, where the rotation functions come from, is not known to be in ${quote(region)}; it is known to be in ${known.join(', ')}`,
});

// IAM policies

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean ${quote(meant)}?`;
}

export const documentNotMapping = (given: unknown): Problem => ({
  code: 'PolicyNotMapping',
  message: `${quote(given)} is no policy; expected a JSON object with Version and Statement`,
});

export const statementNotMapping = (given: unknown): Problem => ({
  code: 'WrongType',
  message: `${quote(given)} is no statement; expected a JSON object with Effect, Action and what they are about`,
});

export const policyTooManyCharacters = (characters: number, most: number): Problem => ({
  code: 'DocumentTooLarge',
  message: `the text has ${characters} characters and is not read; a policy has at most 32,768 without white space, and with it ${most} are enough for any`,
});

export const policyFileTooLarge = (most: number): Problem => ({
  code: 'DocumentTooLarge',
  message: `the file has more than ${most} bytes and is not read; a policy has at most 32,768 characters without white space, so that is enough for any`,
});

export const policyNestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the text nests deeper than ${most} levels; a policy needs no more than 7`,
});

export const policyNotJson = (reason: string): Problem => ({
  code: 'NotJson',
  message: `this is not JSON: ${reason}`,
});

export const policyDuplicateKey = (key: string): Problem => ({
  code: 'DuplicateKey',
  message: `the key ${quote(key)} stands here twice, and only the last counts; keep one of the two`,
});

export const policyMoreFindings = (count: number): Problem => ({
  code: 'MoreFindings',
  message: `${count} more findings are not shown; mend those that are, then check again`,
});

export const policyNotMapping = (given: unknown): Problem => documentNotMapping(given);

export const policyUnknownKey = (key: string, allowed: readonly string[]): Problem =>
  unknownKey(key, allowed);

export const policyKeyNotAllowed = (key: string, type: string): Problem => ({
  code: 'KeyNotAllowed',
  message: `a policy of the type ${quote(type)} has no ${key}; leave it out, or check the policy as what it is with --type`,
});

export const policyExclusiveKeys = (notKey: string): Problem => ({
  code: 'KeysExclusive',
  message: `${notKey.slice(3)} and ${notKey} stand in one statement; keep one of the two`,
});

const MISSING: Readonly<Record<string, string>> = {
  VersionMissing:
    '"Version" is missing, so IAM takes the language of 2008, which has no variables; add "Version": "2012-10-17"',
  StatementMissing:
    '"Statement" is missing; expected { "Version": "2012-10-17", "Statement": [ … ] } with the statements in the list',
  EffectMissing: '"Effect" is missing; write "Allow" or "Deny"',
  ActionMissing:
    'neither "Action" nor "NotAction" says what the statement is about; name the actions in "Action"',
  ResourceMissing:
    'neither "Resource" nor "NotResource" says what the statement is about; name the ARNs in "Resource"',
  PrincipalMissing:
    'neither "Principal" nor "NotPrincipal" says who the statement is about; name them in "Principal"',
};

export const policyMissingKey = (key: string, rule = `${key}Missing`): Problem => ({
  code: MISSING[rule] === undefined ? `${key}Missing` : rule,
  message: MISSING[rule] ?? MISSING[`${key}Missing`],
});

export const policyWrongType = (given: unknown, wanted: string): Problem => ({
  code: 'WrongType',
  message: `${quote(given)} is ${typeName(given)}; expected ${wanted}`,
});

export const policyWrongValue = (code: string, given: unknown, allowed: readonly string[]): Problem => ({
  code,
  message: `${quote(given)} is not allowed${choice(given, allowed)}`,
});

export const policyWrongForm = (
  code: string,
  given: unknown,
  wanted: string,
  examples: readonly string[],
): Problem => ({ code, message: wrongForm(given, wanted, examples).message });

export const policyEmpty = (what: string): Problem => ({
  code: 'Empty',
  message: `this ${what} is empty; name at least one, or leave the key out`,
});

export const unknownConditionOperator = (operator: string, known: readonly string[]): Problem => {
  const meant = didYouMean(nearest(operator, known));
  return {
    code: 'ConditionOperatorUnknown',
    message: `IAM has no condition operator ${quote(operator)}${meant}`,
  };
};

export const sidDuplicate = (sid: string): Problem => ({
  code: 'SidDuplicate',
  message: `another statement has the Sid ${quote(sid)} already; each Sid stands once in a policy`,
});

export const policyTooLarge = (characters: number, most: number, what: string): Problem => ({
  code: 'PolicyTooLarge',
  message: `the policy has ${characters} characters without white space; ${what} may have ${most}; split it, or name resources with a wildcard`,
});

export const policyTooManyStatements = (count: number, most: number): Problem => ({
  code: 'TooManyStatements',
  message: `the policy has ${count} statements; no policy that IAM takes has more than ${most}, so they are not looked into`,
});

export const versionOld = (version: string): Problem => ({
  code: 'VersionOld',
  message: `in version ${quote(version)} variables such as \${aws:username} are taken literally; write "2012-10-17"`,
});

export const serviceUnknown = (action: string, prefix: string, meant?: string): Problem => ({
  code: 'ServiceUnknown',
  message: `no service is known by ${quote(prefix)} in ${quote(action)}${didYouMean(meant)}`,
});

export const actionUnknown = (
  action: string,
  service: string,
  name: string,
  known: readonly string[],
): Problem => {
  const meant = nearest(name, known);
  return {
    code: 'ActionUnknown',
    message: `${quote(action)} is no action of ${service}${didYouMean(meant && `${service}:${meant}`)}`,
  };
};

export const accountIdInvalid = (account: string): Problem => ({
  code: 'AccountIdInvalid',
  message: `${quote(account)} is not an AWS account id; expected 12 digits`,
});

export const repositoryAccountMistyped = (account: string): Problem => ({
  code: 'RepositoryAccountMistyped',
  message: `${quote(account)} is a widespread misspelling; the account that publishes the rotation applications is "297356227824"`,
});

export const arnRegionOrAccount = (arn: string, wanted: string): Problem => ({
  code: 'ArnRegionOrAccount',
  message: `region and account of ${quote(arn)} are not where its service has them; expected ${wanted}`,
});

export const actionNotForResource = (action: string, arns: readonly string[]): Problem => ({
  code: 'ActionNotForResource',
  message:
    arns.length === 0
      ? `${quote(action)} cannot be limited to a resource, so this statement does not allow it; give it a statement with "Resource": "*"`
      : `${quote(action)} acts on none of the statement's resources; expected ${arns.slice(0, 3).join(' or ')}`,
});

export const resourceNotForAction = (arn: string): Problem => ({
  code: 'ResourceNotForAction',
  message: `none of the statement's actions acts on ${quote(arn)}; remove it, or name the action that does`,
});

export const trustActionForeign = (action: string): Problem => ({
  code: 'TrustActionForeign',
  message: `${quote(action)} does not belong into a trust policy; expected actions of sts, such as "sts:AssumeRole"`,
});

export const actionWildcard = (actions: readonly string[]): Problem => ({
  code: 'ActionWildcard',
  message: `${actions.map(quote).join(', ')} allows whatever AWS adds later as well; name the actions`,
});

export const resourceWildcard = (resources: readonly string[]): Problem => ({
  code: 'ResourceWildcard',
  message: `${resources.map(quote).join(', ')} allows the actions on everything; name the ARNs, or limit them with a condition`,
});

export const allowWithExclusion = (key: string): Problem => ({
  code: 'AllowWithExclusion',
  message: `"Allow" with "${key}" allows everything but what is named, and whatever AWS adds later; use "${key.slice(3)}", or "Deny"`,
});

export const servicePrincipalWithoutSource = (services: readonly string[]): Problem => ({
  code: 'ServicePrincipalWithoutSource',
  message: `${services.map(quote).join(', ')} may act on behalf of any account; add a condition on "aws:SourceAccount" or "aws:SourceArn"`,
});

export const nullContradiction = (key: string): Problem => ({
  code: 'NullMisused',
  message: `the key ${quote(key)} has to be absent and to have a value, so the statement never applies; remove one of the two conditions`,
});

// The command line

export const inputNotReadable = (file: string, reason: string): Problem => ({
  code: 'FileNotReadable',
  message: `cannot read ${quote(file)}: ${reason}`,
});

// Generated policies

export const inputMalformed = (name: string, value: string, wanted: string): Problem => ({
  code: 'InputMalformed',
  message: `${quote(value)} in ${quote(name)} is not ${wanted}`,
});

export const inputElsewhere = (name: string, arn: string, wanted: readonly string[]): Problem => ({
  code: 'InputElsewhere',
  message: `${quote(arn)} in "${name}" is not in ${wanted.join(', ')}, as the rest of the policy is`,
});

export const inputIgnored = (name: string, needed: string): Problem => ({
  code: 'InputIgnored',
  message: `"${name}" says nothing without "${needed}"; give both or neither`,
});

export const partitionDiffers = (partition: string, region: string, known: string): Problem => ({
  code: 'PartitionDiffers',
  message: `the region ${quote(region)} is not in the partition ${quote(partition)}; leave "partition" out, or write ${quote(known)}`,
});

export const partitionMissing = (region: string): Problem => ({
  code: 'PartitionMissing',
  message: `the partition of ${quote(region)} is known to Terraform only; name it in "partition"`,
});

export const viaServiceMissing = (): Problem => ({
  code: 'ViaServiceMissing',
  message:
    'the region of a master secret is known to Terraform only; name the host of Secrets Manager in "viaService", for example secretsmanager.us-east-1.amazonaws.com',
});

export const databaseArnsMissing = (): Problem => ({
  code: 'DatabaseArnsMissing',
  message:
    'RDS manages a master secret whose region is known to Terraform only; name the databases in "databaseArns"',
});

export const deployerTypeUnknown = (type: string, known: readonly string[]): Problem => ({
  code: 'DeployerTypeUnknown',
  message: `it is not known what Terraform calls for ${quote(type)}${didYouMean(nearest(type, known))}`,
});

export const inlinePoliciesTooLarge = (characters: number, most: number, parts: number): Problem => ({
  code: 'InlinePoliciesTooLarge',
  message: `the role's inline policies have ${characters} characters together, and may have ${most}; attach them as ${parts} managed policies instead (PolicyDocument.split, or --split on the command line), or share the work between several functions`,
});

export const inlineOnly = (characters: number, most: number): string =>
  `the policy has ${characters} characters: as an inline policy of a role it fits, but a managed policy may have ${most}; --split prints it in parts`;

export const deployerInputIgnored = (options: readonly string[]): Problem => ({
  code: 'InputIgnored',
  message: `with --config these are not used, because the configuration says what they say: ${options.join(', ')}; leave them out`,
});

export const deployerInputMissing = (options: readonly string[]): Problem => ({
  code: 'DeployerInputMissing',
  message: `without --config these have to be given: ${options.join(', ')}`,
});

// A secret's value. Whatever it holds, these messages quote nothing of it but words that are known beforehand.

export const secretTooLarge = (most: number): Problem => ({
  code: 'SecretTooLarge',
  message: `the secret has more than ${most} bytes, which is all that Secrets Manager stores; keep in it what is needed to connect`,
});

export const secretNestedTooDeeply = (most: number): Problem => ({
  code: 'NestedTooDeeply',
  message: `the secret nests deeper than ${most} levels; what the rotation function reads stands at the top`,
});

export const secretNotJson = (): Problem => ({
  code: 'NotJson',
  message:
    'the secret is not JSON; expected an object such as {"engine": "mysql", "host": "…", "username": "…", "password": "…"}, without comments, trailing commas or a byte order mark',
});

export const secretNotMapping = (given: unknown): Problem => ({
  code: 'SecretNotMapping',
  message: `the secret is ${typeName(given)}; expected a JSON object with engine, host, username and password`,
});

export const secretDuplicateKey = (key?: string): Problem => ({
  code: 'DuplicateKey',
  message: `${key === undefined ? 'a key that the rotation function does not read' : `the key ${quote(key)}`} stands in the secret twice, and only the last counts; keep one of the two`,
});

const SECRET_KEYS: Readonly<Record<string, Problem>> = {
  dbname: {
    code: 'DbnameMissing',
    message:
      'the key "dbname" is missing; the rotation functions of oracle and db2 cannot connect without the database\'s name',
  },
  masterarn: {
    code: 'MasterArnMissing',
    message:
      'the key "masterarn" is missing; the rotation function finds the master secret by it, and by nothing else',
  },
};

export const secretKeyMissing = (key: string): Problem =>
  SECRET_KEYS[key] ?? {
    code: 'MissingKey',
    message: `the key ${quote(key)} is missing; the rotation function stops without it`,
  };

export const secretKeyMisspelt = (given: string, meant: string): Problem => ({
  code: 'MisspeltKey',
  message: `the rotation function does not read the key ${quote(given)}; did you mean ${quote(meant)}? upper and lower case matter`,
});

export const secretKeyIgnored = (given: string, meant: string): Problem => ({
  code: 'KeyIgnored',
  message: `the rotation function does not read the key ${quote(given)}; if it is for the function, write ${quote(meant)}`,
});

export const secretWrongType = (key: string, given: unknown, wanted: string): Problem => ({
  code: 'WrongType',
  message: `${quote(key)} is ${typeName(given)}; expected ${wanted}`,
});

export const secretEmptyValue = (key: string): Problem => ({
  code: 'EmptyValue',
  message: `${quote(key)} is empty`,
});

export const engineWordUnknown = (given: string, accepted: readonly string[]): Problem => ({
  code: 'EngineUnknown',
  message: `no rotation function accepts this word${didYouMean(nearest(given, accepted))}; accepted here: ${accepted.join(', ')}`,
});

export const engineWordForeign = (other: string, engine: string, accepted: readonly string[]): Problem => ({
  code: 'EngineForeign',
  message: `the secret is one of ${other}, and the rotation function of ${engine} refuses it; accepted here: ${accepted.join(', ')}; or rotate it with the engine ${other}`,
});

export const engineWordRecent = (safe: string): Problem => ({
  code: 'EngineRecent',
  message: `versions of the rotation application from before the end of 2023 refuse this word; ${quote(safe)} means the same and is accepted by all`,
});

export const hostNotName = (): Problem => ({
  code: 'HostNotName',
  message:
    'this is not a DNS name; write the name alone, such as orders.abc123.us-east-1.rds.amazonaws.com, without scheme, user, port, path and spaces; the port stands under "port"',
});

export const hostIsAddress = (): Problem => ({
  code: 'HostIsAddress',
  message:
    "this is an IP address; write the DNS name, because the rotation function compares it with the server's certificate, and addresses change",
});

export const hostIsReader = (): Problem => ({
  code: 'HostIsReader',
  message:
    'this is the endpoint of readers, which change no password; write the writer\'s endpoint, the name without "-ro"',
});

export const hostIsReplica = (): Problem => ({
  code: 'HostIsReplica',
  message:
    'this is the endpoint of readers; the rotation function then asks the RDS API whether it belongs to the master secret\'s host, for which it needs a way there and permission; better write the writer\'s endpoint, the name without "-ro"',
});

export const secretPortInvalid = (): Problem => ({
  code: 'PortInvalid',
  message: 'this is not a port; expected a whole number from 1 to 65535, or its digits as a text',
});

export const userNameTooLong = (length: number, engine: string, suffix: string, most: number): Problem => ({
  code: 'UserNameTooLong',
  message: `the user name has ${length} characters; the rotation function of ${engine} makes a second user whose name ends in ${suffix} and has at most ${most}, so a name has at most ${most - suffix.length} of its own`,
});

export const secretSslInvalid = (): Problem => ({
  code: 'SslInvalid',
  message:
    'this is neither true nor false, so the rotation function ignores it and falls back to a connection without TLS; write true to require TLS, false to do without',
});

export const masterArnInvalid = (): Problem => ({
  code: 'MasterArnInvalid',
  message:
    'this is not the ARN of a secret; expected arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX, the whole ARN as Secrets Manager shows it',
});

export const masterArnPartial = (): Problem => ({
  code: 'MasterArnPartial',
  message:
    'the ARN does not end in a hyphen and six random characters, or they read like a word of the name; give the whole ARN as Secrets Manager shows it, so that no other secret is meant',
});

export const passwordNotUrlSafe = (): Problem => ({
  code: 'PasswordNotUrlSafe',
  message:
    'the password has characters that mean something else in a URL; a client that is given a connection URL must encode them; "excludeCharacters: url-safe" keeps them out of new passwords',
});

export const userNameNotUrlSafe = (): Problem => ({
  code: 'UserNameNotUrlSafe',
  message:
    'the user name has characters that mean something else in a URL; a client that is given a connection URL must encode them',
});

export const masterNotUsed = (engine: string): Problem => ({
  code: 'MasterNotUsed',
  message: `the rotation function of ${engine} reads no master secret with a single user; it is not compared with the secret`,
});

export const masterHostDiffers = (): Problem => ({
  code: 'MasterHostDiffers',
  message:
    'the two secrets do not name the same host, letter by letter; the rotation function then asks the RDS API whether one is a replica of the other, for which its role has no permission unless you grant it; name the same endpoint in both',
});

export const masterHostRefused = (engine: string): Problem => ({
  code: 'MasterHostRefused',
  message: `the two secrets do not name the same host, letter by letter; the rotation function of ${engine} refuses that`,
});

export const masterUserSame = (): Problem => ({
  code: 'MasterUserSame',
  message:
    'the master secret is that of the user who is rotated, or of the second of the two; the master secret holds the credentials of a superuser of its own',
});

export const secretOnStandardInputTwice = (): Problem => ({
  code: 'StandardInputTwice',
  message: 'the secret and its master secret cannot both come from the standard input; name a file for one',
});

export const secretAsArgument = (): Problem => ({
  code: 'SecretAsArgument',
  message:
    'this looks like the value of a secret, where the name of a file or an option is expected; the command line is seen by others on the machine, so give the value on the standard input, with -',
});

// Characters that passwords do not contain

export const excludedTooMany = (length: number, most: number): Problem => ({
  code: 'ExcludedTooMany',
  message: `"excludeCharacters" has ${length} characters; Secrets Manager takes at most ${most}, and each needs to stand there once only`,
});

export const excludedUnprintable = (codePoint: number): Problem => ({
  code: 'ExcludedUnprintable',
  message: `"excludeCharacters" has the character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}, which no generated password contains; expected printable ASCII, from the space to "~"`,
});

export const excludedWholeClass = (name: string): Problem => ({
  code: 'ExcludedWholeClass',
  message: `"excludeCharacters" leaves no ${name}, and the rotation function wants one in each password, so that each rotation would fail; leave at least one out of the list`,
});

export const excludedLooksLikePreset = (given: string, meant: string): Problem => ({
  code: 'ExcludedLooksLikePreset',
  message: `${quote(given)} is taken as a list of characters; did you mean ${quote(meant)}?`,
});

export const excludedNameAsCharacters = (given: string): Problem => ({
  code: 'ExcludedNameAsCharacters',
  message: `${quote(given)} is a name that the configuration file knows; here it would be taken as a list of characters; use a member of ExcludeCharacters, or leave "excludeCharacters" out for the application's own choice`,
});
