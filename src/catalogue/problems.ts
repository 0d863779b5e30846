import { Problem, quote, shortList, typeName } from '../problem';

export const wrongForm = (given: unknown, wanted: string, examples: readonly string[]): Problem => ({
  code: 'WrongForm',
  message: `${quote(given)} is not ${wanted}${examples.length > 0 ? `, for example ${examples.join(' or ')}` : ''}`,
});

export const outOfRange = (given: unknown, wanted: string): Problem => ({
  code: 'OutOfRange',
  message: `${quote(given)} is out of range; expected ${wanted}`,
});

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

export const noWayToDatabase = (): Problem => ({
  code: 'NoWayToDatabase',
  message:
    'the rotation function would not reach the database; name the database\'s security groups in "databaseSecurityGroupIds", or groups that reach it already in "functionSecurityGroupIds"',
});

export const managedMasterSecretNeedsLookUp = (): Problem => ({
  code: 'ManagedMasterSecretNeedsLookUp',
  message:
    'a master secret that RDS manages belongs to a database that is looked up; look the network up by "dbInstance" or "dbCluster"',
});

/** What services call themselves, where it is not the word before the exclamation mark. */
const MANAGERS: Readonly<Record<string, string>> = { rds: 'Amazon RDS', redshift: 'Amazon Redshift' };

export const managedSecretNamed = (secret: string, manager: string): Problem => ({
  code: 'ManagedSecretNamed',
  message: `${quote(secret)} is a secret that ${MANAGERS[manager] ?? manager} manages and rotates by itself, without a rotation function; name a secret of your own as the one to rotate`,
});

export const managedMasterSecretNamed = (secret: string, manager: string, use: string): Problem => ({
  code: 'ManagedSecretNamed',
  message: `${quote(secret)} is a secret that ${MANAGERS[manager] ?? manager} manages; ${use}`,
});

export const redshiftWarehouseMissing = (masterSecret: string): Problem => ({
  code: 'RedshiftWarehouseMissing',
  message: `Amazon Redshift manages the master secret ${quote(masterSecret)}, so that the rotation function asks Redshift for its host; say in "redshiftWarehouse" what it belongs to: a cluster by its identifier, or a namespace of Redshift Serverless`,
});

export const redshiftWarehouseNotUsed = (reason: string): Problem => ({
  code: 'RedshiftWarehouseNotUsed',
  message: `"redshiftWarehouse" says what a master secret that Amazon Redshift manages belongs to, and ${reason}; leave it out`,
});

export const masterSecretInOtherAccount = (masterSecret: string, account: string): Problem => ({
  code: 'MasterSecretInOtherAccount',
  message: `${quote(masterSecret)} belongs to another account than the rotation, which is in ${account}, and has no customer managed key; what the key aws/secretsmanager encrypts is read in its own account only, so encrypt it with a key of its own and name that in "masterSecretKmsKeyArn", or name a master secret in ${account}`,
});

export const masterSecretNeedsPolicies = (masterSecret: string, account: string): Problem => ({
  code: 'MasterSecretNeedsPolicies',
  message: `${quote(masterSecret)} belongs to another account than the rotation, which is in ${account}; the function reads it only if the policies of the secret and of its key let the function's role, which "secret-rotation policy secret" and "secret-rotation policy kms-key" print with --reader, and "secret-rotation policy --all" for all rotations`,
});

export const masterSecretMissing = (application: string): Problem => ({
  code: 'MasterSecretMissing',
  message: `${application} changes the password with the credentials of a master secret; name that secret in "masterSecret"`,
});

export const masterSecretNotTaken = (application: string): Problem => ({
  code: 'MasterSecretNotTaken',
  message: `${application} uses no master secret; leave "masterSecret" out, or choose the multi-user strategy`,
});

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

export const excludedLacks = (character: string, engine: string): Problem => ({
  code: 'ExcludedLacks',
  message: `"excludeCharacters" lacks ${quote(character)}, and the rotation function of ${engine} cannot set a password that has it, which about three in ten new ones would; add it to the list`,
});

