import { Problem, choice, quote } from '../problem';

export const notAllowed = (given: unknown, allowed: readonly string[]): Problem => ({
  code: 'NotAllowed',
  message: `${quote(given)} is not allowed${choice(given, allowed)}`,
});

export const arnOfAnotherKind = (arn: string, kind: string, wanted: string, example: string): Problem => ({
  code: 'ArnOfAnotherKind',
  message: `${quote(arn)} is the ARN of ${kind}; expected ${wanted}, for example ${example}`,
});

export const arnIncomplete = (arn: string, shape: string, reason: string): Problem => ({
  code: 'ArnIncomplete',
  message: `${quote(arn)} is not a whole ARN: ${reason}; expected ${shape}`,
});

export const unknownRegion = (region: string, known: readonly string[]): Problem => ({
  code: 'UnknownRegion',
  message: `${quote(region)} has not the form of an AWS region${choice(region, known)}`,
});

export const unsupportedPartition = (region: string): Problem => ({
  code: 'UnsupportedPartition',
  message: `${quote(region)} is in a partition that has no Serverless Application Repository, where the rotation functions come from; use a region of aws, aws-cn or aws-us-gov`,
});

export const fipsUnavailable = (region: string, known: readonly string[]): Problem => ({
  code: 'FipsUnavailable',
  message: `Secrets Manager has no endpoint that is validated under FIPS 140 in ${quote(region)}; it has one in ${known.join(', ')}; use one of these regions, or do without FIPS`,
});

export const emptyList = (wanted: string): Problem => ({
  code: 'EmptyList',
  message: `the list is empty; expected ${wanted} with at least one item`,
});

export const secretIsItsOwnMaster = (secret: string): Problem => ({
  code: 'SecretIsItsOwnMaster',
  message: `${quote(secret)} is given as the secret and as its master secret; the master secret holds the credentials of a superuser, in a secret of its own`,
});

export const accountIdInvalid = (account: string): Problem => ({
  code: 'AccountIdInvalid',
  message: `${quote(account)} is not an AWS account id; expected 12 digits`,
});

export const repositoryAccountMistyped = (account: string): Problem => ({
  code: 'RepositoryAccountMistyped',
  message: `${quote(account)} is a widespread misspelling; the account that publishes the rotation applications is "297356227824"`,
});

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
