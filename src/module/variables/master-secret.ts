import { MasterManager, ModuleDesign } from '../design';
import {
  clusterIdentifier,
  databaseArn,
  keyArn,
  MASTER_OF_ONES_OWN,
  masterManagedBy,
  secretArn,
  secretName,
} from './rules';
import { Rule, validateOne } from './validation';
import { choice, CREATE_OR_NONE, nullable, Variable } from './variable';

const MASTERARN = "Each secret's value names it under the key `masterarn`.";

const KEY = nullable(
  'master_secret_kms_key_arn',
  keyArn,
  'The ARN of the customer managed key that encrypts the master secret.',
);

const POLICY = choice(
  'master_secret_policy',
  "Whether the function's role is granted the master secret here: `create`, or `none` where its policies have another owner, who grants it before the rotation.",
  ...CREATE_OR_NONE,
);

/** What the function needs to know of a superuser. */
export function masterSecretVariables({ application, masterManager }: ModuleDesign): Variable[] {
  if (!application.requiresMasterSecret && masterManager === undefined) return [];
  return [...VARIABLES[masterManager ?? 'nobody'](), KEY, POLICY];
}

const VARIABLES: Readonly<Record<MasterManager | 'nobody', () => Variable[]>> = {
  nobody: () =>
    arnOrName('The ARN of the master secret, which holds the credentials of a superuser', MASTER_OF_ONES_OWN),
  rds: () => [
    required(
      'master_secret_arn',
      `The ARN of the master secret that RDS manages: \`master_user_secret[0].secret_arn\` of the database. ${MASTERARN}`,
      secretArn('master_secret_arn'),
      masterManagedBy('rds'),
    ),
    required(
      'database_arn',
      'The ARN of the database instance or cluster whose master secret RDS manages. The function asks RDS for its host.',
      databaseArn('database_arn'),
    ),
  ],
  redshift: () => [
    ...arnOrName(
      'The ARN of the master secret that Redshift manages: `master_password_secret_arn` of the cluster, or `admin_password_secret_arn` of the namespace',
      masterManagedBy('redshift'),
    ),
    choice(
      'redshift_warehouse',
      'What the master secret belongs to: a `cluster`, or a namespace of Redshift Serverless (`serverless`). The function asks the one or the other for its host.',
      'cluster',
      'serverless',
    ),
    nullable(
      'redshift_cluster_identifier',
      clusterIdentifier,
      'The identifier of the cluster whose master secret Redshift manages; needed for a `cluster` only.',
    ),
  ],
};

/** A master secret that is given by the one or the other. */
function arnOrName(description: string, rule: Rule): Variable[] {
  const arn = nullable(
    'master_secret_arn',
    secretArn,
    `${description}; or else \`master_secret_name\`. ${MASTERARN}`,
  );
  const name = nullable(
    'master_secret_name',
    secretName,
    'The name of the master secret, in place of its ARN. The secret exists already.',
  );
  return [arn, name].map((variable) => ({
    ...variable,
    validations: [...variable.validations, validateOne(variable.name, rule, true)],
  }));
}

function required(name: string, description: string, ...rules: readonly Rule[]): Variable {
  return { name, type: 'string', description, validations: rules.map((rule) => validateOne(name, rule)) };
}
