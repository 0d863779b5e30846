import { markMadeBy } from '../made-by';
import { applications } from './applications.json';
import { COMMON_PARAMETERS, MASTER_SECRET_PARAMETERS } from './parameters';
import { PUBLISHING_PARTITIONS, PublishingPartition, Publisher } from './partition';
import { RotationStrategy } from './rotation-strategy';

/** What is known of a rotation application that is not in the catalogue. */
export interface CustomRotationApplicationProps {
  /**
   * The application's ARN in the Serverless Application Repository.
   */
  readonly applicationArn: string;

  /**
   * The application's version, for example `1.0.3`.
   */
  readonly applicationVersion: string;

  /**
   * The port on which the rotation function reaches the database.
   *
   * @default - none; state the port at the rotation when it runs in a VPC
   */
  readonly defaultPort?: number;

  /**
   * How the application rotates.
   *
   * @default - not stated
   */
  readonly strategy?: RotationStrategy;

  /**
   * Whether the function needs to read a master secret.
   *
   * @default false
   */
  readonly requiresMasterSecret?: boolean;

  /**
   * Whether the function can make use of a master secret, without which it rotates as well.
   *
   * @default - whether it needs one
   */
  readonly takesMasterSecret?: boolean;

  /**
   * The value that the application's template gives to its parameter `excludeCharacters`.
   *
   * @default - not known; any given value is sent
   */
  readonly defaultExcludeCharacters?: string;

  /**
   * The parameters that the application's template declares.
   *
   * @default - those that the applications of AWS share
   */
  readonly parameterNames?: string[];
}

interface Details extends Omit<
  CustomRotationApplicationProps,
  'applicationArn' | 'applicationVersion' | 'takesMasterSecret'
> {
  readonly name: string;
  readonly engine?: string;
  readonly takesMasterSecret: boolean;
  readonly describesMasterSecret?: boolean;
  readonly arns: Record<string, string>;
  readonly versions: Record<string, string>;
}

type CatalogueEntry = Omit<Details, 'arns'>;

const ENTRIES = applications as CatalogueEntry[];

function repositoryArn(partition: string, { region, account }: Publisher, application: string): string {
  return `arn:${partition}:serverlessrepo:${region}:${account}:applications/${application}`;
}

/** An ARN that only Terraform knows has no name to tell. */
function nameOfApplication(arn: string): string {
  const name = arn.split('/').pop() ?? '';
  return /[${}]/.test(name) ? 'custom' : name;
}

function forPartitions(value: (partition: PublishingPartition) => string): Record<string, string> {
  return Object.fromEntries(PUBLISHING_PARTITIONS.map((partition) => [partition.name, value(partition)]));
}

function parameterNames(takesMasterSecret: boolean): string[] {
  return [...COMMON_PARAMETERS, ...(takesMasterSecret ? MASTER_SECRET_PARAMETERS : [])];
}

/**
 * An application in the AWS Serverless Application Repository that creates a rotation function.
 *
 * The members are the applications that AWS publishes for databases, one for each engine and strategy, and the template
 * for functions of one's own. Those for databases carry their ARNs and pinned versions for the partitions `aws`, `aws-cn` and
 * `aws-us-gov`. The template has no pinned version, and whether it exists outside `aws` is not known.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
 */
