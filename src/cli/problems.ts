import { FRAMEWORK } from '../framework';
import { Problem, choice, quote, shortList } from '../problem';

export const policyFileTooLarge = (most: number): Problem => ({
  code: 'DocumentTooLarge',
  message: `the file has more than ${most} bytes and is not read; a policy has at most 32,768 characters without white space, so that is enough for any`,
});

export const inputNotReadable = (file: string, reason: string): Problem => ({
  code: 'FileNotReadable',
  message: `cannot read ${quote(file)}: ${reason}`,
});

export const nothingToCheck = (): Problem => ({
  code: 'NothingToCheck',
  message:
    "missing required argument 'file': name the files or folders that hold the policies, - for the standard input, or the JSON of a Terraform plan with --plan",
});

export const standardInputTwice = (): Problem => ({
  code: 'StandardInputTwice',
  message: 'the standard input can be read once; name a file for one of the two',
});

export const noPolicyIn = (folder: string): Problem => ({
  code: 'NoPolicyFound',
  message: `no file in ${quote(folder)} holds a policy: JSON with a "Statement", in a file whose name ends in .json`,
});

export const tooManyFiles = (folder: string, most: number): Problem => ({
  code: 'TooManyFiles',
  message: `${quote(folder)} has more than ${most} files; name the folders in it that hold policies`,
});

export const notAPlan = (file: string, reason: string): Problem => ({
  code: 'NotAPlan',
  message: `${quote(file)} is not the JSON of a plan: ${reason}; write it with "terraform show -json PLAN", where PLAN is what "terraform plan -out=PLAN" wrote`,
});

export const nothingReplaced = (old: string): string => `nothing of ${quote(old)} would be replaced`;

export const notAState = (file: string, reason: string): Problem => ({
  code: 'NotAState',
  message: `${quote(file)} is not a state of Terraform: ${reason}; write it with "terraform state pull > FILE" in the stack's folder, or give the configuration that is deployed`,
});

export const againstAlone = (option: string): Problem => ({
  code: 'OptionContradicted',
  message: `${option} prints something else than findings, which --against adds to; give one of the two`,
});

export const formatTwice = (format: string): Problem => ({
  code: 'FormatTwice',
  message: `--json and --format ${format} ask for two formats; give one of them`,
});

export const besideResolved = (option: string): Problem => ({
  code: 'ResolvedAlone',
  message: `--resolved prints the configuration and nothing else, so ${option} has nothing to print; give one of the two`,
});

export const inlineOnly = (characters: number, most: number): string =>
  `the policy has ${characters} characters: as an inline policy of a role it fits, but a managed policy may have ${most}; --split prints it in parts`;

export const boundaryOfOwnOnly = (): string =>
  "AWS's applications have no parameter for a boundary, so that their functions cannot be made under this policy; it is for functions of your own, whose roles have it";

export const deployerInputIgnored = (options: readonly string[]): Problem => ({
  code: 'InputIgnored',
  message: `with --config these are not used, because the configuration says what they say: ${options.join(', ')}; leave them out`,
});