export const excludedLooksLikePreset = (given: string, meant: string): Problem => ({
  code: 'ExcludedLooksLikePreset',
  message: `${quote(given)} is taken as a list of characters; did you mean ${quote(meant)}?`,
});

export const excludedNameAsCharacters = (given: string): Problem => ({
  code: 'ExcludedNameAsCharacters',
  message: `${quote(given)} is a name that the configuration file knows; here it would be taken as a list of characters; use a member of ExcludeCharacters, or leave "excludeCharacters" out for the application's own choice`,
});

export const stackNameMissing = (functionName: string): Problem => ({
  code: 'StackNameMissing',
  message: `the function's CloudFormation stack takes its name, and ${quote(functionName)} cannot name one: that takes letters, digits and hyphens, starting with a letter; name the stack by "stackName"`,
});

export const parameterIsOurs = (parameter: string, setting: string): Problem => ({
  code: 'ParameterIsOurs',
  message: `the parameter ${quote(parameter)} is filled from ${setting}, and cannot be overridden; remove it from "parameters", and say what you want there`,
});

export const parameterNoText = (parameter: string, given: unknown): Problem => ({
  code: 'ParameterNoText',
  message: `the parameter ${quote(parameter)} is ${typeName(given)}; parameters are texts, so put it between quotation marks`,
});

export const parameterUnknown = (
  application: string,
  parameter: string,
  meant: string,
  known: readonly string[],
): Problem => ({
  code: 'ParameterUnknown',
  message: `${application} is not known to have a parameter ${quote(parameter)}${meant}; it is sent as it stands, and the deployment fails where the application has none of that name; known are ${shortList(known)}`,
});

export const environmentNameIsOurs = (name: string, setting: string): Problem => ({
  code: 'EnvironmentNameIsOurs',
  message: `the variable ${quote(name)} is filled from ${setting}, and cannot be overridden; remove it from "environment", and say what you want there`,
});

export const environmentNameReserved = (name: string): Problem => ({
  code: 'EnvironmentNameReserved',
  message: `Lambda sets the variable ${quote(name)} itself; choose another name`,
});

export const environmentNameInvalid = (name: string): Problem => ({
  code: 'EnvironmentNameInvalid',
  message: `${quote(name)} cannot name an environment variable of a function; it takes two or more letters, digits and underscores, starting with a letter`,
});

export const packageSettingMissing = (setting: string): Problem => ({
  code: 'PackageSettingMissing',
  message: `a function from a zip file needs ${quote(setting)}, for example ${setting === 'handler' ? 'lambda_function.lambda_handler' : 'python3.13'}`,
});

export const imageSettingIgnored = (setting: string): Problem => ({
  code: 'ImageSettingIgnored',
  message: `${quote(setting)} is in the image of a function already, and Lambda takes no other; remove it`,
});

export const passwordLengthInvalid = (length: number, most: number): Problem => ({
  code: 'PasswordLengthInvalid',
  message: `Secrets Manager makes no passwords of ${length} characters; expected a whole number from 1 to ${most}`,
});

export const passwordTooShort = (length: number, types: number): Problem => ({
  code: 'PasswordTooShort',
  message: `a password of ${length} characters cannot have one of each of the ${types} sorts that it may have; make it longer, exclude sorts, or set "requireEachIncludedType" to false`,
});

export const passwordWithoutCharacters = (): Problem => ({
  code: 'PasswordWithoutCharacters',
  message:
    'numbers, punctuation, capitals and small letters are all excluded, so that no password can be made; leave one sort in',
});

export const securityGroupsTooMany = (count: number, most: number): Problem => ({
  code: 'SecurityGroupsTooMany',
  message: `functions here are in ${count} security groups, and Lambda takes ${most}; name those only that let the function out to its database and to Secrets Manager`,
});
