import { NetworkConfig } from '../config/model';
import { dataSource, expression } from './blocks';
import { Block } from './hcl/block';
import { HclValue } from './hcl/value';
import { literal } from './literal';

/** A database that a network is read from, and what its data sources are called. */
export interface LookedUpDatabase {
  readonly kind: 'instance' | 'cluster';
  readonly identifier: string;
  readonly name: string;
}

interface Kind {
  readonly type: string;
  readonly identifier: string;
  readonly arn: string;
  readonly subnetGroup: string;
  readonly securityGroups: string;
}

const KINDS: Readonly<Record<LookedUpDatabase['kind'], Kind>> = {
  instance: {
    type: 'aws_db_instance',
    identifier: 'db_instance_identifier',
    arn: 'db_instance_arn',
    subnetGroup: 'db_subnet_group',
    securityGroups: 'vpc_security_groups',
  },
  cluster: {
    type: 'aws_rds_cluster',
    identifier: 'cluster_identifier',
    arn: 'arn',
    subnetGroup: 'db_subnet_group_name',
    securityGroups: 'vpc_security_group_ids',
  },
};

/** The database of a network of the configuration, if that names one. */
export function lookedUpDatabase(name: string, { lookup }: NetworkConfig): LookedUpDatabase | undefined {
  const { dbInstance, dbCluster } = lookup ?? {};
  if (dbInstance !== undefined) return { kind: 'instance', identifier: dbInstance, name };
  return dbCluster === undefined ? undefined : { kind: 'cluster', identifier: dbCluster, name };
}

/** What reads the network of a database. */
export function lookUpBlocks({ kind, identifier, name }: LookedUpDatabase): Block[] {
  const { type, identifier: key, subnetGroup } = KINDS[kind];
  return [
    dataSource(type, name, `The database ${identifier}, whose network and port the function needs.`, {
      [key]: literal(identifier),
    }),
    dataSource('aws_db_subnet_group', name, 'Its subnets: the function runs in them.', {
      name: expression(`data.${type}.${name}.${subnetGroup}`),
    }),
    dataSource('aws_subnet', name, 'The zones of the subnets: an endpoint has one subnet in each.', {
      for_each: expression(`toset(data.aws_db_subnet_group.${name}.subnet_ids)`),
      id: expression('each.value'),
    }),
  ];
}

/** What a module is told of the network. Security groups add up, so that a way through one of them is enough. */
export function lookedUpNetwork({ kind, name }: LookedUpDatabase): Readonly<Record<string, HclValue>> {
  const { type, securityGroups } = KINDS[kind];
  const zones = `{ for subnet in data.aws_subnet.${name} : subnet.availability_zone => subnet.id... }`;
  return {
    vpc_id: expression(`data.aws_db_subnet_group.${name}.vpc_id`),
    subnet_ids: expression(`sort(data.aws_db_subnet_group.${name}.subnet_ids)`),
    endpoint_subnet_ids: expression(`[for ids in values(${zones}) : sort(ids)[0]]`),
    database_security_group_ids: expression(`[sort(data.${type}.${name}.${securityGroups})[0]]`),
    database_port: expression(`data.${type}.${name}.port`),
  };
}

/** What a module is told of the master secret that RDS manages. */
export function lookedUpMaster({ kind, name }: LookedUpDatabase): Readonly<Record<string, HclValue>> {
  const { type, arn } = KINDS[kind];
  const secret = `data.${type}.${name}.master_user_secret[0]`;
  return {
    master_secret_arn: expression(`${secret}.secret_arn`),
    master_secret_kms_key_arn: expression(`${secret}.kms_key_id`),
    database_arn: expression(`data.${type}.${name}.${arn}`),
  };
}
