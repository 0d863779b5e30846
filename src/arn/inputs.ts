import { emptyList, inputElsewhere, inputIgnored, inputMalformed } from './problems';
import { Problem } from '../problem';
import { parseArn } from './arn';
import { accountProblems, Place } from './place';
import { isAnySecret, isSecretArn } from './secret-arn';
import { hasToken } from './token';

/** Whether a value is what an input has to be. */
type Check = (value: string) => boolean;

interface Kind {
  readonly check: Check;
  /** What is wanted, with an example. */
  readonly wanted: string;
}

const pattern =
  (expression: RegExp): Check =>
  (value) =>
    expression.test(value);

const KINDS = {
  secretArn: {
    check: (value) => isSecretArn(value) && !isAnySecret(value),
    wanted:
      'the ARN of a secret, for example arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf',
  },
  secret: {
    check: (value) =>
      (isSecretArn(value) && !isAnySecret(value)) || /^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(value),
    wanted: "a secret's name or ARN, for example production/orders",
  },
  keyArn: {
    check: pattern(/^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/),
    wanted:
      'the ARN of a KMS key, for example arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  functionName: {
    check: pattern(/^[A-Za-z0-9_-]{1,64}$/),
    wanted: "a function's name: up to 64 letters, digits, hyphens and underscores",
  },
  functionArn: {
    check: pattern(/^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}$/),
    wanted: 'the ARN of a function, for example arn:aws:lambda:us-east-1:123456789012:function:rotate-orders',
  },
  principalArn: {
    check: pattern(
      /^arn:[a-z-]+:(iam::\d{12}:role\/[\w+=,.@/*-]+|(iam|sts)::\d{12}:(root|(user|assumed-role)\/[\w+=,.@/-]+))$/,
    ),
    wanted:
      'the ARN of an account, role or user, for example arn:aws:iam::123456789012:role/orders-service; the name of a role may have wildcards',
  },
  roleArn: {
    check: pattern(/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/),
    wanted: 'the ARN of a role, for example arn:aws:iam::123456789012:role/rotation/orders',
  },
  databaseArn: {
    check: pattern(/^arn:[a-z-]+:rds:[a-z0-9-]+:\d{12}:(db|cluster):[A-Za-z0-9*-]+$/),
    wanted:
      'the ARN of a database instance or cluster, for example arn:aws:rds:us-east-1:123456789012:db:orders',
  },
  redshiftClusterArn: {
    check: pattern(/^arn:[a-z-]+:redshift:[a-z0-9-]+:\d{12}:cluster:[A-Za-z0-9*-]+$/),
    wanted:
      'the ARN of a cluster of Amazon Redshift, for example arn:aws:redshift:us-east-1:123456789012:cluster:orders',
  },
  applicationArn: {
    check: pattern(/^arn:[a-z-]+:serverlessrepo:[a-z0-9-]+:\d{12}:applications\/[A-Za-z0-9*-]+$/),
    wanted:
      'the ARN of an application, for example arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser',
  },
  vpcId: {
    check: pattern(/^(vpc-[0-9a-f]{8,17}|\*)$/),
    wanted: "a VPC's id, for example vpc-0a1b2c3d4e5f60718",
  },
  oneVpcId: {
    check: pattern(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/),
    wanted: "a VPC's id, for example vpc-0a1b2c3d4e5f60718",
  },
  vpcEndpointId: {
    check: pattern(/^vpce-([0-9a-f]{8}|[0-9a-f]{17})$/),
    wanted: "a VPC endpoint's id, for example vpce-0a1b2c3d4e5f60718",
  },
  databaseIdentifier: {
    check: pattern(/^(?=.{1,63}$)[A-Za-z](-?[A-Za-z0-9])*$/),
    wanted: 'the identifier of a database: up to 63 letters, digits and single hyphens, for example orders',
  },
  parameterName: {
    check: pattern(/^([\w.-]+|(\/[\w.-]+)+)$/),
    wanted: 'the name of a parameter of AWS Systems Manager, for example /network/vpc-id',
  },
  subnetId: {
    check: pattern(/^subnet-[0-9a-f]{8,17}$/),
    wanted: "a subnet's id, for example subnet-0a1b2c3d4e5f60718",
  },
  stateObject: {
    check: pattern(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[^/].*$/),
    wanted:
      "the name of a bucket, a slash and the state's key, for example state/rotation/production.tfstate",
  },
  tableName: {
    check: pattern(/^(arn:[a-z-]+:dynamodb:[a-z0-9-]+:\d{12}:table\/)?[\w.-]{3,255}$/),
    wanted: "a table's name or ARN, for example terraform-locks",
  },
  policyArn: {
    check: pattern(/^arn:[a-z-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/),
    wanted: 'the ARN of a managed policy, for example arn:aws:iam::123456789012:policy/rotation-boundary',
  },
  roleName: {
    check: pattern(/^([\w+=,.@*-]+\/){0,50}[\w+=,.@*?-]{1,64}$/),
    wanted:
      "a role's name, with its path if it has one, which may have wildcards, for example serverlessrepo-orders-*",
  },
  stackName: {
    check: pattern(/^[A-Za-z0-9*?-]{1,113}$/),
    wanted:
      "the name of a CloudFormation stack without the repository's serverlessrepo-, which may have wildcards, for example SecretsManagerOrders",
  },
  layerArn: {
    check: pattern(/^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:layer:[A-Za-z0-9_-]{1,140}:\d+$/),
    wanted: "the ARN of a layer's version, for example arn:aws:lambda:us-east-1:123456789012:layer:drivers:3",
  },
  imageRepositoryArn: {
    check: pattern(/^arn:[a-z-]+:ecr:[a-z0-9-]+:\d{12}:repository\/[a-z0-9._/*-]+$/),
    wanted:
      'the ARN of a repository in Amazon ECR, for example arn:aws:ecr:us-east-1:123456789012:repository/rotate',
  },
  securityGroupId: {
    check: pattern(/^sg-[0-9a-f]{8,17}$/),
    wanted: "a security group's id, for example sg-0a1b2c3d4e5f60718",
  },
} satisfies Record<string, Kind>;

export type InputKind = keyof typeof KINDS;

/** What is said of a value that is not what an input has to be. */
export function malformed(name: string, kind: InputKind, value: string): Problem {
  return inputMalformed(name, value, KINDS[kind].wanted);
}

/** What is wrong with the values of an input. Tokens pass, and an input that is not given. */
export function inputProblems(
  name: string,
  kind: InputKind,
  values: readonly string[] | undefined,
): Problem[] {
  const { check } = KINDS[kind];
  return (values ?? [])
    .filter((value) => typeof value !== 'string' || (!hasToken(value) && !check(value)))
    .map((value) => malformed(name, kind, value));
}

/** What is wrong with the values of an input that has to be given. */
export function requiredProblems(name: string, kind: InputKind, values: readonly string[]): Problem[] {
  return values.length === 0 ? [emptyList(name)] : inputProblems(name, kind, values);
}

/** What is wrong with the ARNs of applications. */
export function applicationArnProblems(name: string, arns: readonly string[] = []): Problem[] {
  const publishers = arns.flatMap((arn) => parseArn(arn)?.account ?? []);
  return [
    ...inputProblems(name, 'applicationArn', arns),
    ...publishers.filter((account) => account !== '*').flatMap(accountProblems),
  ];
}

/** What of an input lies in another partition or region than the rest, or belongs to another account. */
export function placeProblemsOf(
  name: string,
  arns: readonly string[] | undefined,
  { partition, region, accountId }: Place,
  isOfAccount = false,
): Problem[] {
  const wanted = isOfAccount ? [partition, region, accountId] : [partition, region];
  return (arns ?? [])
    .filter((text) => !liesIn(text, wanted))
    .map((text) => inputElsewhere(name, text, wanted));
}

/** What of an input lies in another partition than the rest, whatever its region and account. */
export function partitionProblemsOf(
  name: string,
  arns: readonly string[] | undefined,
  partition: string,
): Problem[] {
  return (arns ?? [])
    .filter((text) => !liesIn(text, [partition]))
    .map((text) => inputElsewhere(name, text, [partition]));
}

/** What is no ARN, or only Terraform knows, lies anywhere. */
function liesIn(text: string, [partition, region, account]: readonly string[]): boolean {
  const arn = parseArn(text);
  const fits = (part: string, wanted = part): boolean =>
    part === wanted || [part, wanted].includes('*') || hasToken(wanted);
  return (
    arn === undefined ||
    (fits(arn.partition, partition) && fits(arn.region, region) && fits(arn.account, account))
  );
}

/** What is wrong with an input that says nothing without another one. */
export function ignoredProblems(
  name: string,
  values: readonly string[] | undefined,
  needed: string,
  isThere: boolean,
): Problem[] {
  return values === undefined || values.length === 0 || isThere ? [] : [inputIgnored(name, needed)];
}
