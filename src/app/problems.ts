import { Finding } from '../config';
import { FRAMEWORK } from '../framework';
import { printable } from '../printable';
import { choice, Problem, quote, SecretRotationError, shortList } from '../problem';

/** A stack, and where its state is. */
interface Deployed {
  readonly name: string;
  readonly state: string;
}

/** All errors of a configuration in one; warnings are not among them. */
export const configurationInvalid = (file: string, findings: readonly Finding[]): SecretRotationError =>
  new SecretRotationError(file, findings.filter(({ severity }) => severity === 'error').map(problemOf));

export const noSuchStack = (name: string, names: readonly string[]): Problem => ({
  code: 'NoSuchStack',
  message: `the configuration has no stack ${quote(name)}${choice(name, names)}`,
});

export const accountOfNoStack = (accountId: string, accounts: readonly string[]): Problem => ({
  code: 'AccountOfNoStack',
  message: `no stack is in the account ${quote(accountId)}: by the ARNs of what they rotate the stacks are in ${shortList(accounts)}; give that`,
});

export const stackRenamed = (earlier: Deployed, { name, state }: Deployed, secret: string): Problem => ({
  code: 'StackRenamed',
  message: `${quote(secret)} is rotated by the stack ${quote(earlier.name)} already, whose state is ${earlier.state}, and the state of ${quote(name)} is ${state}; Terraform would make a second function, and to destroy ${quote(earlier.name)} would turn off the rotation by the new one; if the stack got another name, give it the old one's state: "Renaming and moving" in docs/renaming.md has the commands`,
});

export const stateMoved = (name: string, from: string, to: string): Problem => ({
  code: 'StateMoved',
  message: `the state of the stack ${quote(name)} is ${from}, and would be ${to}; where that is empty, Terraform makes everything a second time, and AWS refuses what has the same name; take the state along before the next apply: terraform init -migrate-state`,
});

export const stackLeft = (name: string, state: string): Problem => ({
  code: 'StackLeft',
  message: `the stack ${quote(name)} is no longer here, and goes on rotating: its state is ${state}; if that is not meant, put it back, run "${FRAMEWORK.command} destroy ${name}", and take it out then`,
});

export const regionOfStackChanged = (name: string, region: string, other: string): Problem => ({
  code: 'RegionChanged',
  message: `the stack ${quote(name)} was deployed to ${region}; in ${other} Terraform does not find what is there, and would make all of it anew while the old goes on rotating; set the region back, run "${FRAMEWORK.command} destroy ${name}", and then change the region`,
});

export const accountOfStackChanged = (name: string, account: string, other: string): Problem => ({
  code: 'AccountChanged',
  message: `the stack ${quote(name)} was deployed to the account ${quote(account)}; in ${quote(other)} Terraform does not find what is there, or may not look, and would make all of it anew while the old goes on rotating; set "assumeRole" and "allowedAccountIds" back, run "${FRAMEWORK.command} destroy ${name}", and then change the account, or give the other account a stack of its own`,
});

function problemOf({ rule, path, message, file = '', line, column }: Finding): Problem {
  const place = [file, line === undefined ? '' : `line ${line}, column ${column}`, path]
    .filter(Boolean)
    .join(', ');
  return { code: rule, message: place ? `${place}: ${message}` : message };
}

export const parameterHolds = (name: string, what: string, isList: boolean): Problem => ({
  code: 'ParameterHoldsSomethingElse',
  message: `the parameter ${quote(name)} of AWS Systems Manager does not hold ${isList ? `${what}, or several with commas between them` : what}; put that into it, as a ${isList ? 'StringList' : 'String'}; a SecureString is not read`,
});

export const policyOfParameter = (rotation: string, key: string, parameter: string): Problem => ({
  code: 'PolicyOfParameter',
  message: `"${key}" of the rotation ${quote(rotation)} is what the parameter ${quote(parameter)} holds, which only Terraform reads, so that no policy can name it; write the name or ARN itself into the configuration that the policies are for`,
});

interface MissingId {
  readonly what: string;
  readonly address: string;
  readonly example: string;
  readonly command: string;
  /** The address that says that there is none. */
  readonly isNew: string;
}

