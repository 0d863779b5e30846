# The account whose secrets the function may be invoked for.
data "aws_caller_identity" "current" {}

# The region: functions, secrets and keys lie in one.
data "aws_region" "current" {}

# The partition: AWS publishes the application once in each.
data "aws_partition" "current" {}

# The place in short.
locals {
  region     = data.aws_region.current.id
  partition  = data.aws_partition.current.partition
  url_suffix = data.aws_partition.current.dns_suffix
  account_id = data.aws_caller_identity.current.account_id
}

# What AWS publishes in each partition, and the version that is deployed unless another is named.
locals {
  application_ids = {
    aws        = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationMultiUser"
    aws-cn     = "arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications/SecretsManagerRDSMySQLRotationMultiUser"
    aws-us-gov = "arn:aws-us-gov:serverlessrepo:us-gov-west-1:023102451235:applications/SecretsManagerRDSMySQLRotationMultiUser"
  }

  application_versions = {
    aws        = "1.1.671"
    aws-cn     = "1.1.440"
    aws-us-gov = "1.1.383"
  }
}

# Outside a VPC there is nothing to open. In one, the function
# has a security group of its own unless others are given.
locals {
  in_vpc                 = length(var.subnet_ids) > 0
  opens_database         = local.in_vpc && var.database_rules == "create"
  creates_function_group = local.in_vpc && length(var.function_security_group_ids) == 0
  function_group_count   = local.creates_function_group ? 1 : length(var.function_security_group_ids)
  function_group_ids     = local.creates_function_group ? aws_security_group.function[*].id : var.function_security_group_ids
}

# The function's security group lets out to the database and to what the
# rotation calls, and nothing in. It stays when the function gets another name:
# until the rotation has moved, the old one needs the rules that name it.
resource "aws_security_group" "function" {
  count = local.creates_function_group ? 1 : 0

  name_prefix = "${var.function_name}-"
  description = "Rotation function: out to the database and to Secrets Manager"
  vpc_id      = var.vpc_id
  tags        = var.tags

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [name_prefix, description]
  }
}

# Out of the function's group to the database. Rules
# of groups that are given are their owner's affair.
resource "aws_vpc_security_group_egress_rule" "database_egress" {
  count = local.creates_function_group ? length(var.database_security_group_ids) : 0

  security_group_id            = one(aws_security_group.function[*].id)
  referenced_security_group_id = var.database_security_group_ids[count.index]
  ip_protocol                  = "tcp"
  from_port                    = var.database_port
  to_port                      = var.database_port

  lifecycle {
    create_before_destroy = true
  }
}

# Into each of the database's groups from each of the function's. The lists
# may hold ids that are known only after apply, so the rules are counted.
resource "aws_vpc_security_group_ingress_rule" "database_ingress" {
  count = local.opens_database ? length(var.database_security_group_ids) * local.function_group_count : 0

  security_group_id            = var.database_security_group_ids[floor(count.index / local.function_group_count)]
  referenced_security_group_id = local.function_group_ids[count.index % local.function_group_count]
  ip_protocol                  = "tcp"
  from_port                    = var.database_port
  to_port                      = var.database_port

  lifecycle {
    create_before_destroy = true
  }
}

# How the function reaches Secrets Manager. The rules of an existing endpoint may be its owner's.
locals {
  creates_endpoint   = local.in_vpc && var.secrets_manager_endpoint == "create"
  uses_endpoint      = local.in_vpc && var.secrets_manager_endpoint == "existing"
  opens_endpoint     = local.creates_endpoint || (local.uses_endpoint && var.secrets_manager_endpoint_rules == "create")
  existing_group_ids = [for endpoint in data.aws_vpc_endpoint.existing : coalesce(var.secrets_manager_endpoint_security_group_id, tolist(endpoint.security_group_ids)[0])]
  endpoint_group_id  = one(concat(aws_security_group.endpoint[*].id, local.existing_group_ids))
}

# The endpoint for Secrets Manager that is there already.
data "aws_vpc_endpoint" "existing" {
  count = local.uses_endpoint ? 1 : 0

  id = var.secrets_manager_endpoint_id

  lifecycle {
    precondition {
      condition     = var.secrets_manager_endpoint_id != null
      error_message = "\"secrets_manager_endpoint\" is \"existing\" and nothing says which one that is; name it in \"secrets_manager_endpoint_id\""
    }
  }
}

