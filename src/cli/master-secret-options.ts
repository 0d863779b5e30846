import { MasterSecretDatabaseProps } from '../policy/generators/managed-master-secrets';
import { CommandOption, OptionValues } from './command';

/** What the role of a function is to know of its master secrets' databases. */
export const MASTER_SECRET_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--rds-managed',
    property: 'managedMasterSecretArns',
    description: 'RDS manages the master secrets (told by names that start with rds!)',
  },
  {
    flags: '--database <arn>',
    property: 'databaseArns',
    description:
      'the ARN of a database in RDS that the function may look up: that of a master secret that RDS manages, and the replica or reader that a rotated secret names',
    isList: true,
  },
  {
    flags: '--redshift-cluster <arn>',
    property: 'redshiftClusterArns',
    description: 'the ARN of the cluster of a master secret that Redshift manages (a name with redshift!)',
    isList: true,
  },
  {
    flags: '--redshift-serverless',
    property: 'redshiftServerless',
    description: 'the master secret that Redshift manages is that of a namespace of Redshift Serverless',
  },
  {
    flags: '--describe',
    property: 'describesMasterSecrets',
    description: "read the master secrets' tags, as functions for Amazon Redshift with two users do",
  },
];

export function databasesOf(values: OptionValues): MasterSecretDatabaseProps {
  const { rdsManaged, database, redshiftCluster, redshiftServerless, describe } = values;
  return {
    rdsManaged,
    databaseArns: database,
    redshiftClusterArns: redshiftCluster,
    redshiftServerless,
    describesMasterSecrets: describe,
  };
}
