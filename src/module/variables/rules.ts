import { InputKind, malformed } from '../../arn/inputs';
import { notAllowed } from '../../arn/problems';
import { managedSecretNamed } from '../../catalogue/problems';
import { Problem } from '../../problem';
import { applicationVersionInvalid, portInvalid } from '../../rotation/problems';
import { escapeText } from '../hcl/value';
import {
  clusterIdentifierMalformed,
  endpointIdMalformed,
  functionNamesNoStack,
  masterSecretManaged,
  masterSecretNotManaged,
} from '../problems';
import { Rule } from './validation';
import { GIVEN } from './wording';

/** A rule of an input that goes by the input's name in its message. */
export type NamedRule = (name: string) => Rule;

/** A rule that a value matches a regular expression. */
export function matches(pattern: string, problem: Problem, comment?: string): Rule {
  return { test: `can(regex("${escapeText(pattern)}", value))`, problem, comment };
}

/** A rule that a value does not match one. */
export function matchesNot(pattern: string, problem: Problem, comment?: string): Rule {
  return { test: `!can(regex("${escapeText(pattern)}", value))`, problem, comment };
}

/** A rule of the library's for an id or ARN that is whole. */
const input =
  (kind: InputKind, pattern: string): NamedRule =>
  (name) =>
    matches(pattern, malformed(name, kind, GIVEN));

export const vpcId = input('vpcId', '^vpc-[0-9a-f]{8,17}$');

export const subnetId = input('subnetId', '^subnet-[0-9a-f]{8,17}$');

export const securityGroupId = input('securityGroupId', '^sg-[0-9a-f]{8,17}$');

export const endpointId: NamedRule = (name) =>
  matches('^vpce-[0-9a-f]{8,17}$', endpointIdMalformed(name, GIVEN));

export const keyArn = input('keyArn', '^arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+$');

export const secretArn = input(
  'secretArn',
  '^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$',
);

export const secretName = input('secret', '^[A-Za-z0-9/_+=.@!-]{1,512}$');

export const databaseArn = input(
  'databaseArn',
  '^arn:[a-z-]+:rds:[a-z0-9-]+:\\d{12}:(db|cluster):[A-Za-z0-9-]+$',
);

export const clusterIdentifier: NamedRule = (name) =>
  matches('^[a-z](-?[a-z0-9]){0,62}$', clusterIdentifierMalformed(name, GIVEN));

/** A service that manages a secret puts its own name and an exclamation mark before the secret's. */
const MANAGED = '(^|:secret:)[a-z-]+!';

export const OF_ONES_OWN: Rule = matchesNot(MANAGED, managedSecretNamed(GIVEN, 'a service of AWS'));

export const MASTER_OF_ONES_OWN: Rule = matchesNot(MANAGED, masterSecretManaged(GIVEN));

export const masterManagedBy = (manager: string): Rule =>
  matches(`(^|:secret:)${manager}!`, masterSecretNotManaged(GIVEN, manager));

export const oneOf = (...allowed: string[]): Rule => ({
  test: `contains([${allowed.map((word) => `"${word}"`).join(', ')}], value)`,
  problem: notAllowed(GIVEN, allowed),
});

/** A message takes a number as it is. */
const NUMBER = GIVEN as unknown as number;

export const PORT: Rule = {
  test: 'value >= 1 && value <= 65535 && floor(value) == value',
  problem: portInvalid(NUMBER),
};

export const FUNCTION_NAME: Rule = matches('^[A-Za-z][A-Za-z0-9-]{0,63}$', functionNamesNoStack(GIVEN));

export const VERSION: Rule = matches(
  '^\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?$',
  applicationVersionInvalid(GIVEN),
);
