import { rdsEnginesOf } from '../catalogue/database-engines';
import { dataSource, expression, Settings } from './blocks';
import { ModuleDesign } from './design';
import { Block } from './hcl/block';

/** A call of the module with what it needs most. */
export function usageBlock(design: ModuleDesign, source: string): Block {
  if (design.defaults !== undefined) return moduleBlock({ source });
  return moduleBlock({
    source,
    vpc_id: 'vpc-0a1b2c3d4e5f60718',
    subnet_ids: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
    database_security_group_ids: ['sg-0a1b2c3d4e5f60718'],
    ...exampleMaster(design),
    secrets: { orders: { name: 'production/orders', automatically_after_days: 30 } },
  });
}

const PLACE = 'us-east-1:123456789012';

/** What names the superuser, where a function needs one. */
export function exampleMaster({ application, masterManager }: ModuleDesign): Settings {
  const secret = (name: string): string => `arn:aws:secretsmanager:${PLACE}:secret:${name}-AbCdEf`;
  if (masterManager === 'rds')
    return {
      master_secret_arn: secret('rds!db-0a1b2c3d'),
      database_arn: `arn:aws:rds:${PLACE}:db:orders`,
    };
  if (masterManager === 'redshift')
    return {
      master_secret_arn: secret('redshift!orders-admin'),
      redshift_cluster_identifier: 'orders',
    };
  return application.requiresMasterSecret ? { master_secret_arn: secret('production/orders-master') } : {};
}

export function moduleBlock(settings: Settings, name = 'rotation'): Block {
  return {
    type: 'module',
    labels: [name],
    body: Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  };
}

/** A whole configuration that calls the module: all of the network is read from the database where RDS has it. */
export function exampleBlocks(design: ModuleDesign): Block[] {
  if (design.defaults !== undefined) return withDefaults();
  const isInRds = rdsEnginesOf(design.application.engine).length > 0;
  return isInRds ? fromDatabase(design) : fromVariables(design);
}

function withDefaults(): Block[] {
  return [...variables(['region']), provider(), moduleBlock({ source: '../..' }), output()];
}

function fromDatabase(design: ModuleDesign): Block[] {
  return [
    ...exampleVariables(['region', 'db_instance_identifier', 'secret_name'], design),
    provider(),
    dataSource('aws_db_instance', 'database', 'The database whose users have the secrets.', {
      db_instance_identifier: expression('var.db_instance_identifier'),
    }),
    dataSource('aws_db_subnet_group', 'database', "The database's subnets: the function runs in them.", {
      name: expression('data.aws_db_instance.database.db_subnet_group'),
    }),
    call(design, {
      vpc_id: expression('data.aws_db_subnet_group.database.vpc_id'),
      subnet_ids: expression('data.aws_db_subnet_group.database.subnet_ids'),
      database_security_group_ids: expression('data.aws_db_instance.database.vpc_security_groups'),
      database_port: expression('data.aws_db_instance.database.port'),
      ...(design.masterManager === 'rds'
        ? {
            master_secret_arn: expression('data.aws_db_instance.database.master_user_secret[0].secret_arn'),
            database_arn: expression('data.aws_db_instance.database.db_instance_arn'),
          }
        : {}),
    }),
    output(),
  ];
}

function fromVariables(design: ModuleDesign): Block[] {
  const names = ['region', 'vpc_id', 'subnet_ids', 'database_security_group_ids', 'secret_name'];
  return [
    ...exampleVariables(names, design),
    provider(),
    call(design, {
      vpc_id: expression('var.vpc_id'),
      subnet_ids: expression('var.subnet_ids'),
      database_security_group_ids: expression('var.database_security_group_ids'),
    }),
    output(),
  ];
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  region: 'The region of the database and its secrets.',
  db_instance_identifier: "The database instance's identifier.",
  vpc_id: "The id of the database's VPC.",
  subnet_ids: 'The ids of the subnets in which the function runs.',
  database_security_group_ids: "The ids of the database's security groups.",
  secret_name: 'The name of the secret to rotate.',
  master_secret_arn: 'The ARN of the master secret.',
};

function exampleVariables(names: readonly string[], design: ModuleDesign): Block[] {
  return variables([...names, ...(needsMasterVariable(design) ? ['master_secret_arn'] : [])]);
}

function variables(names: readonly string[]): Block[] {
  return names.map((name) => ({
    type: 'variable',
    labels: [name],
    body: [
      { name: 'description', value: DESCRIPTIONS[name] },
      { name: 'type', value: expression(name.endsWith('_ids') ? 'list(string)' : 'string') },
    ],
  }));
}

function needsMasterVariable({ application, masterManager }: ModuleDesign): boolean {
  return application.requiresMasterSecret && masterManager !== 'rds';
}

function provider(): Block {
  return { type: 'provider', labels: ['aws'], body: [{ name: 'region', value: expression('var.region') }] };
}

function call(design: ModuleDesign, settings: Settings): Block {
  return moduleBlock({
    source: '../..',
    ...settings,
    ...(needsMasterVariable(design) ? { master_secret_arn: expression('var.master_secret_arn') } : {}),
    secrets: {
      application: { name: expression('var.secret_name'), automatically_after_days: 30 },
    },
  });
}

function output(): Block {
  return {
    type: 'output',
    labels: ['function_arn'],
    body: [
      { name: 'description', value: 'The ARN of the rotation function.' },
      { name: 'value', value: expression('module.rotation.function_arn') },
    ],
  };
}
