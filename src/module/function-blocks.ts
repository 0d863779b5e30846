import { knownDefaultCharacters } from '../catalogue/exclude-characters';
import { noWayToDatabase } from '../catalogue/problems';
import { invokePolicy } from '../policy/generators/invoke';
import { Problem } from '../problem';
import { condition, dataSource, expression, goesLast, locals, references, resource } from './blocks';
import { ModuleDesign } from './design';
import { Block } from './hcl/block';
import { escapeText } from './hcl/value';
import { notPublishedHere, vpcMissing } from './problems';
import { GIVEN, wording } from './variables/wording';

const STACK = 'aws_serverlessapplicationrepository_cloudformation_stack';

/** The function, the role that its application made for it, and the permission to invoke it. */
export function functionBlocks(design: ModuleDesign, rules: readonly Block[]): Block[] {
  return [
    excludedCharacters(design),
    parameters(),
    stack(design, rules),
    functionArn(),
    role(),
    invokePermission(),
  ];
}

/** A list that the template may have as its default is sent in another order, which means the same. */
function excludedCharacters({ application: { defaultExcludeCharacters = '' } }: ModuleDesign): Block {
  const given = 'var.exclude_characters';
  return locals(
    "The provider drops a parameter that equals the template's default, and then plans a change for ever. So a list that means the default is left out, and one that looks like a default is sent the other way round.",
    {
      default_exclude_characters: quoted(defaultExcludeCharacters),
      known_exclude_characters: knownDefaultCharacters().map(quoted),
      excludes_default: expression(
        `toset(split("", ${given})) == toset(split("", local.default_exclude_characters))`,
      ),
      sent_exclude_characters: expression(
        `contains(local.known_exclude_characters, ${given}) ? strrev(${given}) : ${given}`,
      ),
    },
  );
}

function quoted(text: string): ReturnType<typeof expression> {
  return expression(`"${escapeText(text)}"`);
}

/** What is null or empty is left out: the provider would drop it, and plan a change for ever. */
function parameters(): Block {
  return locals(
    'The parameters of the application. An endpoint without private DNS is called by its own host name.',
    {
      secrets_manager_hosts: expression(`concat(
    [for endpoint in data.aws_vpc_endpoint.existing : endpoint.dns_entry[0].dns_name if !endpoint.private_dns_enabled],
    ["secretsmanager.\${local.region}.\${local.url_suffix}"],
  )`),
      parameters: {
        endpoint: 'https://${local.secrets_manager_hosts[0]}',
        functionName: expression('var.function_name'),
        vpcSubnetIds: expression('local.in_vpc ? join(",", var.subnet_ids) : ""'),
        vpcSecurityGroupIds: expression('local.in_vpc ? join(",", local.function_group_ids) : ""'),
        kmsKeyArn: expression('var.kms_key_arn'),
        excludeCharacters: expression('local.excludes_default ? "" : local.sent_exclude_characters'),
      },
    },
  );
}

function stack({ application }: ModuleDesign, rules: readonly Block[]): Block {
  return resource(
    STACK,
    'function',
    'The function, made from the application that AWS publishes. Its version is pinned, so that nothing changes by itself, and parameters without a value are left out. The application is always the same one: a plan that does not know its ARN, because it reads the partition only when it is applied, must not replace the function.',
    {
      name: expression('var.function_name'),
      application_id: expression('local.application_ids[local.partition]'),
      semantic_version: expression(
        'coalesce(var.application_version, local.application_versions[local.partition])',
      ),
      capabilities: ['CAPABILITY_IAM', 'CAPABILITY_RESOURCE_POLICY'],
      parameters: expression(
        '{ for name, value in local.parameters : name => value if value != null && value != "" }',
      ),
      tags: expression('var.tags'),
      depends_on: references(rules),
    },
    goesLast(
      { ignore_changes: [expression('application_id')] },
      publishedHere(application.name),
      reachesDatabase(),
      hasVpc(),
    ),
  );
}

function publishedHere(application: string): Block {
  const partitions = 'PARTITIONS';
  const [before, after] = wording(notPublishedHere(application, GIVEN, partitions), 'local.partition').split(
    partitions,
  );
  return condition(
    'precondition',
    'contains(keys(local.application_ids), local.partition)',
    `${before}\${join(", ", keys(local.application_ids))}${after}`,
  );
}

function reachesDatabase(): Block {
  return precondition(
    '!local.in_vpc || length(var.database_security_group_ids) > 0 || length(var.function_security_group_ids) > 0',
    noWayToDatabase(),
  );
}

function hasVpc(): Block {
  return precondition('!local.in_vpc || var.vpc_id != null', vpcMissing());
}

/** A condition whose message has nothing in it that only Terraform knows. */
export function precondition(test: string, problem: Problem): Block {
  return condition('precondition', test, wording(problem, ''));
}

function functionArn(): Block {
  return locals(
    'This value stands between the stack and what reads it: a data source that refers to the stack itself is read only after each change to it, and then the grants on the role are replaced.',
    { function_arn: expression(`${STACK}.function.outputs["RotationLambdaARN"]`) },
  );
}

function role(): Block {
  return dataSource(
    'aws_lambda_function',
    'function_role',
    'The role that the application made for the function. It is no output of the stack.',
    { function_name: expression('local.function_arn') },
  );
}

/** The parts of the statement that the library grants. */
function invokePermission(): Block {
  const [statement] = invokePolicy({
    functionName: '${var.function_name}',
    accountId: '${local.account_id}',
    region: '${local.region}',
    partition: '${local.partition}',
  }).statements;
  const { Sid, Action, Principal, Condition } = statement.toJson();
  return resource(
    'aws_lambda_permission',
    'invoke_permission',
    'Secrets Manager invokes the function for secrets of this account only. A plan that does not know the account must not take the permission away from a function that is in use.',
    {
      count: expression('var.invoke_permission == "create" ? 1 : 0'),
      statement_id_prefix: Sid,
      action: Action,
      function_name: expression('element(split(":", local.function_arn), 6)'),
      principal: Principal.Service,
      source_account: Condition.StringEquals['aws:SourceAccount'],
    },
    goesLast({ ignore_changes: [expression('source_account'), expression('statement_id_prefix')] }),
  );
}
