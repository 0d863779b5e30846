import { FRAMEWORK } from '../framework';
import { choice, didYouMean, isOfType, Problem, quote, shortList, typeName } from '../problem';

/** More are not read. */
const MOST_KEYS = 10;

/** As many of those that a default is for tell which are meant. */
const MOST_ENTRIES = 3;

export const fileNotReadable = (file: string, reason: string): Problem => ({
  code: 'FileNotReadable',
  message: `cannot read ${quote(file)}: ${reason}; name a configuration that is there as the argument of the command, in the environment variable ROTATION_CONFIG, or under context.rotationConfig in cdktf.json`,
});

export const fileTooLarge = (most: number): Problem => ({
  code: 'FileTooLarge',
  message: `the file has more than ${most} bytes, which is all that is read of a configuration; split it into several files in one folder, and name that`,
});

export const tooManyConfigFiles = (name: string, count: number, most: number): Problem => ({
  code: 'FileNotReadable',
  message: `${quote(name)} names ${count} files, and at most ${most} are read; name those that hold the configuration`,
});

export const aliasTaken = (alias: string, owner: string): Problem => ({
  code: 'AliasTaken',
  message: `the name ${quote(alias)} is that of ${quote(owner)} already, which has it or had it; what was made under a name belongs to one, so take the alias out here or there`,
});

export const stackInTwoFiles = (stack: string, place: string): Problem => ({
  code: 'StackInTwoFiles',
  message: `the stack ${quote(stack)} stands in ${place} already, and all files are one app, in which a stack has one name; rename one, or put all of it into one file`,
});

export const moreFindings = (count: number, errors: number): Problem => ({
  code: 'MoreFindings',
  message: `and ${count} more, ${errors} of them errors; mend those above, then check again`,
});

/** What may be written instead of what another program was to put in. */
const INSTEAD =
  'write the value, or { ssmParameter: NAME } for an id or ARN that is kept in AWS Systems Manager';

export const expressionNotEvaluated = (text: string): Problem => ({
  code: 'ExpressionNotEvaluated',
  message: `${quote(text)} has an expression of Terraform, and nothing in this file is evaluated; ${INSTEAD}; what else only Terraform knows needs a program with the constructs`,
});

export const variableNotExpanded = (text: string): Problem => ({
  code: 'VariableNotExpanded',
  message: `${quote(text)} has a variable or placeholder that nothing has put a value in for; ${INSTEAD}, or have it filled in before this file is read`,
});

export const missingKey = (key: string, meaning?: string): Problem => ({
  code: 'MissingKey',
  message: `the key ${quote(key)} is missing${meaning === undefined ? '' : `; it states: ${meaning}`}`,
});

/** A key that is none of a mapping's own, and what it may be meant for. */
export const keyUnknown = (key: string, meant: string | undefined, allowed: readonly string[]): Problem => ({
  code: 'UnknownKey',
  message: `the key ${quote(key)} is unknown${didYouMean(meant)}${meant === undefined ? ';' : ''} allowed here: ${allowed.join(', ')}`,
});

export const keysElsewhere = (keys: readonly string[], place: readonly string[]): Problem => ({
  code: 'UnknownKey',
  message: `${theKeys(keys)} unknown here; ${placeText(keys, place)}`,
});

export const nameMissing = (keys: readonly string[], place: readonly string[]): Problem => ({
  code: 'NameMissing',
  message: `${theKeys(keys)} where a name is expected; ${placeText(keys, place)}`,
});

function theKeys(keys: readonly string[]): string {
  const quoted = keys.slice(0, MOST_KEYS).map(quote).join(', ');
  const more = keys.length > MOST_KEYS ? `, and ${keys.length - MOST_KEYS} more` : '';
  return keys.length === 1 ? `the key ${quoted} is` : `the keys ${quoted}${more} are`;
}

function placeText(keys: readonly string[], place: readonly string[]): string {
  const where = place.length === 0 ? 'stand at the top of the file' : `stand under ${place.join('.')}`;
  return `${keys.length === 1 ? 'it has to' : 'they have to'} ${where}`;
}

/** What stands in their place may be anything, and is told by its kind. */
const STRUCTURES: readonly string[] = ['object', 'array'];

/** @param type the type that the schema wants */
export const wrongType = (given: unknown, wanted: string, type: string): Problem => ({
  code: 'WrongType',
  message: `${STRUCTURES.includes(type) ? `this is ${typeName(given)}` : isOfType(given)}; expected ${wanted}${hintOf(given, type)}`,
});

export const emptyEntry = (wanted: string): Problem => ({
  code: 'WrongType',
  message: `this is empty; expected ${wanted}; write {} if it says nothing itself`,
});

