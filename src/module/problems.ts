import { Problem, quote, shortList } from '../problem';

export const exactlyOneOf = (one: string, other: string, what: string): Problem => ({
  code: 'ExactlyOneOf',
  message: `${what} has exactly one of "${one}" and "${other}"`,
});

export const masterSecretManaged = (given: string): Problem => ({
  code: 'MasterSecretManaged',
  message: `${JSON.stringify(given)} is a secret that a service of AWS manages, and this module is made for a master secret of your own; export one with --managed-master`,
});

export const masterSecretNotManaged = (given: string, manager: string): Problem => ({
  code: 'MasterSecretNotManaged',
  message: `${JSON.stringify(given)} is not a master secret that ${manager} manages, whose name starts with "${manager}!"; export a module without --managed-master for one of your own`,
});

export const functionNamesNoStack = (name: string): Problem => ({
  code: 'FunctionNameInvalid',
  message: `${quote(name)} cannot name a function and its CloudFormation stack; "functionName" takes up to 64 letters, digits and hyphens, starting with a letter`,
});

export const endpointIdMalformed = (name: string, given: string): Problem => ({
  code: 'InputMalformed',
  message: `${JSON.stringify(given)} in "${name}" is not an endpoint's id, for example vpce-0a1b2c3d4e5f60718`,
});

export const clusterIdentifierMalformed = (name: string, given: string): Problem => ({
  code: 'InputMalformed',
  message: `${JSON.stringify(given)} in "${name}" is not a cluster's identifier: up to 63 small letters, digits and single hyphens`,
});

export const vpcMissing = (): Problem => ({
  code: 'VpcMissing',
  message: 'subnets are given and no VPC; name it in "vpc_id"',
});

export const endpointMissing = (variable: string): Problem => ({
  code: 'EndpointMissing',
  message: `"${variable}" is "existing" and nothing says which one that is; name it in "${variable}_id"`,
});

export const notPublishedHere = (application: string, given: string, partitions: string): Problem => ({
  code: 'UnsupportedPartition',
  message: `AWS publishes ${application} in the partitions ${partitions}, not in ${given}`,
});

export const clusterMissing = (): Problem => ({
  code: 'RedshiftClusterMissing',
  message:
    'the function asks Redshift for the cluster\'s host; name the cluster in "redshift_cluster_identifier"',
});

export const fipsNotInModules = (): Problem => ({
  code: 'FipsNotInModules',
  message:
    'a module calls the usual endpoints of AWS, and this stack is to call those for FIPS; leave "fips" out, or deploy the stack with CDKTF',
});

export const functionsNotInModule = (names: readonly string[]): Problem => ({
  code: 'FunctionsNotInModule',
  message: `a module makes its own function of one application, and the stack has the functions ${shortList(names.map(quote))}; deploy this stack with the constructs, or leave "functions" out`,
});
