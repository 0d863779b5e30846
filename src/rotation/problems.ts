import { Problem, quote, shortList, typeName } from '../problem';

export const endpointAfterInternet = (service: string, network: string): Problem => ({
  code: 'EndpointAfterInternet',
  message: `with an endpoint for ${service} in the VPC, private DNS would lead the functions of the network ${quote(network)} there, which are to go through the internet; make this endpoint or network before that one, so that both use the endpoint`,
});

export const portInvalid = (port: number): Problem => ({
  code: 'PortInvalid',
  message: `${quote(port)} is not a TCP port; expected a whole number from 1 to 65535`,
});

export const applicationVersionInvalid = (version: string): Problem => ({
  code: 'ApplicationVersionInvalid',
  message: `${quote(version)} is not a version of an application; expected three numbers, for example 1.1.671`,
});

export const managedMasterSecretMissing = (database: string): Problem => ({
  code: 'ManagedMasterSecretMissing',
  message: `RDS manages no master secret for the database ${database}; turn on manage_master_user_password for it, or name its master secret in "masterSecret"`,
});

export const secretNotAFullArn = (): Problem => ({
  code: 'SecretNotAFullArn',
  message:
    'the secret is no full ARN, so that each apply would turn its rotation off and on again; give the ARN that a resource or data source of the secret has',
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

export const privateDnsMissing = (vpcEndpointId: string, service: string): Problem => ({
  code: 'PrivateDnsMissing',
  message: `the endpoint ${vpcEndpointId} has no private DNS, and rotation functions know the service ${service} by its usual host name only; enable private DNS on it, or let an endpoint be created`,
});

export const functionNameInvalid = (name: string): Problem => ({
  code: 'FunctionNameInvalid',
  message: `${quote(name)} cannot name a function; "functionName" takes up to 64 letters, digits, hyphens and underscores`,
});

export const stackNameInvalid = (name: string): Problem => ({
  code: 'StackNameInvalid',
  message: `${quote(name)} cannot name a CloudFormation stack of the repository; "stackName" takes up to 113 letters, digits and hyphens, starting with a letter, without the "serverlessrepo-" that comes before them`,
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

export const masterSecretAmbiguous = (): Problem => ({
  code: 'MasterSecretAmbiguous',
  message: 'both "masterSecret" and "managedMasterSecret" are given; a rotation has one master secret',
});

export const portMissing = (application: string): Problem => ({
  code: 'PortMissing',
  message: `${application} has no usual port; name the database's in "port"`,
});

export const functionSettingIgnored = (setting: string): Problem => ({
  code: 'FunctionSettingIgnored',
  message: `${quote(setting)} belongs to the rotation function and would be ignored here; set it where the function in "rotationFunction" is made`,
});

export const logRetentionInvalid = (days: number, allowed: readonly number[]): Problem => ({
  code: 'LogRetentionInvalid',
  message: `CloudWatch Logs does not keep logs for ${days} days; it takes ${shortList(allowed.map(String))}, of which 0 is for ever`,
});

export const dependsOnNoList = (given: unknown): Problem => ({
  code: 'WrongType',
  message: `"dependsOn" is ${typeName(given)}; expected a list of constructs, resources, data sources and modules`,
});

export const dependencyInvalid = (given: unknown): Problem => ({
  code: 'WrongType',
  message: `${quote(given)} in "dependsOn" is nothing that Terraform can wait for; give the construct itself, a resource, a data source or a module`,
});

export const noSubnetForEndpoint = (service: string): Problem => ({
  code: 'NoSubnetForEndpoint',
  message: `none of the subnets lies in an availability zone in which ${service} has interface endpoints; name subnets of the VPC that do in "endpointSubnetIds"`,
});

export const functionNameTaken = (name: string): Problem => ({
  code: 'FunctionNameTaken',
  message: `two functions are named ${quote(name)}, and an account can have a name once in a region; give one of them another "functionName", or let both rotations use one function`,
});

/** Terraform keeps lines whole that are indented. */
export const functionReplaced = (): Problem => ({
  code: 'FunctionReplaced',
  message: `a rotation function of this stack, which the plan above names, would be
made anew under its own name: an apply was cut short while it made the
function, or somebody has marked it as tainted. CloudFormation refuses that:
  The submitted information didn't contain changes.
  Stack … is in ROLLBACK_COMPLETE state and can not be updated.
or takes the new one for the old one, and deletes it with that. If the
function exists, keep it:
  terraform untaint aws_serverlessapplicationrepository_cloudformation_stack.FUNCTION-NAME
If it does not, or rotates nothing yet, delete what there is of it:
  aws cloudformation delete-stack --stack-name serverlessrepo-FUNCTION-NAME
A function of your own is aws_lambda_function.FUNCTION-NAME instead, and goes with
  aws lambda delete-function --function-name FUNCTION-NAME
To make one of an image in place of a zip file, give it another name.
Then apply again`,
});

export const regionChanged = (region: string, other: string): Problem => ({
  code: 'RegionChanged',
  message: `this stack is in ${region}; Terraform would make all of it anew in ${other}, and forget what is in ${region}, where it would go on rotating; set the region back, destroy the stack, and then change the region`,
});

export const codeFileMissing = (file: string, reason: string): Problem => ({
  code: 'CodeFileMissing',
  message: `the code ${quote(file)} cannot be read: ${reason}; name a zip file, by a path from the folder in which the stack is synthesised, and package it before`,
});

export const codeNoZip = (file: string): Problem => ({
  code: 'CodeNoZip',
  message: `${quote(file)} is no zip file; Lambda takes code as one, or as an image`,
});

export const codeTooLarge = (file: string, bytes: number, most: number): Problem => ({
  code: 'CodeTooLarge',
  message: `${quote(file)} has ${bytes} bytes, and Lambda takes a file of ${most} at most; put it into Amazon S3, and name it with RotationFunctionCode.s3`,
});

export const lambdaLimit = (setting: string, given: number, least: number, most: number): Problem => ({
  code: 'LambdaLimit',
  message: `${quote(setting)} is ${given}; Lambda takes a whole number from ${least} to ${most}`,
});

export const rolePathInvalid = (path: string): Problem => ({
  code: 'RolePathInvalid',
  message: `${quote(path)} is no path of a role; it starts and ends with a slash, for example /rotation/`,
});

export const roleSettingIgnored = (setting: string): Problem => ({
  code: 'RoleSettingIgnored',
  message: `${quote(setting)} is for a role that is made here, and "roleArn" names one that exists; remove one of the two`,
});

export const endpointNotFips = (vpcEndpointId: string, service: string): Problem => ({
  code: 'EndpointNotFips',
  message: `the endpoint ${vpcEndpointId} does not lead to ${service}, under whose host name the functions call Secrets Manager, because the provider uses FIPS endpoints; name one that does, or let one be created`,
});

export const providersAmbiguous = (providers: readonly string[]): Problem => ({
  code: 'ProviderMissing',
  message: `the stack has several AWS providers, ${providers.join(' and ')}, and nothing says which region and account this is for; give one of them as "provider"`,
});

export const providerNotAws = (type: string): Problem => ({
  code: 'ProviderNotAws',
  message: `"provider" is a provider of ${quote(type)}; give an AwsProvider`,
});

export const providerElsewhere = (stack: string): Problem => ({
  code: 'ProviderElsewhere',
  message: `"provider" belongs to the stack ${quote(stack)}, and Terraform knows a provider in its own stack only; make one in this stack`,
});

export const providerChanged = (provider: string, given: string): Problem => ({
  code: 'ProviderChanged',
  message: `its provider has been set to ${provider}, and region, account and host names come from ${given}, which is its construct's "provider"; give the construct the other one`,
});

export const madeElsewhere = (what: string, path: string, places: readonly [string, string]): Problem => ({
  code: 'PlacesDiffer',
  message: `the ${what} ${quote(path)} is made with ${places[0]}, and this with ${places[1]}; give both the same "provider"`,
});

export const propInvalid = (name: string, given: unknown, wanted: string): Problem => ({
  code: 'WrongType',
  message: `${quote(given)} in "${name}" is no ${wanted}`,
});

export const duplicateId = (name: string, id: string): Problem => ({
  code: 'DuplicateItem',
  message: `${quote(id)} stands in "${name}" twice; keep one of the two`,
});

export const tooManyIds = (name: string, count: number, most: number): Problem => ({
  code: 'OutOfRange',
  message: `"${name}" has ${count} ids; Lambda takes at most ${most}`,
});

export const tokenOfAnotherKind = (name: string, reference: string, wanted: string): Problem => ({
  code: 'ReferenceOfAnotherKind',
  message: `${quote(reference)} in "${name}" refers to something else; expected ${wanted}`,
});

export const managedSecretReferred = (name: string, reference: string, advice: string): Problem => ({
  code: 'ManagedSecretNamed',
  message: `${quote(reference)} in "${name}" is a secret that AWS manages for a database; ${advice}`,
});

export const arnInOtherRegion = (name: string, arn: string, region: string): Problem => ({
  code: 'ArnElsewhere',
  message: `${quote(arn)} in "${name}" is not in ${region}, where the provider makes the rotation; a function reaches the secrets and keys of its own region only`,
});

export const rotatedTwice = (secret: string, other: string): Problem => ({
  code: 'SecretRotatedTwice',
  message: `${quote(secret)} is rotated by ${other} already; a secret has one rotation, and two would take it from each other at each apply; remove one`,
});

export const createdInOtherStack = (service: string, vpc: string, stack: string): Problem => ({
  code: 'EndpointCreatedTwice',
  message: `the stack ${quote(stack)} creates an endpoint for ${service} in ${quote(vpc)} already, and a VPC has one with private DNS for a service; hand that endpoint on to this network`,
});

export const cutOffByOtherStack = (
  service: string,
  vpc: string,
  stacks: readonly [string, string],
): Problem => ({
  code: 'EndpointCutsOff',
  message: `the stack ${quote(stacks[0])} creates an endpoint for ${service} in ${quote(vpc)}, to which private DNS leads the functions of the stack ${quote(stacks[1])} as well, which are to go through the internet and are let in by nobody; hand the endpoint on to their network`,
});

export const ruleInOtherStack = (
  source: string,
  port: number,
  destination: string,
  stack: string,
): Problem => ({
  code: 'RuleMadeTwice',
  message: `the stack ${quote(stack)} lets ${quote(source)} into ${quote(destination)} on port ${port} already, and a security group has a rule once; leave the rules of one of the two to the other with SecurityGroupRules.NONE`,
});

export const otherEndpointSubnets = (network: string): Problem => ({
  code: 'EndpointSubnetsDiffer',
  message: `"endpointSubnetIds" are not those of the endpoint that ${quote(network)} makes in this VPC, which is the same; leave them out here`,
});

export const notInRds = (engine: string): Problem => ({
  code: 'EngineNotLookedUp',
  message: `databases of ${engine} are not in Amazon RDS and cannot be looked up there; use RotationNetwork.vpc`,
});

export const managedMasterSecretUnknown = (engine: string, database: string): Problem => ({
  code: 'ManagedMasterSecretNotUsed',
  message: `the rotation functions for ${engine} know no master secret that RDS manages for ${database}; name a master secret that you made, with host, username, password and engine, in "masterSecret"`,
});
