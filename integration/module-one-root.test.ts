import { onWorkbench } from '../src/rehearsal/workbench';
import { designOf, TerraformRoot } from './terraform-root';

const bench = onWorkbench();

/** Everything in one apply: the network, a database whose master secret RDS manages, the secret, and its rotation. */
const ROOT = `
variable "state" {
  type    = string
  default = "first"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "main" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.\${count.index}.0/24"
  availability_zone = element(["us-east-1a", "us-east-1b"], count.index)
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = aws_subnet.main[*].id
}

resource "aws_security_group" "database" {
  vpc_id = aws_vpc.main.id
}

resource "aws_rds_cluster" "main" {
  cluster_identifier          = "orders"
  engine                      = "aurora-mysql"
  master_username             = "admin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
  vpc_security_group_ids      = [aws_security_group.database.id]
  skip_final_snapshot         = true
  tags                        = { state = var.state }
}

resource "aws_secretsmanager_secret" "orders" {
  name = "made/orders"
}

resource "aws_secretsmanager_secret_version" "orders" {
  secret_id = aws_secretsmanager_secret.orders.id

  secret_string = jsonencode({
    engine    = "mysql"
    host      = aws_rds_cluster.main.endpoint
    username  = "orders"
    password  = "first"
    masterarn = aws_rds_cluster.main.master_user_secret[0].secret_arn
  })

  lifecycle {
    ignore_changes = [secret_string]
  }
}

module "rotation" {
  source = "./rotation"

  vpc_id                      = aws_vpc.main.id
  subnet_ids                  = aws_subnet.main[*].id
  database_security_group_ids = [aws_security_group.database.id]
  database_port               = aws_rds_cluster.main.port
  database_arn                = aws_rds_cluster.main.arn
  master_secret_arn           = aws_rds_cluster.main.master_user_secret[0].secret_arn

  secrets = {
    orders = {
      arn                      = aws_secretsmanager_secret_version.orders.secret_id
      automatically_after_days = 30
    }
  }
  DEPENDS
}
`;

function rootWith(dependsOn: string): TerraformRoot {
  return new TerraformRoot(bench().project)
    .writeModule('rotation', designOf('mysql', 'multi-user', 'rds'))
    .write({ 'main.tf': ROOT.replace('DEPENDS', dependsOn) });
}

test('a network, a database, a secret with its first value, and its rotation apply in one go', async () => {
  const before = await bench().inventory();
  const root = rootWith('');
  await root.init();
  await root.apply();

  const { rotations } = await bench().ledger();
  expect(rotations).toMatchObject([{ secret: 'made/orders', hasValue: true, immediately: true }]);
  expect(rotations[0].endpoints.map(({ ServiceName }) => ServiceName.split('.').pop()).sort()).toEqual([
    'rds',
    'secretsmanager',
  ]);
  expect(JSON.stringify(rotations[0].inlinePolicies)).toMatch(/rds:DescribeDBClusters.*:cluster:orders/);
  expect(await root.plan()).toContain('No changes.');

  await root.destroy();
  expect(await bench().inventory()).toEqual(before);
});

test('what the whole module waits for may change, and nothing of it is made anew that must not be', async () => {
  const root = rootWith('depends_on = [aws_rds_cluster.main]');
  await root.init();
  await root.apply();
  expect(await root.plan()).toContain('No changes.');

  const changed = await root.plan('-var=state=second');
  expect(changed).not.toMatch(
    /aws_(vpc_endpoint|security_group|serverless\w+|secretsmanager_secret_rotation)\.\w+\S* (will be destroyed|must be replaced)/,
  );
  await root.apply('-var=state=second');
  expect((await bench().ledger()).rotations).toHaveLength(1);
  expect((await bench().ledger()).takenInUse).toEqual([]);
  expect(await root.plan('-var=state=second')).toContain('No changes.');
});
