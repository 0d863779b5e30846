import { ModuleDesign } from '../src/module/design';
import { moduleFiles } from '../src/module/module-files';
import { Project } from '../src/rehearsal/project';
import { plainText } from '../src/rehearsal/terminal';
import { designOf, TerraformRoot } from './terraform-root';

const PLACE = 'us-east-1:123456789012';
const MASTER = `arn:aws:secretsmanager:${PLACE}:secret:orders-master-AbCdEf`;

/** The schedule of a secret that is right but for what is given. */
function secret(given: object): object {
  return { secrets: { orders: { name: 'production/orders', ...given } } };
}

function cron(fields: string): object {
  return secret({ schedule_expression: `cron(${fields})` });
}

const PLAIN: readonly [object, string][] = [
  [
    { secrets: { orders: { automatically_after_days: 30 } } },
    '"orders" in "secrets" has exactly one of "arn" and "name"',
  ],
  [secret({}), 'has exactly one of "automatically_after_days" and "schedule_expression"'],
  [
    { secrets: { orders: { arn: 'production/orders', automatically_after_days: 1 } } },
    '"production/orders" in "arn" is not the ARN of a secret',
  ],
  [
    {
      secrets: {
        orders: { arn: `arn:aws:secretsmanager:${PLACE}:secret:orders`, automatically_after_days: 1 },
      },
    },
    'in "arn" is not the ARN of a secret',
  ],
  [
    { secrets: { orders: { name: 'rds!db-1', automatically_after_days: 1 } } },
    '"rds!db-1" is a secret that a service of AWS manages and rotates by itself',
  ],
  [
    { secrets: { orders: { name: 'a b', automatically_after_days: 1 } } },
    '"a b" in "name" is not a secret\'s name',
  ],
  [
    secret({ automatically_after_days: 0 }),
    '0 is out of range; expected a whole number of days from 1 to 1000',
  ],
  [secret({ automatically_after_days: 1001 }), '1001 is out of range'],
  [secret({ automatically_after_days: 1.5 }), '1.5 is out of range'],
  [
    secret({ schedule_expression: 'every blue moon' }),
    '"every blue moon" is not a schedule, for example "rate(10 days)"',
  ],
  [secret({ schedule_expression: 'rate(1 days)' }), '"rate(1 days)" is not a rate in hours or days'],
  [secret({ schedule_expression: 'rate(3 hours)' }), 'is more often than Secrets Manager rotates'],
  [
    secret({ schedule_expression: 'rate(1000 days)' }),
    '"rate(1000 days)" is out of range; expected 4 hours to 999 days',
  ],
  [cron('0 4 * SUN *'), 'has not six fields; write six: minute hour day-of-month month day-of-week year'],
  [cron('30 4 ? * SUN *'), 'does not start with minute 0'],
  [cron('0 4 * * * *'), 'needs "?" in exactly one of day-of-month'],
  [cron('0 4 ? * SUN 2027'), 'names years; Secrets Manager takes only "*" in the sixth field'],
  [cron('0 24 ? * SUN *'), 'is no hour of a cron schedule; it takes 0 to 23'],
  [cron('0 4 32 * ? *'), 'is no day-of-month of a cron schedule; it takes 1 to 31'],
  [cron('0 4 1 JANUARY ? *'), 'is no month of a cron schedule; it takes 1 to 12, JAN to DEC'],
  [cron('0 4 ? * 8 *'), 'is no day-of-week of a cron schedule; it takes 1 to 7, SUN to SAT'],
  [cron('0 * ? * SUN *'), 'rotates more often than every 4 hours'],
  [cron('0 4,6 ? * SUN *'), 'rotates more often than every 4 hours'],
  [
    secret({ automatically_after_days: 1, duration: 'banana h' }),
    '"banana h" is not a rotation window in whole hours',
  ],
  [secret({ automatically_after_days: 1, duration: '25h' }), '"25h" is out of range; expected "1h" to "24h"'],
  [
    secret({ schedule_expression: 'rate(4 hours)', duration: '5h' }),
    'into the next rotation of the rate; shorten it',
  ],
  [
    secret({ schedule_expression: 'cron(0 22 ? * SUN *)', duration: '3h' }),
    'runs past the end of the day in UTC',
  ],
  [{ vpc_id: 'private' }, '"private" in "vpc_id" is not a VPC\'s id, for example vpc-0a1b2c3d4e5f60718'],
  [{ subnet_ids: ['subnet-0a1b2c3d', 'sg-0a1b2c3d'] }, '"sg-0a1b2c3d" in "subnet_ids" is not a subnet\'s id'],
  [
    { database_security_group_ids: ['orders'] },
    '"orders" in "database_security_group_ids" is not a security group\'s id',
  ],
  [{ secrets_manager_endpoint: 'yes' }, '"yes" is not allowed; allowed here: create, existing, none'],
  [
    { secrets_manager_endpoint_id: 'vpc-0a1b2c3d' },
    '"vpc-0a1b2c3d" in "secrets_manager_endpoint_id" is not an endpoint\'s id',
  ],
  [{ database_port: 65536 }, '65536 is not a TCP port'],
  [
    { function_name: 'rotate_orders' },
    '"rotate_orders" cannot name a function and its CloudFormation stack; "function_name" takes',
  ],
  [{ application_version: 'latest' }, '"latest" is not a version of an application'],
  [{ kms_key_arn: 'alias/orders' }, '"alias/orders" in "kms_key_arn" is not the ARN of a KMS key'],
  [{ exclude_characters: 'é' }, 'has a character that no generated password contains'],
  [{ exclude_characters: '0123456789' }, '"exclude_characters" leaves no digit'],
  [{ invoke_permission: true }, '"true" is not allowed; allowed here: create, none'],
  [{ master_secret_arn: MASTER.replace('orders', 'rds!db') }, 'export one with --managed-master'],
];

