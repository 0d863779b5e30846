import type { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import type { DataAwsRdsCluster } from '@cdktf/provider-aws/lib/data-aws-rds-cluster';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { DataSourceKey } from './data-source-key';
import { DATA_SOURCES } from './data-sources';
import { oneOf } from './tokens';

/** A database of Amazon RDS whose master secret RDS manages. */
export interface ManagedDatabase {
  readonly kind: 'instance' | 'cluster';
  readonly arn: string;
  readonly managedMasterSecretArn: string;
  readonly managedMasterSecretKmsKeyArn?: string;
}

/** A database of Amazon RDS as Terraform finds it. */
export interface DatabaseDataSource extends ManagedDatabase {
  readonly identifier: string;
  readonly engine: string;
  readonly port: number;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** The ARN of the key that encrypts it, also where that is the AWS managed one. */
  readonly managedMasterSecretKmsKeyArn: string;
  /** How many master secrets RDS manages for it: one or none. */
  readonly managedMasterSecretCount: number;
}

/** What the two data sources have under names of their own. */
interface Named extends Pick<DatabaseDataSource, 'kind' | 'arn'> {
  readonly securityGroupIds: string[];
  readonly subnetGroup: string;
}

export function dbInstanceDataSource(scope: Construct, identifier: string): DatabaseDataSource {
  const key = new DataSourceKey(scope, 'DbInstanceIdentifier', { value: identifier });
  const database = new DATA_SOURCES.DataAwsDbInstance(scope, 'DbInstance', {
    dbInstanceIdentifier: key.value,
  });
  return lookedUp(scope, identifier, database, {
    kind: 'instance',
    arn: database.dbInstanceArn,
    securityGroupIds: database.vpcSecurityGroups,
    subnetGroup: database.dbSubnetGroup,
  });
}

export function dbClusterDataSource(scope: Construct, identifier: string): DatabaseDataSource {
  const key = new DataSourceKey(scope, 'DbClusterIdentifier', { value: identifier });
  const database = new DATA_SOURCES.DataAwsRdsCluster(scope, 'DbCluster', { clusterIdentifier: key.value });
  return lookedUp(scope, identifier, database, {
    kind: 'cluster',
    arn: database.arn,
    securityGroupIds: database.vpcSecurityGroupIds,
    subnetGroup: database.dbSubnetGroupName,
  });
}

function lookedUp(
  scope: Construct,
  identifier: string,
  { engine, port, masterUserSecret }: DataAwsDbInstance | DataAwsRdsCluster,
  { kind, arn, securityGroupIds, subnetGroup }: Named,
): DatabaseDataSource {
  const { vpcId, subnetIds } = new DATA_SOURCES.DataAwsDbSubnetGroup(scope, 'DbSubnetGroup', {
    name: subnetGroup,
  });
  return {
    identifier,
    kind,
    arn,
    engine,
    port,
    vpcId,
    subnetIds,
    // Security groups add up, so that a way through one of them is enough.
    securityGroupId: oneOf(securityGroupIds),
    managedMasterSecretArn: masterUserSecret.get(0).secretArn,
    managedMasterSecretKmsKeyArn: masterUserSecret.get(0).kmsKeyId,
    managedMasterSecretCount: Fn.lengthOf(masterUserSecret),
  };
}
