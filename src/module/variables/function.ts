import { ModuleDesign, titleOf } from '../design';
import { excludedCharacters } from './character-rules';
import { FUNCTION_NAME, keyArn, VERSION } from './rules';
import { validateOne } from './validation';
import { choice, CREATE_OR_NONE, nullable, Variable } from './variable';

/** The function itself. */
export function functionVariables(design: ModuleDesign): Variable[] {
  return [
    {
      name: 'function_name',
      type: 'string',
      description:
        'The name of the function, and of the CloudFormation stack that holds it. An account can have it once in a region.',
      defaultValue: `SecretsManager-${titleOf(design)}`,
      validations: [validateOne('function_name', FUNCTION_NAME)],
    },
    nullable(
      'application_version',
      () => VERSION,
      'The version of the application. By default the one that is pinned for the partition.',
    ),
    nullable(
      'kms_key_arn',
      keyArn,
      'The ARN of the customer managed key that encrypts the secrets. By default they are encrypted with the AWS managed key `aws/secretsmanager`.',
    ),
    {
      name: 'exclude_characters',
      type: 'string',
      description:
        'The characters that new passwords do not contain. By default the application leaves out its own choice.',
      defaultValue: '',
      validations: excludedCharacters(design.application.engine).map((rule) =>
        validateOne('exclude_characters', rule),
      ),
    },
    choice(
      'invoke_permission',
      "Whether Secrets Manager is let invoke the function here, for secrets of this account only: `create`, or `none` where the function's policy has another owner.",
      ...CREATE_OR_NONE,
    ),
    {
      name: 'tags',
      type: 'map(string)',
      description: 'Tags of everything that takes tags.',
      defaultValue: {},
      validations: [],
    },
  ];
}
