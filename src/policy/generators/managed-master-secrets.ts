import { databaseArnsMissing, redshiftDatabaseIgnored, redshiftDatabaseMissing } from '../problems';
import { notAllowed } from '../../arn/problems';
import { Problem } from '../../problem';
import { parseArn } from '../../arn/arn';
import { inputProblems } from '../../arn/inputs';
import { hasToken } from '../../arn/token';
import { PolicyStatement } from '../policy-statement';

/** Who manages the master secrets, and what of their databases a rotation function looks up. */
export interface MasterSecretDatabaseProps {
  /**
   * The ARNs of further master secrets, which RDS manages. The function looks up which database each belongs to.
   *
   * @default - none; among `masterSecretArns`, those whose names start with `rds!` are taken for managed too
   */
  readonly managedMasterSecretArns?: string[];

  /**
   * Whether RDS manages all of `masterSecretArns`.
   *
   * @default - for those secrets whose names start with `rds!`
   */
  readonly rdsManaged?: boolean;

  /**
   * The ARNs of the database instances and clusters of Amazon RDS that the function may look up. With a master secret that
   * RDS manages these are its database, and the replica where the rotated secret names one. With any other they are the
   * replica, or the cluster of the reader, that the rotated secret names in place of the master secret's database.
   *
   * @default - those of the account in the region that a secret's name leaves open, if RDS manages a master secret
   */
  readonly databaseArns?: string[];

  /**
   * What those of `databaseArns` are that only Terraform knows: `instance` or `cluster`.
   *
   * @default - either, so that the function may look them up as both
   */
  readonly databaseKind?: string;

  /**
   * Whether the function reads the master secrets' tags although nobody manages them, as those for Amazon Redshift with two
   * users in turn do.
   *
   * @default false
   */
  readonly describesMasterSecrets?: boolean;

  /**
   * The ARNs of further master secrets, which Amazon Redshift manages.
   *
   * @default - none; among `masterSecretArns`, those whose names start with `redshift!` are taken for managed too
   */
  readonly redshiftManagedMasterSecretArns?: string[];

  /**
   * The ARNs of the clusters of Amazon Redshift that the function may look up.
   *
   * @default - all of the account in the region, if Redshift manages a master secret, unless `redshiftServerless` is true
   */
  readonly redshiftClusterArns?: string[];

  /**
   * Whether the function may list the namespaces and workgroups of Amazon Redshift Serverless.
   *
   * @default - true if Redshift manages a master secret and no cluster is named
   */
  readonly redshiftServerless?: boolean;
}

/** The same, with the master secrets that may be managed or not. */
export interface MasterSecrets extends MasterSecretDatabaseProps {
  readonly masterSecretArns: readonly string[];
}

const DATABASE_KINDS = ['instance', 'cluster'];

const RDS_MANAGED = /:secret:rds!/;

const REDSHIFT_MANAGED = /:secret:redshift!/;

type DatabaseKind = 'instance' | 'cluster';

/** What is looked up in RDS, and what in an ARN tells it apart. */
const RDS_LOOK_UPS: readonly { kind: DatabaseKind; part: string; action: string }[] = [
  { kind: 'cluster', part: ':cluster:', action: 'rds:DescribeDBClusters' },
  { kind: 'instance', part: ':db:', action: 'rds:DescribeDBInstances' },
];

const REDSHIFT_REASON = 'a secret that Redshift manages has no host: the function asks Redshift for it';

/** All master secrets, whoever manages them. */
export function allOf(secrets: MasterSecrets): string[] {
  const { masterSecretArns, managedMasterSecretArns = [], redshiftManagedMasterSecretArns = [] } = secrets;
  return [...masterSecretArns, ...managedMasterSecretArns, ...redshiftManagedMasterSecretArns];
}

/** The master secrets whose tags name their database. */
export function managedOf(secrets: MasterSecrets): string[] {
  return [...managedByRds(secrets), ...managedByRedshift(secrets)];
}

/** What is wrong with what is said of the databases. */
export function databaseProblems(secrets: MasterSecrets): Problem[] {
  const { databaseArns, databaseKind, redshiftClusterArns, redshiftServerless } = secrets;
  const saysRedshift = redshiftClusterArns !== undefined || redshiftServerless !== undefined;
  const byRedshift = managedByRedshift(secrets);
  return [
    ...inputProblems('databaseArns', 'databaseArn', databaseArns),
    ...inputProblems('redshiftClusterArns', 'redshiftClusterArn', redshiftClusterArns),
    ...kindProblems(databaseKind),
    ...(managedByRds(secrets).length > 0 && databases(secrets).length === 0 ? [databaseArnsMissing()] : []),
    ...(byRedshift.length > 0 && lookUpsInRedshift(secrets).length === 0 ? [redshiftDatabaseMissing()] : []),
    ...(byRedshift.length === 0 && saysRedshift ? [redshiftDatabaseIgnored()] : []),
  ];
}