# The security group of the endpoint for Secrets Manager.
# It lets rotation functions in, and nobody else.
resource "aws_security_group" "endpoint" {
  count = local.creates_endpoint ? 1 : 0

  name_prefix = "secretsmanager-endpoint-"
  description = "Endpoint of secretsmanager: rotation functions on 443"
  vpc_id      = var.vpc_id
  tags        = var.tags

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [name_prefix, description]
  }
}

# The way to Secrets Manager for functions without internet access. Private DNS
# leads the service's usual host name there, so a VPC can have one such endpoint.
# Its service never changes, though a plan may not know its name: see the function.
resource "aws_vpc_endpoint" "endpoint" {
  count = local.creates_endpoint ? 1 : 0

  vpc_id              = var.vpc_id
  service_name        = "${local.partition == "aws-eusc" ? "eu.amazonaws" : local.partition == "aws-iso-f" ? "gov.ic.hci.csp" : local.partition == "aws-iso-e" ? "uk.adc-e.cloud" : local.partition == "aws-iso-b" ? "gov.sgov.sc2s" : local.partition == "aws-iso" ? "gov.ic.c2s" : "com.amazonaws"}.${local.region}.secretsmanager"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = coalescelist(var.endpoint_subnet_ids, var.subnet_ids)
  security_group_ids  = aws_security_group.endpoint[*].id
  tags                = var.tags

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [service_name]
  }
}

# Out of the function's group to the endpoint.
resource "aws_vpc_security_group_egress_rule" "endpoint_egress" {
  count = local.creates_function_group && var.secrets_manager_endpoint != "none" ? 1 : 0

  security_group_id            = one(aws_security_group.function[*].id)
  referenced_security_group_id = local.endpoint_group_id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  lifecycle {
    create_before_destroy = true
  }
}

# Into the endpoint's group from each of the function's.
resource "aws_vpc_security_group_ingress_rule" "endpoint_ingress" {
  count = local.opens_endpoint ? local.function_group_count : 0

  security_group_id            = local.endpoint_group_id
  referenced_security_group_id = local.function_group_ids[count.index]
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  lifecycle {
    create_before_destroy = true
  }
}

# Without an endpoint the function goes through a NAT gateway
# to the internet, where AWS has no addresses that keep still.
resource "aws_vpc_security_group_egress_rule" "internet_egress" {
  count = local.creates_function_group && var.secrets_manager_endpoint == "none" ? 1 : 0

  security_group_id = one(aws_security_group.function[*].id)
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  lifecycle {
    create_before_destroy = true
  }
}

# The provider drops a parameter that equals the template's default, and
# then plans a change for ever. So a list that means the default is left
# out, and one that looks like a default is sent the other way round.
locals {
  default_exclude_characters = "/@\"'\\"
  known_exclude_characters   = ["/@\"'\\", ":/@\"'\\", "/@\"'\\;", "/@\"'\\:"]
  excludes_default           = toset(split("", var.exclude_characters)) == toset(split("", local.default_exclude_characters))
  sent_exclude_characters    = contains(local.known_exclude_characters, var.exclude_characters) ? strrev(var.exclude_characters) : var.exclude_characters
}

# The parameters of the application. An endpoint without private DNS is called by its own host name.
locals {
  secrets_manager_hosts = concat(
    [for endpoint in data.aws_vpc_endpoint.existing : endpoint.dns_entry[0].dns_name if !endpoint.private_dns_enabled],
    ["secretsmanager.${local.region}.${local.url_suffix}"],
  )

  parameters = {
    endpoint            = "https://${local.secrets_manager_hosts[0]}"
    functionName        = var.function_name
    vpcSubnetIds        = local.in_vpc ? join(",", var.subnet_ids) : ""
    vpcSecurityGroupIds = local.in_vpc ? join(",", local.function_group_ids) : ""
    kmsKeyArn           = var.kms_key_arn
    excludeCharacters   = local.excludes_default ? "" : local.sent_exclude_characters
  }
}

