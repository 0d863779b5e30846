output "function_arn" {
  description = "The ARN of the rotation function."
  value       = local.function_arn
}

output "function_name" {
  description = "The name of the rotation function."
  value       = var.function_name
}

output "function_role_name" {
  description = "The name of the role that the application made for the function."
  value       = basename(data.aws_lambda_function.function_role.role)
}

output "function_security_group_id" {
  description = "The id of the function's own security group; null where it has none."
  value       = one(aws_security_group.function[*].id)
}

output "secrets_manager_endpoint_id" {
  description = "The id of the endpoint for Secrets Manager, for other functions in the VPC; null where there is none."
  value       = local.creates_endpoint ? one(aws_vpc_endpoint.endpoint[*].id) : var.secrets_manager_endpoint_id
}

output "secrets_manager_endpoint_security_group_id" {
  description = "The id of that endpoint's security group. Who uses it waits for the endpoint."
  value       = local.endpoint_group_id
  depends_on  = [aws_vpc_endpoint.endpoint]
}

output "rotations" {
  description = "The ARN of the secret and whether its rotation is turned on, by the names of `secrets`."

  value = {
    for key, rotation in aws_secretsmanager_secret_rotation.rotation : key => {
      secret_arn       = rotation.secret_id
      rotation_enabled = rotation.rotation_enabled
    }
  }
}