export const deployerInputMissing = (options: readonly string[]): Problem => ({
  code: 'DeployerInputMissing',
  message: `without --config these have to be given: ${options.join(', ')}`,
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

export const cdktfMissing = (version: string): string =>
  `The command line of ${FRAMEWORK.title} is not installed here. Get it with: npm install --save-dev ${FRAMEWORK.commandLine}@${version}`;

export const notAnEndpoint = (url: string): Problem => ({
  code: 'NotAnEndpoint',
  message: `${quote(url)} is not the URL of a stand-in of AWS; write scheme, host and port alone, for example http://127.0.0.1:5000`,
});

export const networkNotUnderstood = (text: string): Problem => ({
  code: 'NetworkNotUnderstood',
  message: `--network ${quote(text)} is none of: none, lookup:DBINSTANCE, lookup-cluster:DBCLUSTER, vpc, vpc:VPC,SUBNET,SUBNET,GROUP with one id that starts with vpc- and at least one that starts with subnet-`,
});

export const configurationExists = (folder: string): Problem => ({
  code: 'FileExists',
  message: `there is a rotation.yaml in ${quote(folder)} already, which stays as it is; leave out the options that would fill in another, or name another folder`,
});

export const manifestUnreadable = (file: string): Problem => ({
  code: 'FileNotReadable',
  message: `${quote(file)} is no JSON object; mend it, or name another folder`,
});

/** What was given is not repeated: beside a secret, a misplaced word may be its value. */
export const optionNotAllowed = (option: string, given: string, allowed: readonly string[]): Problem => ({
  code: 'NotAllowed',
  message: `what was given to ${option} is not allowed${choice(given, allowed)}`,
});

export const folderHoldsOthers = (folder: string, files: readonly string[]): Problem => ({
  code: 'FileExists',
  message: `${quote(folder)} holds files that were not written by this command, or were changed since, and nothing is written: ${shortList(files)}; move them, or name another folder`,
});

export const folderNotWritable = (folder: string, reason: string): Problem => ({
  code: 'FolderNotWritable',
  message: `cannot write to ${quote(folder)}: ${reason}; nothing is written`,
});

export const moduleNeedsWhat = (): Problem => ({
  code: 'OptionMissing',
  message:
    'nothing says what the module rotates; give --engine and --strategy, both of them, or a configuration in --config',
});

export const noApplicationFor = (engine: string, strategy: string): Problem => ({
  code: 'NotAllowed',
  message: `AWS publishes no application that rotates ${strategy} secrets of ${engine}; "secret-rotation applications" prints those that there are`,
});

export const noManagedMaster = (engine: string, strategy: string): Problem => ({
  code: 'NotAllowed',
  message: `the rotation functions for ${engine}, ${strategy}, use no master secret that a service of AWS manages; leave --managed-master out`,
});

export const notSoManyDays = (given: string, most: number): Problem => ({
  code: 'OutOfRange',
  message: `--days ${quote(given)} is not a whole number of days from 1 to ${most}`,
});

export const tooManyWindows = (most: number, days: string): Problem => ({
  code: 'OutOfRange',
  message: `within --days ${quote(days)} open more than ${most.toLocaleString('en')} rotation windows, which nobody reads; name fewer days, or one file of the configuration`,
});

export const notADay = (option: string, given: string): Problem => ({
  code: 'WrongForm',
  message: `${option} ${quote(given)} is not a day such as "2027-01-31"`,
});

export const chartTooLarge = (): string =>
  'The chart has more than the 500 edges or 50,000 characters that Mermaid draws by default. Draw its stacks from files of their own, or raise maxEdges and maxTextSize where Mermaid is set up.';

export const noWindows = (): string => 'No rotation window opens in this time; --days shows more.';

export const datesAssumed = (counted: number, all: number, day: string): string =>
  `${counted} of ${all} rotations ${counted === 1 ? 'has a schedule' : 'have schedules'} in days or at a rate, which Secrets Manager counts from the last rotation. Their dates here are counted from ${day}: --last-rotation names another day, and the true next date is what "aws secretsmanager describe-secret" calls NextRotationDate.`;

export const configAndEngine = (): Problem => ({
  code: 'OptionIgnored',
  message:
    'the configuration says what is rotated; leave --engine, --strategy and --managed-master out, or else --config',
});

export const stackWithoutConfig = (): Problem => ({
  code: 'OptionIgnored',
  message: '--stack names a stack of a configuration; give that in --config, or leave --stack out',
});

export const stackMissing = (what: string, stacks: readonly string[]): Problem => ({
  code: 'OptionMissing',
  message: `the configuration has several stacks, and ${what}; name it in --stack: ${shortList(stacks)}`,
});

export const notAnImport = (given: string): Problem => ({
  code: 'WrongForm',
  message: `--id ${quote(given)} is not an address of Terraform, an equals sign and the id of what lies there, for example 'aws_vpc_endpoint.Networks_Endpoints=vpce-0a1b2c3d4e5f60718'; quote it, for the shell`,
});

export const importedTwice = (address: string): Problem => ({
  code: 'OptionTwice',
  message: `${quote(address)} has two ids; give one --id for it`,
});

export const importedAndNew = (address: string): Problem => ({
  code: 'OptionContradicted',
  message: `${quote(address)} has an --id and is said to be --new; give one of the two`,
});

export const functionUnnamed = (addresses: readonly string[]): string =>
  `The names of these are made up by this package; if somebody made them by hand under other names, list those under "functions" ("name", "stackName") and name the function in its rotations, and if they do not exist yet, give --new for each: ${shortList(addresses)}`;

export const policiesReplaced = (addresses: readonly string[]): string =>
  `The first apply makes these policies anew under names of ours, before it removes the imported ones: ${shortList(addresses)}`;

export const importsNext = (folder: string, file: string): string =>
  `Now synthesise, and in ${quote(folder)} run terraform init and terraform plan. The plan has to import, to destroy nothing but what is named above, and to change no rotation_rules and no rotation_lambda_arn, because that rotates at once. When it is applied, remove ${quote(file)}.`;