/** What the function asks Amazon RDS and Amazon Redshift. */
export function lookUps(secrets: MasterSecrets): PolicyStatement[] {
  return [...lookUpsInRds(secrets), ...lookUpsInRedshift(secrets)];
}

function kindProblems(kind: string | undefined): Problem[] {
  return kind === undefined || DATABASE_KINDS.includes(kind) ? [] : [notAllowed(kind, DATABASE_KINDS)];
}

function managedByRds(secrets: MasterSecrets): string[] {
  const { masterSecretArns, managedMasterSecretArns = [], rdsManaged } = secrets;
  const isManaged = (arn: string): boolean => rdsManaged ?? RDS_MANAGED.test(arn);
  return [
    ...masterSecretArns.filter((arn) => isManaged(arn) && !REDSHIFT_MANAGED.test(arn)),
    ...managedMasterSecretArns,
  ];
}

function managedByRedshift(secrets: MasterSecrets): string[] {
  const { masterSecretArns, redshiftManagedMasterSecretArns = [] } = secrets;
  return [
    ...masterSecretArns.filter((arn) => REDSHIFT_MANAGED.test(arn)),
    ...redshiftManagedMasterSecretArns,
  ];
}

function lookUpsInRds(secrets: MasterSecrets): PolicyStatement[] {
  const reason =
    managedByRds(secrets).length > 0
      ? 'a secret that RDS manages has no host: the function asks RDS for it'
      : 'the function asks RDS whether the database of the secret is a replica of that of the master secret';
  return RDS_LOOK_UPS.flatMap(({ kind, part, action }) => {
    const isMeant = (arn: string): boolean =>
      hasToken(arn) ? (secrets.databaseKind ?? kind) === kind : arn.includes(part);
    return statementOn(action, databases(secrets).filter(isMeant), reason);
  });
}

/** The name of a managed secret tells whether its database is an instance or a cluster. */
function databases(secrets: MasterSecrets): string[] {
  if (secrets.databaseArns !== undefined) return secrets.databaseArns;
  const managed = managedByRds(secrets);
  return RDS_LOOK_UPS.flatMap(({ kind, part }) => {
    const mayBe = managed.filter((arn) => (kindByName(arn) ?? kind) === kind);
    return placesOf('rds', mayBe).map((place) => `${place}${part}*`);
  });
}

function kindByName(arn: string): DatabaseKind | undefined {
  const word = /:secret:rds!(db|cluster)-/.exec(arn)?.[1];
  return word === 'db' ? 'instance' : (word as 'cluster' | undefined);
}

/** Where nothing is said, the secret's name does not tell a cluster from a namespace of Redshift Serverless. */
function lookUpsInRedshift(secrets: MasterSecrets): PolicyStatement[] {
  const managed = managedByRedshift(secrets);
  if (managed.length === 0) return [];
  const { redshiftClusterArns: named, redshiftServerless: isServerless } = secrets;
  const clusters = named ?? (isServerless ? [] : anyCluster(managed));
  const listsServerless = isServerless ?? (named === undefined && clusters.length > 0);
  return [
    ...statementOn('redshift:DescribeClusters', clusters, REDSHIFT_REASON),
    ...(listsServerless ? [listServerless()] : []),
  ];
}

function anyCluster(arns: readonly string[]): string[] {
  return placesOf('redshift', arns).map((place) => `${place}:cluster:*`);
}

function listServerless(): PolicyStatement {
  return new PolicyStatement({
    actions: ['redshift-serverless:ListNamespaces', 'redshift-serverless:ListWorkgroups'],
    resources: ['*'],
    reason: `${REDSHIFT_REASON}; these actions have no resource`,
  });
}

/** The ARNs of a service up to the account, where the secrets are. */
function placesOf(service: string, arns: readonly string[]): string[] {
  const places = arns
    .filter((arn) => !hasToken(arn))
    .flatMap((arn) => parseArn(arn) ?? [])
    .map(({ partition, region, account }) => `arn:${partition}:${service}:${region}:${account}`);
  return [...new Set(places)];
}

function statementOn(action: string, resources: string[], reason: string): PolicyStatement[] {
  return resources.length === 0 ? [] : [new PolicyStatement({ actions: [action], resources, reason })];
}