export const importIdMissing = ({ what, address, example, command, isNew }: MissingId): Problem => ({
  code: 'ImportIdMissing',
  message: `the id of ${what} is missing, which AWS alone knows; if it exists, give --id '${address}=${example}' with what this prints: ${command} ; if Terraform is to make it, give --new '${isNew}'`,
});

export const importIdMalformed = (address: string, given: string, example: string): Problem => ({
  code: 'ImportIdMalformed',
  message: `${quote(given)} is not the id of ${address}; it looks like ${example}`,
});

export const importInstanceMissing = (address: string, wanted: string, key: string | undefined): Problem => ({
  code: 'ImportInstanceMissing',
  message: `${quote(address)} is not the address of one instance: write ${wanted}${key === undefined ? '' : `, where the key is ${key}`}`,
});

export const importOfNew = (address: string, owner: string): Problem => ({
  code: 'ImportContradicted',
  message: `${quote(address)} has an --id and ${address.startsWith(owner) ? 'is said to be --new' : `belongs to ${owner}, which is said to be --new and cannot have had it`}; give one of the two`,
});

export const importIdFollows = (address: string): Problem => ({
  code: 'ImportIdFollows',
  message: `the id of ${address} follows from the configuration, because Terraform would replace what has another one; leave this --id out, and where something else is meant name that in the configuration`,
});

export const importIdTwice = (id: string, addresses: readonly string[]): Problem => ({
  code: 'ImportIdTwice',
  message: `${quote(id)} is given for more than one address, and Terraform keeps each thing at one: ${shortList(addresses)}; give it for one of them, and --new for the others. What several use, and others keep looking after, stands in the configuration as existing: a security group under "functionSecurityGroupIds" or with an existing endpoint, a role under "role"`,
});

export const unknownAddress = (address: string, known: readonly string[]): Problem => ({
  code: 'AddressUnknown',
  message: `the stack makes nothing at ${quote(address)} that can be imported${choice(address, known)}`,
});

/** An address as a shell takes it, whatever is in it. */
function inShell(address: string): string {
  return `'${printable(address).replace(/'/g, "'\\''")}'`;
}

const ONLY_A_NAME =
  'a function\'s name carries those of its stack, its network and, where it has one to itself, of its rotation: where only a name has changed, list the old one in "aliases"';

export const functionReplaced = (from: string, to: string, secrets: readonly string[]): Problem => ({
  code: 'FunctionReplaced',
  message: `the function ${quote(from)} goes, with its security group, permission and policies, and ${quote(to)} is made in its place; these secrets move to it, which rotates each at once, unless "rotateImmediately" is false: ${shortList(secrets)}; ${ONLY_A_NAME}`,
});

export const rotationMoved = (from: string, to: string, secrets: readonly string[]): Problem => ({
  code: 'RotationMoved',
  message: `these secrets move from the function ${quote(from)} to ${quote(to)}, which rotates each at once, unless "rotateImmediately" is false: ${shortList(secrets)}`,
});

export const rotationGone = (secret: string): Problem => ({
  code: 'RotationRemoved',
  message: `the rotation of ${quote(secret)} is turned off: nothing in the stack rotates it any more; the secret stays as it is`,
});

interface Leaving {
  readonly from: string;
  readonly to: string;
  readonly address: string;
}

export const rotationLeaves = (secret: string, { from, to, address }: Leaving): Problem => ({
  code: 'RotationLeavesStack',
  message: `the rotation of ${quote(secret)} moves from the stack ${quote(from)} to ${quote(to)}, which has a state of its own: the next apply of ${quote(from)} would turn it off, whether ${quote(to)} has turned it on or not; have ${quote(from)} forget it first: terraform state rm ${inShell(address)}; then deploy ${quote(to)}, and ${quote(from)} after it`,
});

export const taintedReplaced = (address: string): Problem => ({
  code: 'TaintedReplaced',
  message: `${printable(address)} is marked as tainted in the state, and the next apply would replace it whatever the configuration says; if it is as it should be, have Terraform keep it: terraform untaint ${inShell(address)}`,
});

export const nothingRotated = (): Problem => ({
  code: 'NothingRotated',
  message:
    'what is deployed has no rotation of a secret in it, so that it cannot be told which stack it is; give the state of a stack that rotates secrets, or the configuration that is deployed',
});