export const notAParameter = (key: string): Problem => ({
  code: 'WrongType',
  message: `this is a mapping without the key ${quote(key)}; expected an id, a name or an ARN as a text, or a mapping that has this key alone, with the name of a parameter of AWS Systems Manager that holds it`,
});

/** YAML takes for numbers and words what was meant otherwise. */
function hintOf(given: unknown, type: string): string {
  if (type === 'string' && (typeof given === 'number' || typeof given === 'boolean'))
    return '; in quotes it is a text, as it stands';
  return type === 'boolean' && /^(yes|no|on|off)$/i.test(String(given)) ? '; write true or false' : '';
}

export const notTheValue = (given: unknown, wanted: unknown): Problem => ({
  code: 'NotAllowed',
  message: `${quote(given)} is not allowed; the only value here is ${quote(wanted)}`,
});

export const managedMasterSecretMisspelt = (given: string, meant: string): Problem => ({
  code: 'ManagedMasterSecretMisspelt',
  message: `${quote(given)} is taken for the name of a secret; did you mean ${quote(meant)}?`,
});

export const duplicateItem = (item: unknown): Problem => ({
  code: 'DuplicateItem',
  message: `${quote(item)} stands in this list twice; keep one of the two`,
});

export const emptyMapping = (wanted: string): Problem => ({
  code: 'EmptyMapping',
  message: `this is empty; expected ${wanted} with at least one entry`,
});

export const entryCount = (count: number, wanted: string): Problem => ({
  code: 'OutOfRange',
  message: `this has ${count} keys; expected ${wanted}`,
});

export const scheduleAmbiguous = (given: readonly string[]): Problem => ({
  code: 'ScheduleAmbiguous',
  message: `a schedule has exactly one of everyDays, rate, cron and complianceDays; this one has ${given.length === 0 ? 'none' : given.join(' and ')}`,
});

