variable "secrets" {
  description = "The secrets to rotate, by names of your own: each by its `arn` or its `name`, with `automatically_after_days` (1 to 1000) or a `schedule_expression` such as `rate(10 days)` or `cron(0 4 ? * SUN *)` in UTC. `duration` is the length of the rotation window, for example `2h`. With `rotate_immediately` a secret is rotated as soon as its rotation is turned on or its schedule changes."

  type = map(object({
    arn                      = optional(string)
    name                     = optional(string)
    automatically_after_days = optional(number)
    schedule_expression      = optional(string)
    duration                 = optional(string)
    rotate_immediately       = optional(bool, true)
  }))

  validation {
    condition = alltrue([
      for secret in var.secrets :
      (secret.arn == null) != (secret.name == null)
    ])

    error_message = format("%s in \"secrets\" has exactly one of \"arn\" and \"name\"", join(", ", [
      for key, secret in var.secrets :
      jsonencode(key)
      if !((secret.arn == null) != (secret.name == null))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      (secret.automatically_after_days == null) != (secret.schedule_expression == null)
    ])

    error_message = format("%s in \"secrets\" has exactly one of \"automatically_after_days\" and \"schedule_expression\"", join(", ", [
      for key, secret in var.secrets :
      jsonencode(key)
      if !((secret.automatically_after_days == null) != (secret.schedule_expression == null))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$", secret.arn))
      if secret.arn != null
    ])

    error_message = format("%s in \"arn\" is not the ARN of a secret, for example arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.arn)
      if secret.arn != null && !can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$", secret.arn))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      !can(regex("(^|:secret:)[a-z-]+!", secret.arn))
      if secret.arn != null
    ])

    error_message = format("%s is a secret that a service of AWS manages and rotates by itself, without a rotation function; name a secret of your own as the one to rotate", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.arn)
      if secret.arn != null && can(regex("(^|:secret:)[a-z-]+!", secret.arn))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^[A-Za-z0-9/_+=.@!-]{1,512}$", secret.name))
      if secret.name != null
    ])

    error_message = format("%s in \"name\" is not a secret's name or ARN, for example production/orders", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.name)
      if secret.name != null && !can(regex("^[A-Za-z0-9/_+=.@!-]{1,512}$", secret.name))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      !can(regex("(^|:secret:)[a-z-]+!", secret.name))
      if secret.name != null
    ])

    error_message = format("%s is a secret that a service of AWS manages and rotates by itself, without a rotation function; name a secret of your own as the one to rotate", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.name)
      if secret.name != null && can(regex("(^|:secret:)[a-z-]+!", secret.name))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      secret.automatically_after_days >= 1 && secret.automatically_after_days <= 1000 && floor(secret.automatically_after_days) == secret.automatically_after_days
      if secret.automatically_after_days != null
    ])

    error_message = format("%s is out of range; expected a whole number of days from 1 to 1000", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.automatically_after_days)
      if secret.automatically_after_days == null ? false : !(secret.automatically_after_days >= 1 && secret.automatically_after_days <= 1000 && floor(secret.automatically_after_days) == secret.automatically_after_days)
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate|cron)\\(.*\\)$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is not a schedule, for example \"rate(10 days)\" or \"cron(0 4 ? * SUN *)\"", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate|cron)\\(.*\\)$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(cron\\(.*|rate\\((1 (hour|day)|(0|[2-9]|\\d{2,}) (hours|days))\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is not a rate in hours or days, for example \"rate(12 hours)\" or \"rate(1 day)\"", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(cron\\(.*|rate\\((1 (hour|day)|(0|[2-9]|\\d{2,}) (hours|days))\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(cron\\(.*|rate\\((.* days?|0*([4-9]|[1-9]\\d+) hours|\\D.*)\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is more often than Secrets Manager rotates; the shortest rate is \"4 hours\"", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(cron\\(.*|rate\\((.* days?|0*([4-9]|[1-9]\\d+) hours|\\D.*)\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(cron\\(.*|rate\\(([1-9]\\d{0,2} days?|\\d{1,4} hours?|1\\d{4} hours|2[0-3]\\d{3} hours)\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is out of range; expected 4 hours to 999 days", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(cron\\(.*|rate\\(([1-9]\\d{0,2} days?|\\d{1,4} hours?|1\\d{4} hours|2[0-3]\\d{3} hours)\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\(\\S+( \\S+){5}\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s has not six fields; write six: minute hour day-of-month month day-of-week year, for example \"0 4 ? * SUN *\"", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\(\\S+( \\S+){5}\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\(0 .*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s does not start with minute 0; Secrets Manager opens rotation windows on the hour only", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\(0 .*\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\(\\S+ \\S+ (\\? \\S+ [^? ]+|[^? ]+ \\S+ \\?) .*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s needs \"?\" in exactly one of day-of-month (third field) and day-of-week (fifth field)", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\(\\S+ \\S+ (\\? \\S+ [^? ]+|[^? ]+ \\S+ \\?) .*\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\(.* \\*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s names years; Secrets Manager takes only \"*\" in the sixth field", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\(.* \\*\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\((?i)\\S+ (\\*[,/]?|([01]?\\d|2[0-3])\\b[,/-]?)+ .*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is no hour of a cron schedule; it takes 0 to 23 and , - * /", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\((?i)\\S+ (\\*[,/]?|([01]?\\d|2[0-3])\\b[,/-]?)+ .*\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\((?i)\\S+ \\S+ (\\?|L|(\\*[,/]?|(0?[1-9]|[12]\\d|3[01])\\b[,/-]?)+) .*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is no day-of-month of a cron schedule; it takes 1 to 31, L for the last day, and , - * / ?", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\((?i)\\S+ \\S+ (\\?|L|(\\*[,/]?|(0?[1-9]|[12]\\d|3[01])\\b[,/-]?)+) .*\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\((?i)\\S+ \\S+ \\S+ (\\*[,/]?|(0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\\b[,/-]?)+ .*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is no month of a cron schedule; it takes 1 to 12, JAN to DEC, and , - * /", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\((?i)\\S+ \\S+ \\S+ (\\*[,/]?|(0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\\b[,/-]?)+ .*\\))$", secret.schedule_expression))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(rate\\(.*|cron\\((?i)\\S+ \\S+ \\S+ \\S+ (\\?|L|(0?[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])|(\\*[,/]?|(0?[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)\\b[,/-]?)+) .*\\))$", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s is no day-of-week of a cron schedule; it takes 1 to 7, SUN to SAT, FRI#2 for the second Friday, 6L for the last, and , - * / ?", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && !can(regex("^(rate\\(.*|cron\\((?i)\\S+ \\S+ \\S+ \\S+ (\\?|L|(0?[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])|(\\*[,/]?|(0?[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)\\b[,/-]?)+) .*\\))$", secret.schedule_expression))
    ]))
  }

  # Every hour, a range of hours, or steps of fewer than four.
  validation {
    condition = alltrue([
      for secret in var.secrets :
      !can(regex("^cron\\(\\S+ (\\S+,)?(\\*|\\d+-\\d+|\\S+/0?[1-3])(,\\S+)? ", secret.schedule_expression))
      if secret.schedule_expression != null
    ])

    error_message = format("%s rotates more often than every 4 hours, which is the shortest interval; name fewer hours", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression != null && can(regex("^cron\\(\\S+ (\\S+,)?(\\*|\\d+-\\d+|\\S+/0?[1-3])(,\\S+)? ", secret.schedule_expression))
    ]))
  }

  # Hours that are listed one by one.
  validation {
    condition = alltrue([
      for secret in var.secrets :
      alltrue([for pair in setproduct(try(split(",", regex("^cron\\(\\S+ ([0-9,]+) ", secret.schedule_expression)[0]), []), try(split(",", regex("^cron\\(\\S+ ([0-9,]+) ", secret.schedule_expression)[0]), [])) : pair[0] == pair[1] || abs(pair[0] - pair[1]) >= 4])
      if secret.schedule_expression != null
    ])

    error_message = format("%s rotates more often than every 4 hours, which is the shortest interval; name fewer hours", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.schedule_expression)
      if secret.schedule_expression == null ? false : !alltrue([for pair in setproduct(try(split(",", regex("^cron\\(\\S+ ([0-9,]+) ", secret.schedule_expression)[0]), []), try(split(",", regex("^cron\\(\\S+ ([0-9,]+) ", secret.schedule_expression)[0]), [])) : pair[0] == pair[1] || abs(pair[0] - pair[1]) >= 4])
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^\\d{1,2}h$", secret.duration))
      if secret.duration != null
    ])

    error_message = format("%s is not a rotation window in whole hours, for example \"2h\"", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.duration)
      if secret.duration != null && !can(regex("^\\d{1,2}h$", secret.duration))
    ]))
  }

  validation {
    condition = alltrue([
      for secret in var.secrets :
      can(regex("^(\\D|0?[1-9]h|1\\dh|2[0-4]h|\\d{3})", secret.duration))
      if secret.duration != null
    ])

    error_message = format("%s is out of range; expected \"1h\" to \"24h\"", join(", ", [
      for secret in var.secrets :
      jsonencode(secret.duration)
      if secret.duration != null && !can(regex("^(\\D|0?[1-9]h|1\\dh|2[0-4]h|\\d{3})", secret.duration))
    ]))
  }

  # A window ends before the next one opens.
  validation {
    condition = alltrue([
      for secret in var.secrets :
      try(tonumber(trimsuffix(secret.duration, "h")) <= tonumber(regex("^rate\\((\\d+) hours?\\)$", secret.schedule_expression)[0]), true)
    ])

    error_message = format("\"duration\" of %s in \"secrets\" runs past the end of the day in UTC or into the next rotation of the rate; shorten it", join(", ", [
      for key, secret in var.secrets :
      jsonencode(key)
      if !try(tonumber(trimsuffix(secret.duration, "h")) <= tonumber(regex("^rate\\((\\d+) hours?\\)$", secret.schedule_expression)[0]), true)
    ]))
  }

  # A window ends with the day in UTC.
  validation {
    condition = alltrue([
      for secret in var.secrets :
      try(tonumber(trimsuffix(secret.duration, "h")) + max([for hour in split(",", regex("^cron\\(\\S+ ([0-9,]+) ", secret.schedule_expression)[0]) : tonumber(hour)]...) <= 24, true)
    ])

    error_message = format("\"duration\" of %s in \"secrets\" runs past the end of the day in UTC or into the next rotation of the schedule; shorten it", join(", ", [
      for key, secret in var.secrets :
      jsonencode(key)
      if !try(tonumber(trimsuffix(secret.duration, "h")) + max([for hour in split(",", regex("^cron\\(\\S+ ([0-9,]+) ", secret.schedule_expression)[0]) : tonumber(hour)]...) <= 24, true)
    ]))
  }
}

variable "master_secret_arn" {
  description = "The ARN of the master secret, which holds the credentials of a superuser; or else `master_secret_name`. Each secret's value names it under the key `masterarn`."
  type        = string
  default     = null

  validation {
    condition     = var.master_secret_arn == null || can(regex("^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$", var.master_secret_arn))
    error_message = "${jsonencode(var.master_secret_arn)} in \"master_secret_arn\" is not the ARN of a secret, for example arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf"
  }

  validation {
    condition     = var.master_secret_arn == null || !can(regex("(^|:secret:)[a-z-]+!", var.master_secret_arn))
    error_message = "${jsonencode(var.master_secret_arn)} is a secret that a service of AWS manages, and this module is made for a master secret of your own; export one with --managed-master"
  }
}

variable "master_secret_name" {
  description = "The name of the master secret, in place of its ARN. The secret exists already."
  type        = string
  default     = null

  validation {
    condition     = var.master_secret_name == null || can(regex("^[A-Za-z0-9/_+=.@!-]{1,512}$", var.master_secret_name))
    error_message = "${jsonencode(var.master_secret_name)} in \"master_secret_name\" is not a secret's name or ARN, for example production/orders"
  }

  validation {
    condition     = var.master_secret_name == null || !can(regex("(^|:secret:)[a-z-]+!", var.master_secret_name))
    error_message = "${jsonencode(var.master_secret_name)} is a secret that a service of AWS manages, and this module is made for a master secret of your own; export one with --managed-master"
  }
}

variable "master_secret_kms_key_arn" {
  description = "The ARN of the customer managed key that encrypts the master secret."
  type        = string
  default     = null

  validation {
    condition     = var.master_secret_kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+$", var.master_secret_kms_key_arn))
    error_message = "${jsonencode(var.master_secret_kms_key_arn)} in \"master_secret_kms_key_arn\" is not the ARN of a KMS key, for example arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

variable "master_secret_policy" {
  description = "Whether the function's role is granted the master secret here: `create`, or `none` where its policies have another owner, who grants it before the rotation."
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "none"], var.master_secret_policy)
    error_message = "${jsonencode(var.master_secret_policy)} is not allowed; allowed here: create, none"
  }
}

variable "vpc_id" {
  description = "The id of the database's VPC. It needs DNS support and DNS host names."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null || can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "${jsonencode(var.vpc_id)} in \"vpc_id\" is not a VPC's id, for example vpc-0a1b2c3d4e5f60718"
  }
}

variable "subnet_ids" {
  description = "The ids of the subnets in which the function runs; without any it runs outside any VPC."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])

    error_message = format("%s in \"subnet_ids\" is not a subnet's id, for example subnet-0a1b2c3d4e5f60718", join(", ", [
      for id in var.subnet_ids : jsonencode(id) if !can(regex("^subnet-[0-9a-f]{8,17}$", id))
    ]))
  }
}

variable "database_security_group_ids" {
  description = "The ids of the database's security groups, which are opened to the function on the database's port. Append to the list: its rules are counted, because the ids may be known only after apply."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([for id in var.database_security_group_ids : can(regex("^sg-[0-9a-f]{8,17}$", id))])

    error_message = format("%s in \"database_security_group_ids\" is not a security group's id, for example sg-0a1b2c3d4e5f60718", join(", ", [
      for id in var.database_security_group_ids : jsonencode(id) if !can(regex("^sg-[0-9a-f]{8,17}$", id))
    ]))
  }
}

variable "database_rules" {
  description = "Whether the rules between the function and the database's security groups are made here: `create`, or `none` where they have another owner."
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "none"], var.database_rules)
    error_message = "${jsonencode(var.database_rules)} is not allowed; allowed here: create, none"
  }
}

variable "database_port" {
  description = "The port on which the database listens."
  type        = number
  default     = 3306
  nullable    = false

  validation {
    condition     = var.database_port >= 1 && var.database_port <= 65535 && floor(var.database_port) == var.database_port
    error_message = "${jsonencode(var.database_port)} is not a TCP port; expected a whole number from 1 to 65535"
  }
}

variable "function_security_group_ids" {
  description = "The ids of security groups for the function, with their own outbound rules; without any it gets a group of its own."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([for id in var.function_security_group_ids : can(regex("^sg-[0-9a-f]{8,17}$", id))])

    error_message = format("%s in \"function_security_group_ids\" is not a security group's id, for example sg-0a1b2c3d4e5f60718", join(", ", [
      for id in var.function_security_group_ids : jsonencode(id) if !can(regex("^sg-[0-9a-f]{8,17}$", id))
    ]))
  }
}

variable "endpoint_subnet_ids" {
  description = "The ids of the subnets in which created endpoints get an address, at most one for each availability zone. By default those of the function."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([for id in var.endpoint_subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", id))])

    error_message = format("%s in \"endpoint_subnet_ids\" is not a subnet's id, for example subnet-0a1b2c3d4e5f60718", join(", ", [
      for id in var.endpoint_subnet_ids : jsonencode(id) if !can(regex("^subnet-[0-9a-f]{8,17}$", id))
    ]))
  }
}

variable "secrets_manager_endpoint" {
  description = "How the function reaches Secrets Manager from its subnets: through an interface endpoint that is made here (`create`) or exists (`existing`), or through a NAT gateway (`none`)."
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "existing", "none"], var.secrets_manager_endpoint)
    error_message = "${jsonencode(var.secrets_manager_endpoint)} is not allowed; allowed here: create, existing, none"
  }
}

