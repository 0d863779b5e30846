import { expression, nestedBlock } from './blocks';
import { ModuleDesign } from './design';
import { calledServices } from './endpoint-blocks';
import { Block } from './hcl/block';

/** An output of a module. */
export interface Output {
  readonly name: string;
  readonly description: string;
  readonly value: string;
  /** What has to be there before somebody uses the value. */
  readonly dependsOn?: string;
}

export function outputsOf(design: ModuleDesign): Output[] {
  return [
    { name: 'function_arn', description: 'The ARN of the rotation function.', value: 'local.function_arn' },
    { name: 'function_name', description: 'The name of the rotation function.', value: 'var.function_name' },
    {
      name: 'function_role_name',
      description: 'The name of the role that the application made for the function.',
      value: 'basename(data.aws_lambda_function.function_role.role)',
    },
    {
      name: 'function_security_group_id',
      description: "The id of the function's own security group; null where it has none.",
      value: 'one(aws_security_group.function[*].id)',
    },
    ...calledServices(design).flatMap(({ prefix, variable, title }): Output[] => [
      {
        name: `${variable}_id`,
        description: `The id of the endpoint for ${title}, for other functions in the VPC; null where there is none.`,
        value: `local.${prefix}creates_endpoint ? one(aws_vpc_endpoint.${prefix}endpoint[*].id) : var.${variable}_id`,
      },
      {
        name: `${variable}_security_group_id`,
        description: `The id of that endpoint's security group. Who uses it waits for the endpoint.`,
        value: `local.${prefix}endpoint_group_id`,
        dependsOn: `aws_vpc_endpoint.${prefix}endpoint`,
      },
    ]),
    {
      name: 'rotations',
      description: 'The ARN of the secret and whether its rotation is turned on, by the names of `secrets`.',
      value:
        '{\n    for key, rotation in aws_secretsmanager_secret_rotation.rotation : key => {\n      secret_arn       = rotation.secret_id\n      rotation_enabled = rotation.rotation_enabled\n    }\n  }',
    },
  ];
}

export function outputBlocks(design: ModuleDesign): Block[] {
  return outputsOf(design).map(({ name, description, value, dependsOn }) => ({
    ...nestedBlock('output', {
      description,
      value: expression(value),
      depends_on: dependsOn === undefined ? undefined : [expression(dependsOn)],
    }),
    labels: [name],
  }));
}