export const nameReserved = (name: string): Problem => ({
  code: 'NameReserved',
  message: `${quote(name)} is the name of something that every object in JavaScript has, and ${FRAMEWORK.title} cannot use it; choose another, for example ${quote(`${name}-1`)}`,
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

/** What has a name that an account has once in a region. */
export type NamedKind = 'function' | 'CloudFormation stack';

export const namesCollide = (
  kind: NamedKind,
  name: string,
  other: readonly (string | number)[],
): Problem => ({
  code: 'NamesCollide',
  message: `the ${kind} would be called ${quote(name)}, as that of ${other.join('.')} is, and it is another one; rename the rotation, its network or the stack`,
});

export const databaseOfTwoEngines = (
  database: string,
  engine: string,
  other: readonly (string | number)[],
): Problem => ({
  code: 'DatabaseOfTwoEngines',
  message: `${database} is looked up for ${engine} by ${other.join('.')}, and a database runs one engine; correct "engine" in one of the two, or look up another database here`,
});

export const endpointCreatedTwice = (vpc: string, other: readonly (string | number)[]): Problem => ({
  code: 'EndpointCreatedTwice',
  message: `the VPC, ${vpc}, gets an endpoint for ${other.join('.')} already, and a VPC has one with private DNS for a service; deploy that stack first, and name its endpoint here: { existing: vpce-… }`,
});

export const tooManyRotations = (count: number, most: number): Problem => ({
  code: 'TooManyRotations',
  message: `the stack has ${count} rotations; with more than ${most} each plan takes long, so split it into several stacks`,
});

export const tagsTooMany = (count: number, most: number): Problem => ({
  code: 'OutOfRange',
  message: `with those of the defaults these are ${count} tags, and AWS takes ${most}; leave some out here or there`,
});

export const rulesTooMany = (group: string, count: number, most: number): Problem => ({
  code: 'RulesTooMany',
  message: `the security group ${group} gets ${count} rules, one for each function, port and group at the other end, and by default a group may have ${most} in each direction; put the functions into one group of your own (functionSecurityGroupIds), let rotations share functions, or have the quota raised: Service Quotas, "Inbound or outbound rules per security group"`,
});

export const endpointsTooMany = (count: number, most: number, vpc: string): Problem => ({
  code: 'EndpointsTooMany',
  message: `${count} interface endpoints in ${vpc} are created or named here, and by default a VPC may have ${most}; name the same one in all networks, or have the quota raised: Service Quotas, "Interface VPC endpoints per VPC"`,
});

export const masterSecretsTooMany = (count: number, characters: number, most: number): Problem => ({
  code: 'MasterSecretsTooMany',
  message: `the function reads ${count} master secrets, whose policy has at least ${characters} characters; of the 10,240 that IAM gives the inline policies of a role together, ${most} are left beside the function's own; split the rotations over several functions, by "isolation: dedicated" or "function"`,
});

export const functionPolicyTooLarge = (count: number, most: number, bytes: number): Problem => ({
  code: 'FunctionPolicyTooLarge',
  message: `${count} stacks add a statement each to the policy of this function, and with more than ${most} it has over the ${bytes} bytes that Lambda allows; put the rotations into fewer stacks, or give each stack a function of its own`,
});

export const stacksTooMany = (count: number, most: number): Problem => ({
  code: 'StacksTooMany',
  message: `${count} functions in one account and region are a CloudFormation stack and a role each, and by default there may be ${most} stacks, and fewer roles; let rotations share functions, or have the quotas raised: Service Quotas, AWS CloudFormation, "Stack count", and IAM, "Roles per account"`,
});

export const rolesTooMany = (count: number, most: number): Problem => ({
  code: 'RolesTooMany',
  message: `${count} functions in one account have a role each, and by default an account may have ${most}; let rotations share functions, or have the quota raised: Service Quotas, IAM, "Roles per account"`,
});

export const hourShared = (database: string, rotations: readonly string[]): Problem => ({
  code: 'RotationsShareHour',
  message: `${rotations.length} rotations of one database, ${database}, share hours: ${shortList(rotations)}; give each an hour of its own in its "cron", and a "window" that ends before the next begins`,
});

const ELSEWHERE: Readonly<Record<string, string>> = {
  secret:
    'a rotation function rotates secrets of its own region only, and a replica is not rotated at all, so move the rotation to a stack of that region',
  masterSecret:
    "a rotation function reads secrets of its own region only, so replicate it to the stack's region and name the replica, or move the rotation to a stack of that region",
  key: "a secret is encrypted with a key of its own region, and its replica with another, so name the key that encrypts it in the stack's region",
};

const IN_OTHER_PARTITION =
  "a rotation function reads secrets of its own region only, and none is replicated to another partition, so name a master secret of the stack's region";

export const arnElsewhere = (
  key: string,
  arn: string,
  { region, partition }: { readonly region: string; readonly partition: string },
): Problem => {
  const isMasterOfOther = key === 'masterSecret' && !arn.startsWith(`arn:${partition}:`);
  const advice = isMasterOfOther ? IN_OTHER_PARTITION : (ELSEWHERE[key] ?? ELSEWHERE.key);
  return {
    code: 'ArnElsewhere',
    message: `${quote(arn)} is not in the stack's region ${region} of the partition ${partition}; ${advice}`,
  };
};

export const roleElsewhere = (arn: string, region: string, partition: string): Problem => ({
  code: 'ArnElsewhere',
  message: `${quote(arn)} is not in the partition ${partition}, in which ${region} is, and no role is assumed from another one; name a role of that partition`,
});

export const roleAccountNotAllowed = (account: string, allowed: readonly string[]): Problem => ({
  code: 'AccountsDiffer',
  message: `the role in "assumeRole" is in the account ${quote(account)}, which is not allowed${choice(account, allowed)}; add it here, or name a role of an account that is allowed`,
});

export const accountDiffers = (secret: string, accounts: readonly string[], key: string): Problem => ({
  code: 'AccountsDiffer',
  message: `${quote(secret)} is not in the account ${shortList(accounts)}, which the stack is deployed to by its "${key}", and a secret is rotated by a function of its own account; move the rotation to a stack of that account, or mend "${key}"`,
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

export const managedMasterSecretNotUsed = (engine: string, database: string): Problem => ({
  code: 'ManagedMasterSecretNotUsed',
  message: `the rotation functions for ${engine} know no master secret that RDS manages for ${database}; name a master secret that you made, with host, username, password and engine, in "masterSecret"${engine === 'redshift' ? ', or the one that Redshift manages, whose name starts with redshift!' : ''}`,
});

export const engineNotLookedUp = (engine: string): Problem => ({
  code: 'EngineNotLookedUp',
  message: `databases of ${engine} are not in Amazon RDS and cannot be looked up there; use a network of ids`,
});

export const regionWithoutRepository = (region: string, known: readonly string[]): Problem => ({
  code: 'RegionWithoutRepository',
  message: `the Serverless Application Repository, where the rotation functions come from, is not known to be in ${quote(region)}; it is known to be in ${known.join(', ')}`,
});

export const stateShared = (stack: string): Problem => ({
  code: 'StateShared',
  message: `the stack ${quote(stack)} keeps its state there, and each of the two would delete what the other has made; give each stack a state of its own`,
});

export const stackNamesAlike = (stack: string, other: string): Problem => ({
  code: 'StackNamesAlike',
  message: `${quote(stack)} differs from ${quote(other)} in upper and lower case only, and both have one folder and one local state where a file system does not tell them apart; rename one`,
});

/** A rule of a security group, and what leaves it to somebody else. */
interface RuleOfTwo {
  readonly source: string;
  readonly port: number;
  readonly remedy: string;
}

export const ruleMadeTwice = ({ source, port, remedy }: RuleOfTwo, stack: string): Problem => ({
  code: 'RuleMadeTwice',
  message: `the stack ${quote(stack)} lets ${quote(source)} in on port ${port} there already, and a security group has a rule once: AWS would refuse the second, and either stack would remove it for both; write "${remedy}" here and deploy that stack first, or name another group for these functions`,
});

export const endpointCutsOff = (service: string): Problem => ({
  code: 'EndpointCutsOff',
  message: `another stack creates an endpoint for ${service} in this VPC, to which private DNS leads these functions as well, and nobody lets them in; deploy that stack first, and name its endpoint here: { existing: vpce-… }`,
});

export const endpointSubnetsDiffer = (network: string): Problem => ({
  code: 'EndpointSubnetsDiffer',
  message: `the network ${quote(network)} has other subnets for the endpoints of this VPC, which are the same endpoints; give both the same, or one of them none`,
});

export const endpointSubnetsUnused = (): Problem => ({
  code: 'EndpointSubnetsUnused',
  message: 'no endpoint is created for this network, so these subnets have no effect; leave them out',
});

export const defaultUnused = (key: string, kind: string, reason: string | undefined): Problem => ({
  code: 'DefaultUnused',
  message: `none of the ${kind} has this ${quote(key)}: ${reason ?? 'there are none, or each has its own'}; leave it out, or let one have it`,
});

/** What follows a message about a default. */
export const defaultUsedBy = (entries: readonly string[]): string =>
  `it is the default of ${entries.slice(0, MOST_ENTRIES).join(', ')}${entries.length > MOST_ENTRIES ? ` and ${entries.length - MOST_ENTRIES} more` : ''}`;

export const functionUnknown = (name: string, known: readonly string[]): Problem => ({
  code: 'FunctionUnknown',
  message: `no function is called ${quote(name)}${choice(name, known)}; functions stand under "functions" in the same stack`,
});

export const functionUnused = (name: string): Problem => ({
  code: 'FunctionUnused',
  message: `no rotation names the function ${quote(name)}; nothing is made for it`,
});

export const functionContradicted = (
  name: string,
  setting: string,
  other: unknown,
  rotation: string | undefined,
): Problem => ({
  code: 'FunctionContradicted',
  message: `the function ${quote(name)} has ${other === undefined ? `no ${quote(setting)}` : `${quote(setting)} ${quote(other)}`}${rotation === undefined ? '' : `, from its rotation ${quote(rotation)}`}, and a function has one for all of its rotations; write the same here, leave it out where the function says it, or name another function`,
});

export const functionSettingFixed = (setting: string, kind: string): Problem => ({
  code: 'FunctionSettingFixed',
  message: `${quote(setting)} says nothing of a function ${kind === 'existing' ? 'that exists, whose settings and grants are its own' : 'of your own, which comes from no application'}; leave it out`,
});

export const functionShared = (name: string): Problem => ({
  code: 'FunctionShared',
  message: `other rotations name the function ${quote(name)} as well, so that it cannot be dedicated to this one; leave "isolation" out, or name another function`,
});

export const portMissing = (): Problem => ({
  code: 'PortMissing',
  message:
    'nothing says on which port the database listens, and its security groups are opened on that; give "port", or "engine" for its usual one',
});

export const applicationUnknown = (application: string, names: readonly string[]): Problem => ({
  code: 'ApplicationUnknown',
  message: `no application of the catalogue is called ${quote(application)}${choice(application, names)}; any other is named by its ARN`,
});

export const functionApplicationVersionMissing = (application: string): Problem => ({
  code: 'ApplicationVersionMissing',
  message: `the catalogue has no version of ${quote(application)} in this partition; give one in "applicationVersion", as the Serverless Application Repository shows it`,
});

export const existingFunctionElsewhere = (
  arn: string,
  { region, partition }: { readonly region: string; readonly partition: string },
): Problem => ({
  code: 'ExistingFunctionElsewhere',
  message: `${quote(arn)} is not in the stack's region ${region} of the partition ${partition}; Secrets Manager rotates with functions of its own region only`,
});

export const arnOfFunctionElsewhere = (
  arn: string,
  { region, partition }: { readonly region: string; readonly partition: string },
): Problem => ({
  code: 'ArnElsewhere',
  message: `${quote(arn)} is not in the stack's region ${region} of the partition ${partition}; a function uses what is in its own region`,
});
