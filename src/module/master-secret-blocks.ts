import { masterSecretPolicy } from '../policy/generators/master-secret';
import { PolicyStatement } from '../policy/policy-statement';
import { dataSource, expression, goesLast, locals, resource } from './blocks';
import { ModuleDesign } from './design';
import { precondition } from './function-blocks';
import { Block, renderComment } from './hcl/block';
import { renderValue } from './hcl/value';
import { clusterMissing, exactlyOneOf } from './problems';

const MASTER = '${local.master_secret_arn}';

const KEY = '${var.master_secret_kms_key_arn}';

const CLUSTER =
  'arn:${local.partition}:redshift:${local.region}:${local.account_id}:cluster:${var.redshift_cluster_identifier}';

const MARGIN = ' '.repeat(6);

/** When a statement is there, by what it allows. One that allows nothing of these is always there. */
const CONDITIONS: Readonly<Record<string, string>> = {
  'kms:Decrypt': 'var.master_secret_kms_key_arn != null',
  'rds:DescribeDBClusters': 'can(regex(":cluster:", var.database_arn))',
  'rds:DescribeDBInstances': 'can(regex(":db:", var.database_arn))',
  'redshift:DescribeClusters': 'var.redshift_warehouse == "cluster"',
  'redshift-serverless:ListNamespaces': 'var.redshift_warehouse == "serverless"',
};

/** The grant without which the function cannot use the master secret. */
export function masterSecretBlocks(design: ModuleDesign): Block[] {
  if (!design.application.requiresMasterSecret && design.masterManager === undefined) return [];
  return [...(design.masterManager === 'rds' ? managedMaster() : ownMaster()), grant(design)];
}

function ownMaster(): Block[] {
  return [
    dataSource('aws_secretsmanager_secret', 'master', 'The master secret, where it is given by its name.', {
      count: expression('var.master_secret_name == null ? 0 : 1'),
      name: expression('var.master_secret_name'),
    }),
    locals('The secret that holds the credentials of a superuser.', {
      master_secret_arn: expression(
        'var.master_secret_name == null ? var.master_secret_arn : one(data.aws_secretsmanager_secret.master[*].arn)',
      ),
    }),
  ];
}

function managedMaster(): Block[] {
  return [
    locals('The secret that holds the credentials of a superuser.', {
      master_secret_arn: expression('var.master_secret_arn'),
    }),
  ];
}

function grant(design: ModuleDesign): Block {
  return resource(
    'aws_iam_role_policy',
    'master_secret',
    'The application does not let the function read the master secret: this does, by its exact ARN.',
    {
      count: expression('var.master_secret_policy == "create" ? 1 : 0'),
      name_prefix: 'MasterSecret-',
      role: expression('basename(data.aws_lambda_function.function_role.role)'),
      policy: expression(`jsonencode(${document(design)})`),
    },
    goesLast({}, ...preconditions(design)),
  );
}

function preconditions({ masterManager }: ModuleDesign): Block[] {
  return [
    ...(masterManager === 'rds' ? [] : [isGivenOnce()]),
    ...(masterManager === 'redshift' ? [hasCluster()] : []),
  ];
}

function isGivenOnce(): Block {
  return precondition(
    '(var.master_secret_arn == null) != (var.master_secret_name == null)',
    exactlyOneOf('master_secret_arn', 'master_secret_name', 'a master secret'),
  );
}

function hasCluster(): Block {
  return precondition(
    'var.redshift_warehouse != "cluster" || var.redshift_cluster_identifier != null',
    clusterMissing(),
  );
}

/** The statements that the library grants. */
function document(design: ModuleDesign): string {
  const statements = statementsOf(design).map(item);
  return `{
    Version = "2012-10-17"
    Statement = concat(
${statements.join('')}    )
  }`;
}

function statementsOf({ application, masterManager }: ModuleDesign): readonly PolicyStatement[] {
  const whose = {
    rds: { masterSecretArns: [], managedMasterSecretArns: [MASTER], databaseArns: ['${var.database_arn}'] },
    redshift: {
      masterSecretArns: [],
      redshiftManagedMasterSecretArns: [MASTER],
      redshiftClusterArns: [CLUSTER],
      redshiftServerless: true,
    },
    nobody: { masterSecretArns: [MASTER], describesMasterSecrets: application.describesMasterSecret },
  };
  const viaService = 'secretsmanager.${local.region}.${local.url_suffix}';
  return masterSecretPolicy({ ...whose[masterManager ?? 'nobody'], kmsKeyArns: [KEY], viaService })
    .statements;
}

/** An item of a list in Terraform's language. */
function item(statement: PolicyStatement): string {
  const json = statement.toJson();
  const object = renderValue(json, MARGIN);
  const isThere = CONDITIONS[[json.Action].flat()[0]];
  const list = isThere === undefined ? `[${object}]` : `${isThere} ? [${object}] : []`;
  return `${renderComment(sentence(statement.reason), MARGIN)}${MARGIN}${list},\n`;
}

function sentence(reason: string): string {
  return `${reason[0].toUpperCase()}${reason.slice(1)}.`;
}