# The function, made from the application that AWS publishes. Its version is pinned,
# so that nothing changes by itself, and parameters without a value are left out.
# The application is always the same one: a plan that does not know its ARN, because
# it reads the partition only when it is applied, must not replace the function.
resource "aws_serverlessapplicationrepository_cloudformation_stack" "function" {
  name             = var.function_name
  application_id   = local.application_ids[local.partition]
  semantic_version = coalesce(var.application_version, local.application_versions[local.partition])
  capabilities     = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]
  parameters       = { for name, value in local.parameters : name => value if value != null && value != "" }
  tags             = var.tags

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [application_id]

    precondition {
      condition     = contains(keys(local.application_ids), local.partition)
      error_message = "AWS publishes SecretsManagerRDSMySQLRotationMultiUser in the partitions ${join(", ", keys(local.application_ids))}, not in ${local.partition}"
    }

    precondition {
      condition     = !local.in_vpc || length(var.database_security_group_ids) > 0 || length(var.function_security_group_ids) > 0
      error_message = "the rotation function would not reach the database; name the database's security groups in \"database_security_group_ids\", or groups that reach it already in \"function_security_group_ids\""
    }

    precondition {
      condition     = !local.in_vpc || var.vpc_id != null
      error_message = "subnets are given and no VPC; name it in \"vpc_id\""
    }
  }

  depends_on = [
    aws_vpc_security_group_egress_rule.database_egress,
    aws_vpc_security_group_ingress_rule.database_ingress,
    aws_vpc_security_group_egress_rule.endpoint_egress,
    aws_vpc_security_group_ingress_rule.endpoint_ingress,
    aws_vpc_security_group_egress_rule.internet_egress,
  ]
}

# This value stands between the stack and what reads it: a data source that refers to the stack
# itself is read only after each change to it, and then the grants on the role are replaced.
locals {
  function_arn = aws_serverlessapplicationrepository_cloudformation_stack.function.outputs["RotationLambdaARN"]
}

# The role that the application made for the function. It is no output of the stack.
data "aws_lambda_function" "function_role" {
  function_name = local.function_arn
}

# Secrets Manager invokes the function for secrets of this account only. A plan that does
# not know the account must not take the permission away from a function that is in use.
resource "aws_lambda_permission" "invoke_permission" {
  count = var.invoke_permission == "create" ? 1 : 0

  statement_id_prefix = "SecretsManagerInvokesRotationFunction"
  action              = "lambda:InvokeFunction"
  function_name       = element(split(":", local.function_arn), 6)
  principal           = "secretsmanager.amazonaws.com"
  source_account      = local.account_id

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [source_account, statement_id_prefix]
  }
}

# The master secret, where it is given by its name.
data "aws_secretsmanager_secret" "master" {
  count = var.master_secret_name == null ? 0 : 1

  name = var.master_secret_name
}

# The secret that holds the credentials of a superuser.
locals {
  master_secret_arn = var.master_secret_name == null ? var.master_secret_arn : one(data.aws_secretsmanager_secret.master[*].arn)
}

# The application does not let the function read the master secret: this does, by its exact ARN.
resource "aws_iam_role_policy" "master_secret" {
  count = var.master_secret_policy == "create" ? 1 : 0

  name_prefix = "MasterSecret-"
  role        = basename(data.aws_lambda_function.function_role.role)

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      # The function logs in as the superuser to change the user's password.
      [{
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = local.master_secret_arn
      }],
      # The key decrypts the master secrets, through Secrets Manager only.
      var.master_secret_kms_key_arn != null ? [{
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = var.master_secret_kms_key_arn
        Condition = {
          StringEquals = {
            "kms:EncryptionContext:SecretARN" = local.master_secret_arn
            "kms:ViaService"                  = "secretsmanager.${local.region}.${local.url_suffix}"
          }
        }
      }] : [],
    )
  })

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = (var.master_secret_arn == null) != (var.master_secret_name == null)
      error_message = "a master secret has exactly one of \"master_secret_arn\" and \"master_secret_name\""
    }
  }
}

# The secrets that are given by their names.
data "aws_secretsmanager_secret" "named" {
  for_each = { for key, secret in var.secrets : key => secret.name if secret.name != null }

  name = each.value
}

# Turned on last: to turn it on rotates the secret at
# once, and that needs all of what stands in depends_on.
resource "aws_secretsmanager_secret_rotation" "rotation" {
  for_each = var.secrets

  secret_id           = each.value.name == null ? each.value.arn : data.aws_secretsmanager_secret.named[each.key].arn
  rotation_lambda_arn = local.function_arn
  rotate_immediately  = each.value.rotate_immediately

  rotation_rules {
    automatically_after_days = each.value.automatically_after_days
    schedule_expression      = each.value.schedule_expression
    duration                 = each.value.duration
  }

  depends_on = [
    aws_vpc_security_group_egress_rule.database_egress,
    aws_vpc_security_group_ingress_rule.database_ingress,
    aws_vpc_endpoint.endpoint,
    aws_vpc_security_group_egress_rule.endpoint_egress,
    aws_vpc_security_group_ingress_rule.endpoint_ingress,
    aws_vpc_security_group_egress_rule.internet_egress,
    aws_lambda_permission.invoke_permission,
    aws_iam_role_policy.master_secret,
  ]
}
