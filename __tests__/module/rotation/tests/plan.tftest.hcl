mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = {
      partition  = "aws"
      dns_suffix = "amazonaws.com"
    }
  }

  mock_data "aws_region" {
    defaults = {
      id   = "us-east-1"
      name = "us-east-1"
    }
  }

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "123456789012"
    }
  }

  mock_data "aws_secretsmanager_secret" {
    defaults = {
      arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-AbCdEf"
    }
  }

  mock_data "aws_vpc_endpoint" {
    defaults = {
      private_dns_enabled = true
      security_group_ids  = ["sg-0a1b2c3d4e5f60718"]
    }
  }

  mock_data "aws_lambda_function" {
    defaults = {
      role = "arn:aws:iam::123456789012:role/rotation"
    }
  }
}

variables {
  vpc_id                      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids                  = ["subnet-0a1b2c3d4e5f60718"]
  database_security_group_ids = ["sg-0a1b2c3d4e5f60718"]
  master_secret_arn           = "arn:aws:secretsmanager:us-east-1:123456789012:secret:production/orders-master-AbCdEf"

  secrets = {
    orders = {
      name                     = "production/orders"
      automatically_after_days = 30
    }
  }
}

run "makes_an_endpoint_and_a_group_by_default" {
  command = plan

  assert {
    condition     = length(aws_vpc_endpoint.endpoint) == 1
    error_message = "expected that the VPC gets an endpoint"
  }

  assert {
    condition     = length(aws_security_group.function) == 1
    error_message = "expected that the function gets a group of its own"
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.database_ingress) == 1
    error_message = "expected that the database is opened"
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.internet_egress) == 0
    error_message = "expected that the internet is not opened"
  }
}

run "opens_nothing_outside_a_vpc" {
  command = plan

  variables {
    subnet_ids                  = []
    database_security_group_ids = []
  }

  assert {
    condition     = length(aws_security_group.function) == 0
    error_message = "expected that there is no group"
  }

  assert {
    condition     = length(aws_vpc_endpoint.endpoint) == 0
    error_message = "expected that there is no endpoint"
  }
}

run "uses_an_existing_endpoint" {
  command = plan

  variables {
    secrets_manager_endpoint                   = "existing"
    secrets_manager_endpoint_id                = "vpce-0a1b2c3d4e5f60718"
    secrets_manager_endpoint_security_group_id = "sg-0a1b2c3d4e5f60718"
  }

  assert {
    condition     = length(aws_vpc_endpoint.endpoint) == 0
    error_message = "expected that no endpoint is made"
  }

  assert {
    condition     = one(aws_vpc_security_group_ingress_rule.endpoint_ingress[*].security_group_id) == "sg-0a1b2c3d4e5f60718"
    error_message = "expected that the existing one is opened"
  }
}

run "rotates_each_secret_by_its_own_schedule" {
  command = plan

  variables {
    secrets = {
      orders = {
        name                     = "production/orders"
        automatically_after_days = 30
      }
      reports = {
        name                = "production/reports"
        schedule_expression = "cron(0 4 ? * SUN *)"
      }
    }
  }

  assert {
    condition     = length(aws_secretsmanager_secret_rotation.rotation) == 2
    error_message = "expected that each secret has a rotation"
  }

  assert {
    condition     = aws_secretsmanager_secret_rotation.rotation["reports"].rotation_rules[0].schedule_expression == "cron(0 4 ? * SUN *)"
    error_message = "expected that the second has its own schedule"
  }
}

run "refuses_a_schedule_that_is_too_short" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      orders = {
        name                = "production/orders"
        schedule_expression = "rate(1 hour)"
      }
    }
  }
}

run "refuses_days_out_of_range" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      orders = {
        name                     = "production/orders"
        automatically_after_days = 1001
      }
    }
  }
}

run "refuses_a_name_in_place_of_an_id" {
  command         = plan
  expect_failures = [var.subnet_ids]

  variables {
    subnet_ids = ["private"]
  }
}
