import { titleOf } from './design';
import { renderFile } from './hcl/block';
import { ModuleCall } from './module-calls';
import { table } from './readme';
import { moduleBlock } from './usage';
import { PROVIDER_VERSION, TERRAFORM_VERSION } from './versions';

/** The README of a module that calls others. */
export function stackReadme(
  name: string,
  region: string,
  source: string,
  calls: readonly ModuleCall[],
): string {
  return [
    `# Rotation of the secrets of ${name}`,
    `Rotates the passwords of database users in AWS Secrets Manager, with a function for each of the modules below. Its values are in \`main.tf\`. It has no provider of its own: give it one for ${region}.`,
    '## Usage',
    `\`\`\`hcl\n${renderFile([moduleBlock({ source }, 'rotation')])}\`\`\``,
    '## Requirements',
    table(
      ['Name', 'Version'],
      [
        ['terraform', TERRAFORM_VERSION],
        ['aws', PROVIDER_VERSION],
      ],
    ),
    '## Modules',
    table(
      ['Name', 'Source', 'Secrets'],
      calls.map((call) => [
        call.name,
        `[${titleOf(call.design)}](modules/${titleOf(call.design)})`,
        secretsOf(call),
      ]),
    ),
    '## Outputs',
    table(
      ['Name', 'Description'],
      [
        ['function_arns', 'The ARNs of the rotation functions, by the names of their modules.'],
        ['function_security_group_ids', "The ids of the functions' own security groups."],
        ['rotations', 'The ARN of each secret and whether its rotation is turned on.'],
      ],
    ),
    '## License',
    'Apache-2.0',
  ]
    .join('\n\n')
    .concat('\n');
}

function secretsOf({ inputs }: ModuleCall): string {
  return Object.keys(inputs.secrets as object).join(', ');
}
