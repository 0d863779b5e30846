import { dataSource, expression, nestedBlock, references, resource } from './blocks';
import { Block } from './hcl/block';

/** The secrets, and when each of them is rotated. */
export function rotationBlocks(prerequisites: readonly Block[]): Block[] {
  return [namedSecrets(), rotation(prerequisites)];
}

function namedSecrets(): Block {
  return dataSource('aws_secretsmanager_secret', 'named', 'The secrets that are given by their names.', {
    for_each: expression('{ for key, secret in var.secrets : key => secret.name if secret.name != null }'),
    name: expression('each.value'),
  });
}

/** Rotation rotates at once when it is turned on, so everything that it needs has to be there. */
function rotation(prerequisites: readonly Block[]): Block {
  return resource(
    'aws_secretsmanager_secret_rotation',
    'rotation',
    'Turned on last: to turn it on rotates the secret at once, and that needs all of what stands in depends_on.',
    {
      for_each: expression('var.secrets'),
      secret_id: expression(
        'each.value.name == null ? each.value.arn : data.aws_secretsmanager_secret.named[each.key].arn',
      ),
      rotation_lambda_arn: expression('local.function_arn'),
      rotate_immediately: expression('each.value.rotate_immediately'),
      depends_on: references(prerequisites),
    },
    nestedBlock('rotation_rules', {
      automatically_after_days: expression('each.value.automatically_after_days'),
      schedule_expression: expression('each.value.schedule_expression'),
      duration: expression('each.value.duration'),
    }),
  );
}
