import { Workbench, onWorkbench } from '../src/rehearsal/workbench';
import { designOf, TerraformRoot } from './terraform-root';

const bench = onWorkbench();

/** The network and the secrets of the stand-in, as a root names them. */
function variables({ config, stack }: Workbench): string {
  const { vpcId, subnetIds, databaseSecurityGroupIds } = config.stacks[stack].networks!.private;
  return `
locals {
  vpc_id     = "${vpcId}"
  subnet_ids = ${JSON.stringify(subnetIds)}
  groups     = ${JSON.stringify(databaseSecurityGroupIds)}
}

variable "application_version" {
  type    = string
  default = null
}
`;
}

const NETWORK = `
  vpc_id                      = local.vpc_id
  subnet_ids                  = local.subnet_ids
  database_security_group_ids = local.groups
`;

/** Secrets of a root's own, with their first values. */
function secret(name: string, value: object): string {
  return `
resource "aws_secretsmanager_secret" "${name}" {
  name = "made/${name}"
}

resource "aws_secretsmanager_secret_version" "${name}" {
  secret_id     = aws_secretsmanager_secret.${name}.id
  secret_string = jsonencode(${JSON.stringify(value)})
}
`;
}

const TWO_ENGINES = `${secret('orders', { engine: 'mysql', host: 'a', username: 'a', password: 'b' })}
${secret('reports', { engine: 'postgres', host: 'a', username: 'a', password: 'b' })}
module "mysql" {
  source = "./mysql"
${NETWORK}
  master_secret_name  = "production/orders-master"
  application_version = var.application_version

  secrets = {
    orders = { arn = aws_secretsmanager_secret_version.orders.secret_id, automatically_after_days = 30 }
    there  = { name = "production/orders", schedule_expression = "cron(0 4 ? * SUN *)", duration = "2h" }
  }
}

module "postgres" {
  source = "./postgres"
${NETWORK}
  database_port                              = 5433
  secrets_manager_endpoint                   = "existing"
  secrets_manager_endpoint_id                = module.mysql.secrets_manager_endpoint_id
  secrets_manager_endpoint_security_group_id = module.mysql.secrets_manager_endpoint_security_group_id

  secrets = {
    reports = { arn = aws_secretsmanager_secret_version.reports.secret_id, schedule_expression = "rate(10 days)" }
  }
}
`;

test('two modules of two engines share an endpoint, apply, upgrade in place, and leave nothing', async () => {
  const before = await bench().inventory();
  const root = new TerraformRoot(bench().project)
    .writeModule('mysql', designOf('mysql', 'multi-user'))
    .writeModule('postgres', designOf('postgres', 'single-user'))
    .write({ 'main.tf': `${variables(bench())}${TWO_ENGINES}` });
  await root.init();
  await root.apply();

  const { rotations } = await bench().ledger();
  expect(rotations.map(({ secret: name }) => name).sort()).toEqual([
    'made/orders',
    'made/reports',
    'production/orders',
  ]);
  rotations.forEach((rotation) => {
    const [{ VpcId, SecurityGroupIds }] = [rotation.function.VpcConfig!];
    expect(rotation.hasValue).toBe(true);
    expect(VpcId).toBeTruthy();
    expect(rotation.endpoints).toMatchObject([{ PrivateDnsEnabled: true }]);
    expect(rotation.resourcePolicy.Statement).toHaveLength(2);
    const ports = rotation.securityGroupRules
      .filter(({ GroupId, IsEgress }) => IsEgress && SecurityGroupIds!.includes(GroupId))
      .map(({ FromPort }) => FromPort);
    expect(ports.sort()).toEqual(rotation.secret === 'made/reports' ? [443, 5433] : [3306, 443]);
  });
  const master = rotations.find(({ secret: name }) => name === 'made/orders')!;
  expect(JSON.stringify(master.inlinePolicies)).toContain('secretsmanager:GetSecretValue');
  expect(await root.plan()).toContain('No changes.');

  const upgrade = '-var=application_version=1.1.999';
  expect(await root.plan(upgrade)).toContain('Plan: 0 to add, 1 to change, 0 to destroy');
  await root.apply(upgrade);
  expect((await bench().ledger()).rotations).toHaveLength(3);

  await root.destroy();
  expect(await bench().inventory()).toEqual(before);
});

test('one module serves two environments with for_each', async () => {
  const root = new TerraformRoot(bench().project)
    .writeModule('mysql', designOf('mysql', 'single-user'))
    .write({
      'main.tf': `${variables(bench())}
locals {
  environments = { test = "made/test", production = "made/production" }
}

resource "aws_secretsmanager_secret" "all" {
  for_each = local.environments
  name     = each.value
}

resource "aws_secretsmanager_secret_version" "all" {
  for_each      = local.environments
  secret_id     = aws_secretsmanager_secret.all[each.key].id
  secret_string = "{}"
}

module "rotation" {
  source   = "./mysql"
  for_each = local.environments

  function_name            = "SecretsManager-\${each.key}"
  subnet_ids               = []
  secrets_manager_endpoint = "none"

  secrets = {
    orders = { arn = aws_secretsmanager_secret.all[each.key].arn, automatically_after_days = 30 }
  }

  depends_on = [aws_secretsmanager_secret_version.all]
}
`,
    });
  await root.init();
  await root.apply();
  const { rotations } = await bench().ledger();
  expect(rotations.map(({ secret: name, hasValue }) => [name, hasValue]).sort()).toEqual([
    ['made/production', true],
    ['made/test', true],
  ]);
  expect(await root.plan()).toContain('No changes.');
});
