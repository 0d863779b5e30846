variable "region" {
  description = "The region of the database and its secrets."
  type        = string
}

variable "db_instance_identifier" {
  description = "The database instance's identifier."
  type        = string
}

variable "secret_name" {
  description = "The name of the secret to rotate."
  type        = string
}

variable "master_secret_arn" {
  description = "The ARN of the master secret."
  type        = string
}

provider "aws" {
  region = var.region
}

# The database whose users have the secrets.
data "aws_db_instance" "database" {
  db_instance_identifier = var.db_instance_identifier
}

# The database's subnets: the function runs in them.
data "aws_db_subnet_group" "database" {
  name = data.aws_db_instance.database.db_subnet_group
}

module "rotation" {
  source = "../.."

  vpc_id                      = data.aws_db_subnet_group.database.vpc_id
  subnet_ids                  = data.aws_db_subnet_group.database.subnet_ids
  database_security_group_ids = data.aws_db_instance.database.vpc_security_groups
  database_port               = data.aws_db_instance.database.port
  master_secret_arn           = var.master_secret_arn

  secrets = {
    application = {
      name                     = var.secret_name
      automatically_after_days = 30
    }
  }
}

output "function_arn" {
  description = "The ARN of the rotation function."
  value       = module.rotation.function_arn
}