variable "secrets_manager_endpoint_id" {
  description = "The id of the existing endpoint."
  type        = string
  default     = null

  validation {
    condition     = var.secrets_manager_endpoint_id == null || can(regex("^vpce-[0-9a-f]{8,17}$", var.secrets_manager_endpoint_id))
    error_message = "${jsonencode(var.secrets_manager_endpoint_id)} in \"secrets_manager_endpoint_id\" is not an endpoint's id, for example vpce-0a1b2c3d4e5f60718"
  }
}

variable "secrets_manager_endpoint_security_group_id" {
  description = "The security group of the existing endpoint that is opened to the function on port 443; by default the first that it has."
  type        = string
  default     = null

  validation {
    condition     = var.secrets_manager_endpoint_security_group_id == null || can(regex("^sg-[0-9a-f]{8,17}$", var.secrets_manager_endpoint_security_group_id))
    error_message = "${jsonencode(var.secrets_manager_endpoint_security_group_id)} in \"secrets_manager_endpoint_security_group_id\" is not a security group's id, for example sg-0a1b2c3d4e5f60718"
  }
}

variable "secrets_manager_endpoint_rules" {
  description = "Whether the rules between the function and the existing endpoint's security group are made here: `create`, or `none` where they have another owner."
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "none"], var.secrets_manager_endpoint_rules)
    error_message = "${jsonencode(var.secrets_manager_endpoint_rules)} is not allowed; allowed here: create, none"
  }
}

