import { expression, nestedBlock, Settings } from './blocks';
import { ModuleDesign } from './design';
import { Block } from './hcl/block';
import { exampleMaster } from './usage';
import { variablesOf } from './variables';

const PLACE = 'us-east-1:123456789012';

const GIVEN_ID = '0a1b2c3d4e5f60718';

/** Terraform's own tests of the module: what it plans, with a provider that calls nobody. */
export function testBlocks(design: ModuleDesign): Block[] {
  return [mockProvider(), defaults(design), ...runs()];
}

function mockProvider(): Block {
  const mock = (type: string, values: Settings): Block => ({
    type: 'mock_data',
    labels: [type],
    body: [{ name: 'defaults', value: values as Record<string, string> }],
  });
  return {
    type: 'mock_provider',
    labels: ['aws'],
    body: [
      mock('aws_partition', { partition: 'aws', dns_suffix: 'amazonaws.com' }),
      mock('aws_region', { id: 'us-east-1', name: 'us-east-1' }),
      mock('aws_caller_identity', { account_id: '123456789012' }),
      mock('aws_secretsmanager_secret', {
        arn: `arn:aws:secretsmanager:${PLACE}:secret:production/orders-AbCdEf`,
      }),
      mock('aws_vpc_endpoint', { private_dns_enabled: true, security_group_ids: [`sg-${GIVEN_ID}`] }),
      mock('aws_lambda_function', { role: 'arn:aws:iam::123456789012:role/rotation' }),
    ],
  };
}

function defaults(design: ModuleDesign): Block {
  return nestedBlock('variables', {
    ...usualValues(design),
    vpc_id: `vpc-${GIVEN_ID}`,
    subnet_ids: [`subnet-${GIVEN_ID}`],
    database_security_group_ids: [`sg-${GIVEN_ID}`],
    ...exampleMaster(design),
    secrets: { orders: { name: 'production/orders', automatically_after_days: 30 } },
  });
}

/** What every module has by default, where this one has something else. */
function usualValues({ defaults = {}, ...usual }: ModuleDesign): Settings {
  const values = variablesOf(usual)
    .filter(({ name }) => name in defaults)
    .map(({ name, defaultValue }) => [name, defaultValue]);
  return Object.fromEntries(values);
}

const ROTATION = 'aws_secretsmanager_secret_rotation.rotation';

function runs(): Block[] {
  return [
    run('makes_an_endpoint_and_a_group_by_default', {}, [
      ['length(aws_vpc_endpoint.endpoint) == 1', 'the VPC gets an endpoint'],
      ['length(aws_security_group.function) == 1', 'the function gets a group of its own'],
      ['length(aws_vpc_security_group_ingress_rule.database_ingress) == 1', 'the database is opened'],
      ['length(aws_vpc_security_group_egress_rule.internet_egress) == 0', 'the internet is not opened'],
    ]),
    run('opens_nothing_outside_a_vpc', { subnet_ids: [], database_security_group_ids: [] }, [
      ['length(aws_security_group.function) == 0', 'there is no group'],
      ['length(aws_vpc_endpoint.endpoint) == 0', 'there is no endpoint'],
    ]),
    run('uses_an_existing_endpoint', existingEndpoint(), [
      ['length(aws_vpc_endpoint.endpoint) == 0', 'no endpoint is made'],
      [
        `one(aws_vpc_security_group_ingress_rule.endpoint_ingress[*].security_group_id) == "sg-${GIVEN_ID}"`,
        'the existing one is opened',
      ],
    ]),
    run('rotates_each_secret_by_its_own_schedule', twoSecrets(), [
      [`length(${ROTATION}) == 2`, 'each secret has a rotation'],
      [
        `${ROTATION}["reports"].rotation_rules[0].schedule_expression == "cron(0 4 ? * SUN *)"`,
        'the second has its own schedule',
      ],
    ]),
    refusal('refuses_a_schedule_that_is_too_short', secrets({ schedule_expression: 'rate(1 hour)' })),
    refusal('refuses_days_out_of_range', secrets({ automatically_after_days: 1001 })),
    refusal('refuses_a_name_in_place_of_an_id', { subnet_ids: ['private'] }, 'subnet_ids'),
  ];
}

function existingEndpoint(): Settings {
  return {
    secrets_manager_endpoint: 'existing',
    secrets_manager_endpoint_id: `vpce-${GIVEN_ID}`,
    secrets_manager_endpoint_security_group_id: `sg-${GIVEN_ID}`,
  };
}

function twoSecrets(): Settings {
  return {
    secrets: {
      orders: { name: 'production/orders', automatically_after_days: 30 },
      reports: { name: 'production/reports', schedule_expression: 'cron(0 4 ? * SUN *)' },
    },
  };
}

function secrets(schedule: Record<string, string | number>): Settings {
  return { secrets: { orders: { name: 'production/orders', ...schedule } } };
}

function run(name: string, variables: Settings, asserts: readonly [string, string][]): Block {
  return runBlock(
    name,
    variables,
    {},
    asserts.map(([condition, message]) =>
      nestedBlock('assert', { condition: expression(condition), error_message: `expected that ${message}` }),
    ),
  );
}

function refusal(name: string, variables: Settings, variable = 'secrets'): Block {
  return runBlock(name, variables, { expect_failures: [expression(`var.${variable}`)] }, []);
}

function runBlock(name: string, variables: Settings, settings: Settings, asserts: readonly Block[]): Block {
  const given = Object.keys(variables).length === 0 ? [] : [nestedBlock('variables', variables)];
  const { body } = nestedBlock('run', { command: expression('plan'), ...settings }, ...given, ...asserts);
  return { type: 'run', labels: [name], body };
}