const MANAGED: readonly [object, string][] = [
  [{ master_secret_arn: MASTER }, 'is not a master secret that rds manages'],
  [{ database_arn: 'orders' }, '"orders" in "database_arn" is not the ARN of a database instance or cluster'],
];

const RIGHT = {
  secrets: {
    days: { name: 'production/orders', automatically_after_days: 1000, duration: '24h' },
    rate: { arn: MASTER, schedule_expression: 'rate(4 hours)', duration: '4h', rotate_immediately: false },
    day: { name: 'a', schedule_expression: 'rate(1 day)' },
    most: { name: 'a', schedule_expression: 'rate(999 days)' },
    hours: { name: 'a', schedule_expression: 'rate(23976 hours)' },
    sundays: { name: 'a', schedule_expression: 'cron(0 4 ? * SUN *)', duration: '3h' },
    twice: { name: 'a', schedule_expression: 'cron(0 0,12 ? * MON-FRI *)' },
    step: { name: 'a', schedule_expression: 'cron(0 */6 ? * * *)' },
    last: { name: 'a', schedule_expression: 'cron(0 8 L * ? *)' },
    second: { name: 'a', schedule_expression: 'cron(0 23 ? JAN,jul fri#2 *)' },
    friday: { name: 'a', schedule_expression: 'cron(0 0 ? 1/3 6L *)' },
  },
  master_secret_arn: MASTER,
  vpc_id: 'vpc-0a1b2c3d',
  subnet_ids: ['subnet-0a1b2c3d', 'subnet-0a1b2c3d4e5f60718'],
  exclude_characters: '/@"\'\\${}%{',
  application_version: '1.1.671',
  database_port: 1,
};

let project: Project;
beforeAll(() => (project = new Project()));
afterAll(() => project.remove());

/** The inputs of a module alone need no provider. */
async function rootOf(name: string, design: ModuleDesign): Promise<TerraformRoot> {
  const { 'variables.tf': variables } = moduleFiles(design, 'hcl', './rotation');
  const root = new TerraformRoot(project, name).write({ 'variables.tf': variables });
  await root.init();
  return root;
}

/** What Terraform says of inputs, as one line. */
async function saidOf(root: TerraformRoot, inputs: object): Promise<string> {
  const right = { secrets: { orders: { name: 'production/orders', automatically_after_days: 30 } } };
  root.write({ 'inputs.auto.tfvars.json': JSON.stringify({ ...right, ...inputs }) });
  const { output } = await root.outcome('plan', '-input=false', '-no-color');
  return plainText(output).replace(/[\s│]+/g, ' ');
}

describe('a module for a master secret of one’s own', () => {
  let root: TerraformRoot;
  beforeAll(async () => (root = await rootOf('plain', designOf('mysql', 'multi-user'))));

  test.each(PLAIN)('refuses %j', async (inputs, message) => {
    const said = await saidOf(root, inputs);
    expect(said).toContain(message);
    expect(said).toContain('Invalid value for variable');
  });

  test('takes all that is right', async () => {
    expect(await saidOf(root, RIGHT)).toContain('No changes.');
  });
});

describe('a module for a managed master secret', () => {
  let root: TerraformRoot;
  const right = {
    master_secret_arn: MASTER.replace('orders-master', 'rds!db-1234'),
    database_arn: `arn:aws:rds:${PLACE}:db:orders`,
  };
  beforeAll(async () => (root = await rootOf('managed', designOf('postgres', 'multi-user', 'rds'))));

  test.each(MANAGED)('refuses %j', async (inputs, message) => {
    expect(await saidOf(root, { ...right, ...inputs })).toContain(message);
  });

  test('takes what is right', async () => {
    expect(await saidOf(root, right)).toContain('No changes.');
  });
});

test('a module for an engine that cannot take a character wants it left out', async () => {
  const root = await rootOf('oracle', designOf('oracle', 'single-user'));
  expect(await saidOf(root, { exclude_characters: '/@' })).toContain('"exclude_characters" lacks');
});