variable "function_name" {
  description = "The name of the function, and of the CloudFormation stack that holds it. An account can have it once in a region."
  type        = string
  default     = "SecretsManager-mysql-multi-user"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,63}$", var.function_name))
    error_message = "${jsonencode(var.function_name)} cannot name a function and its CloudFormation stack; \"function_name\" takes up to 64 letters, digits and hyphens, starting with a letter"
  }
}

variable "application_version" {
  description = "The version of the application. By default the one that is pinned for the partition."
  type        = string
  default     = null

  validation {
    condition     = var.application_version == null || can(regex("^\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?$", var.application_version))
    error_message = "${jsonencode(var.application_version)} is not a version of an application; expected three numbers, for example 1.1.671"
  }
}

variable "kms_key_arn" {
  description = "The ARN of the customer managed key that encrypts the secrets. By default they are encrypted with the AWS managed key `aws/secretsmanager`."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "${jsonencode(var.kms_key_arn)} in \"kms_key_arn\" is not the ARN of a KMS key, for example arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

variable "exclude_characters" {
  description = "The characters that new passwords do not contain. By default the application leaves out its own choice."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = length(var.exclude_characters) <= 4096
    error_message = "\"exclude_characters\" is too long; Secrets Manager takes at most 4096, and each needs to stand there once only"
  }

  validation {
    condition     = can(regex("^[ -~]*$", var.exclude_characters))
    error_message = "\"exclude_characters\" has a character that no generated password contains; expected printable ASCII, from the space to \"~\""
  }

  validation {
    condition     = length(toset(regexall("[A-Z]", var.exclude_characters))) < 26
    error_message = "\"exclude_characters\" leaves no upper-case letter, and the rotation function wants one in each password, so that each rotation would fail; leave at least one out of the list"
  }

  validation {
    condition     = length(toset(regexall("[a-z]", var.exclude_characters))) < 26
    error_message = "\"exclude_characters\" leaves no lower-case letter, and the rotation function wants one in each password, so that each rotation would fail; leave at least one out of the list"
  }

  validation {
    condition     = length(toset(regexall("[0-9]", var.exclude_characters))) < 10
    error_message = "\"exclude_characters\" leaves no digit, and the rotation function wants one in each password, so that each rotation would fail; leave at least one out of the list"
  }

  validation {
    condition     = length(toset(regexall("[!-/:-@[-`{-~]", var.exclude_characters))) < 32
    error_message = "\"exclude_characters\" leaves no punctuation character, and the rotation function wants one in each password, so that each rotation would fail; leave at least one out of the list"
  }
}

variable "invoke_permission" {
  description = "Whether Secrets Manager is let invoke the function here, for secrets of this account only: `create`, or `none` where the function's policy has another owner."
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "none"], var.invoke_permission)
    error_message = "${jsonencode(var.invoke_permission)} is not allowed; allowed here: create, none"
  }
}

variable "tags" {
  description = "Tags of everything that takes tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
