import { ModuleDesign } from '../design';
import {
  databaseArn,
  keyArn,
  MASTER_OF_ONES_OWN,
  masterManagedBy,
  NamedRule,
  redshiftClusterArn,
  secretArn,
  secretName,
} from './rules';
import { validateOne } from './validation';
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
  return [...(masterManager === undefined ? ownMaster() : MANAGED[masterManager]()), KEY, POLICY];
}

function ownMaster(): Variable[] {
  const arn = nullable(
    'master_secret_arn',
    secretArn,
    `The ARN of the master secret, which holds the credentials of a superuser; or else \`master_secret_name\`. ${MASTERARN}`,
  );
  const name = nullable(
    'master_secret_name',
    secretName,
    'The name of the master secret, in place of its ARN. The secret exists already.',
  );
  return [arn, name].map((variable) => ({
    ...variable,
    validations: [...variable.validations, validateOne(variable.name, MASTER_OF_ONES_OWN, true)],
  }));
}

const MANAGED = {
  rds: (): Variable[] => [
    managedMaster(
      'rds',
      `The ARN of the master secret that RDS manages: \`master_user_secret[0].secret_arn\` of the database. ${MASTERARN}`,
    ),
    required(
      'database_arn',
      databaseArn,
      'The ARN of the database instance or cluster whose master secret RDS manages. The function asks RDS for its host.',
    ),
  ],
  redshift: (): Variable[] => [
    managedMaster(
      'redshift',
      `The ARN of the master secret that Redshift manages: \`master_password_secret_arn\` of the cluster, or \`admin_password_secret_arn\` of the namespace. ${MASTERARN}`,
    ),
    choice(
      'redshift_warehouse',
      'What the master secret belongs to: a `cluster`, or a namespace of Redshift Serverless (`serverless`). The function asks the one or the other for its host.',
      'cluster',
      'serverless',
    ),
    nullable(
      'redshift_cluster_arn',
      redshiftClusterArn,
      'The ARN of the cluster whose master secret Redshift manages; needed for a `cluster` only.',
    ),
  ],
};

function managedMaster(manager: string, description: string): Variable {
  const arn = required('master_secret_arn', secretArn, description);
  return {
    ...arn,
    validations: [...arn.validations, validateOne('master_secret_arn', masterManagedBy(manager))],
  };
}

function required(name: string, rule: NamedRule, description: string): Variable {
  return { name, type: 'string', description, validations: [validateOne(name, rule(name))] };
}