export class RotationApplication {
  /** Amazon RDS and Aurora MySQL, one user. */
  public static readonly MYSQL_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRDSMySQLRotationSingleUser',
  );

  /** Amazon RDS and Aurora MySQL, two users in turn. */
  public static readonly MYSQL_MULTI_USER = RotationApplication.published(
    'SecretsManagerRDSMySQLRotationMultiUser',
  );

  /** Amazon RDS for MariaDB, one user. */
  public static readonly MARIADB_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRDSMariaDBRotationSingleUser',
  );

  /** Amazon RDS for MariaDB, two users in turn. */
  public static readonly MARIADB_MULTI_USER = RotationApplication.published(
    'SecretsManagerRDSMariaDBRotationMultiUser',
  );

  /** Amazon RDS and Aurora PostgreSQL, one user. */
  public static readonly POSTGRES_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRDSPostgreSQLRotationSingleUser',
  );

  /** Amazon RDS and Aurora PostgreSQL, two users in turn. */
  public static readonly POSTGRES_MULTI_USER = RotationApplication.published(
    'SecretsManagerRDSPostgreSQLRotationMultiUser',
  );

  /** Amazon RDS for Oracle, one user. */
  public static readonly ORACLE_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRDSOracleRotationSingleUser',
  );

  /** Amazon RDS for Oracle, two users in turn. */
  public static readonly ORACLE_MULTI_USER = RotationApplication.published(
    'SecretsManagerRDSOracleRotationMultiUser',
  );

  /** Amazon RDS for SQL Server, one user. */
  public static readonly SQLSERVER_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRDSSQLServerRotationSingleUser',
  );

  /** Amazon RDS for SQL Server, two users in turn. */
  public static readonly SQLSERVER_MULTI_USER = RotationApplication.published(
    'SecretsManagerRDSSQLServerRotationMultiUser',
  );

  /** Amazon RDS for Db2, one user. The password is set with the master secret, because Db2 users cannot set their own. */
  public static readonly DB2_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRDSDb2RotationSingleUser',
  );

  /** Amazon RDS for Db2, two users in turn. */
  public static readonly DB2_MULTI_USER = RotationApplication.published(
    'SecretsManagerRDSDb2RotationMultiUser',
  );

  /** Amazon DocumentDB and MongoDB, one user. */
  public static readonly MONGODB_SINGLE_USER = RotationApplication.published(
    'SecretsManagerMongoDBRotationSingleUser',
  );

  /** Amazon DocumentDB and MongoDB, two users in turn. */
  public static readonly MONGODB_MULTI_USER = RotationApplication.published(
    'SecretsManagerMongoDBRotationMultiUser',
  );

  /** Amazon Redshift, one user. */
  public static readonly REDSHIFT_SINGLE_USER = RotationApplication.published(
    'SecretsManagerRedshiftRotationSingleUser',
  );

  /** Amazon Redshift, two users in turn. */
  public static readonly REDSHIFT_MULTI_USER = RotationApplication.published(
    'SecretsManagerRedshiftRotationMultiUser',
  );

  /** The skeleton for a function of one's own. It has no pinned version: state `applicationVersion` with it. */
  public static readonly ROTATION_TEMPLATE = RotationApplication.published('SecretsManagerRotationTemplate');

  /** An application that is not in this list, for example one of your own. */
  public static custom(props: CustomRotationApplicationProps): RotationApplication {
    const requiresMasterSecret = props.requiresMasterSecret ?? false;
    return new RotationApplication({
      ...props,
      name: nameOfApplication(props.applicationArn),
      requiresMasterSecret,
      takesMasterSecret: requiresMasterSecret || (props.takesMasterSecret ?? false),
      arns: forPartitions(() => props.applicationArn),
      versions: forPartitions(() => props.applicationVersion),
    });
  }

  private static published(name: string): RotationApplication {
    const entry = ENTRIES.find((candidate) => candidate.name === name) as CatalogueEntry;
    return new RotationApplication({
      ...entry,
      arns: forPartitions(({ name: partition, publisher }) => repositoryArn(partition, publisher, name)),
    });
  }

  /** The application's name, which is the last part of its ARN. */
  public readonly name: string;

  /** The database's engine as the configuration file names it: mysql, mariadb, postgres, oracle, and so on. */
  public readonly engine?: string;

  /** How the application rotates. */
  public readonly strategy?: RotationStrategy;

  /** The port on which the engine listens unless it was told otherwise. */
  public readonly defaultPort?: number;

  /** Whether the function cannot rotate without reading a master secret: all multi-user applications, and Db2. */
  public readonly requiresMasterSecret: boolean;

  /** Whether the function reads the tags of a master secret, whoever manages it: Amazon Redshift, two users in turn. */
  public readonly describesMasterSecret: boolean;

  /** Whether the function can make use of a master secret. */
  public readonly takesMasterSecret: boolean;

  /** The characters that the application leaves out of passwords when it is not told which. */
  public readonly defaultExcludeCharacters?: string;

  /** The names of the parameters that the application's template declares. */
  public readonly parameterNames: string[];

  /** The application's ARN in each partition that has it. */
  public readonly arns: Record<string, string>;

  /** The pinned version in each partition that has one. */
  public readonly versions: Record<string, string>;

  private constructor(details: Details) {
    this.name = details.name;
    this.engine = details.engine;
    this.strategy = details.strategy;
    this.defaultPort = details.defaultPort;
    this.requiresMasterSecret = details.requiresMasterSecret ?? false;
    this.takesMasterSecret = details.takesMasterSecret;
    this.describesMasterSecret = details.describesMasterSecret ?? false;
    this.defaultExcludeCharacters = details.defaultExcludeCharacters;
    this.parameterNames = details.parameterNames ?? parameterNames(details.takesMasterSecret);
    this.arns = details.arns;
    this.versions = details.versions;
    markMadeBy('RotationApplication', this);
  }
}