export const rotationMayMove = (secret: string, from: string, to: readonly string[]): Problem => ({
  code: 'RotationRemoved',
  message: `the rotation of ${quote(secret)} at ${printable(from)} is turned off; where a parameter holds a secret, Terraform alone knows which, and if it is the one of ${shortList(to)}, take it along before the next apply, or it is turned on there and off here in any order: terraform state mv ${inShell(from)} ADDRESS`,
});

export const rotationAddressChanged = (secret: string, from: string, to: string): Problem => ({
  code: 'RotationReplaced',
  message: `the rotation of ${quote(secret)} is at ${printable(from)} in Terraform and would be at ${to}, turned on at one and off at the other in any order; take it along before the next apply: terraform state mv ${inShell(from)} ${inShell(to)}`,
});

export const functionGone = (name: string): Problem => ({
  code: 'FunctionRemoved',
  message: `the function ${quote(name)} goes, with its security group, permission and policies: nothing in the stack uses it any more`,
});

export const functionStillUsed = (name: string, secrets: readonly string[], address: string): Problem => ({
  code: 'FunctionStillUsed',
  message: `the function ${quote(name)} would be destroyed while these secrets go on being rotated by it, because the configuration names it as one that exists and the state has it as one of this stack's: ${shortList(secrets)}; have Terraform forget it before the next apply: terraform state rm ${inShell(address)}, and the same for its security group, the rules of that, its role and its log group, as far as the plan destroys them`,
});

export const functionRemade = (name: string, what: string, was: string, is: string): Problem => ({
  code: 'FunctionRemade',
  message: `the function ${quote(name)} would be made anew under its own name, because its ${what} is ${quote(is)} and not ${quote(was)}; the old one would have to go first, while secrets are rotated by it, and Terraform refuses that: give the new one another name`,
});

export const endpointGone = (service: string, vpc: string, address: string): Problem => ({
  code: 'EndpointRemoved',
  message: `the interface endpoint for ${printable(service)} in ${printable(vpc)} goes, and with it the private way there of everything else in the VPC; to keep it, have Terraform forget it before the next apply: terraform state rm ${inShell(address)}, and the same for its security group`,
});

export const endpointReplaced = (service: string, vpc: string, from: string, to: string): Problem => ({
  code: 'EndpointReplaced',
  message: `the interface endpoint for ${printable(service)} in ${printable(vpc)} is at ${printable(from)} in Terraform and would be made at ${printable(to)}, which AWS refuses while the VPC has the first; take it along before the next apply: terraform state mv ${inShell(from)} ${inShell(to)}, and the same for its security group and rules`,
});

export const groupReplaced = (functionName: string, group: string): Problem => ({
  code: 'SecurityGroupReplaced',
  message: `the security group ${printable(group)} of the function ${quote(functionName)} goes, or is replaced; rules elsewhere that name it have to name the new one, which is in the stack's output`,
});

export const roleReplaced = (functionName: string, role: string): Problem => ({
  code: 'RoleReplaced',
  message: `the role ${printable(role)} of the function ${quote(functionName)} goes, or is replaced; policies elsewhere that name it, such as those of KMS keys, have to name the new one`,
});

export const logGroupGone = (name: string, address: string): Problem => ({
  code: 'LogGroupRemoved',
  message: `the log group ${quote(name)} goes, with all that was logged; to keep it, have Terraform forget it before the next apply: terraform state rm ${inShell(address)}`,
});

export const logGroupReplaced = (name: string, from: string, to: string): Problem => ({
  code: 'LogGroupReplaced',
  message: `the log group ${quote(name)} is at ${printable(from)} in Terraform and would be made at ${printable(to)}, which AWS refuses while the first is there, with which all that was logged goes; take it along before the next apply: terraform state mv ${inShell(from)} ${inShell(to)}`,
});

export const stackGone = (name: string | undefined, rotations: number): Problem => ({
  code: 'StackRemoved',
  message: `${name === undefined ? 'what is deployed' : `the stack ${quote(name)}`}, with ${rotations} rotation${rotations === 1 ? '' : 's'}, is no longer in the configuration: no plan tells of it, and it goes on rotating; to end that, put it back, run "${FRAMEWORK.command} destroy", and take it out then`,
});
