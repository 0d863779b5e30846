import { IConstruct } from 'constructs';
import { Problem } from '../problem';
import { managedSecretReferred, tokenOfAnotherKind } from './problems';
import { expressionOf, isToken } from './tokens';

/** What an input refers to, where its expression is nothing but a reference to an attribute of a resource or data source. */
interface Kind {
  /** The resources whose id or ARN it may be. */
  readonly types: RegExp;
  /** The attributes that are what is wanted; of others that are called id, key_id or arn it is known that they are not. */
  readonly attribute: 'id' | 'arn';
  readonly wanted: string;
}

const SECRET: Kind = {
  types: /^secretsmanager_/,
  attribute: 'arn',
  wanted: 'the ARN of an aws_secretsmanager_secret',
};

const SECURITY_GROUP: Kind = {
  types: /^(default_)?security_group$/,
  attribute: 'id',
  wanted: 'the id of an aws_security_group',
};

const SUBNET: Kind = { types: /^(default_)?subnet$/, attribute: 'id', wanted: 'the id of an aws_subnet' };

const KEY: Kind = {
  types: /^kms_(external_|replica_|replica_external_)?key$/,
  attribute: 'arn',
  wanted: 'the ARN of an aws_kms_key',
};

/** By the name of the input. */
const KINDS: Readonly<Record<string, Kind>> = {
  secret: SECRET,
  masterSecret: SECRET,
  kmsKeyArn: KEY,
  masterSecretKmsKeyArn: KEY,
  vpcId: { types: /^(default_)?vpc$/, attribute: 'id', wanted: 'the id of an aws_vpc' },
  subnetIds: SUBNET,
  endpointSubnetIds: SUBNET,
  databaseSecurityGroupIds: SECURITY_GROUP,
  functionSecurityGroupIds: SECURITY_GROUP,
  securityGroupId: SECURITY_GROUP,
  vpcEndpointId: { types: /^vpc_endpoint$/, attribute: 'id', wanted: 'the id of an aws_vpc_endpoint' },
};

/** A resource or data source of AWS, perhaps one of several, and its attribute id, key_id or arn. */
const REFERENCE = /^\$\{(?:data\.)?aws_(?<type>\w+)\.[\w-]+(?:\[[^\]]*\])?\.(?<attribute>id|key_id|arn)\}$/;

/** A secret that AWS makes with a database, by the attribute that tells of it. */
const MANAGED = [
  { pattern: /\.master_user_secret\b/, manager: 'rds' },
  { pattern: /aws_redshift_cluster\.[^}]*\.master_password_secret_arn\b/, manager: 'redshift' },
  { pattern: /aws_redshiftserverless_namespace\.[^}]*\.admin_password_secret_arn\b/, manager: 'redshift' },
] as const;

/** Which service manages the secret that an expression refers to, where it gives that away. */
export function managerByReference(scope: IConstruct, secret: string): 'rds' | 'redshift' | undefined {
  const expression = referenceIn(scope, secret);
  return MANAGED.find(({ pattern }) => pattern.test(expression))?.manager;
}

/** What a managed secret is not named for. */
export function managedSecretGivenAway(
  scope: IConstruct,
  name: string,
  secret: string,
  advice: string,
): Problem {
  return managedSecretReferred(name, referenceIn(scope, secret), advice);
}

/** What is wrong with inputs that refer to something else, where the expression gives that away. */
export function referenceProblems(
  scope: IConstruct,
  inputs: Readonly<Record<string, string | readonly string[] | undefined>>,
): Problem[] {
  return Object.entries(inputs).flatMap(([name, values]) =>
    [values ?? []].flat().flatMap((value) => ofInput(scope, name, value)),
  );
}

function ofInput(scope: IConstruct, name: string, value: string): Problem[] {
  const expression = referenceIn(scope, value);
  const { type = '', attribute } = REFERENCE.exec(expression)?.groups ?? {};
  const { types, attribute: own, wanted } = KINDS[name];
  if (attribute === undefined) return [];
  const fits = types.test(type) && (attribute === own || type.startsWith('secretsmanager_'));
  return fits ? [] : [tokenOfAnotherKind(name, expression, wanted)];
}

/** Whether two inputs are the ARN and the id of one secret, which are the same. */
export function areOneSecret(scope: IConstruct, one: string, other: string): boolean {
  const [first, second] = [one, other].map((secret) =>
    referenceIn(scope, secret).replace(/\.(id|arn)\}$/, ''),
  );
  return first !== '' && first.includes('aws_secretsmanager_secret.') && first === second;
}

function referenceIn(scope: IConstruct, value: string): string {
  return isToken(value) ? expressionOf(scope, value) : '';
}
