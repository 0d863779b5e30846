import { MasterManager, ModuleDesign, titleOf } from './design';
import { renderFile } from './hcl/block';
import { renderValue } from './hcl/value';
import { mainBlocks } from './main-blocks';
import { outputsOf } from './outputs';
import { usageBlock } from './usage';
import { PROVIDER_VERSION, TERRAFORM_VERSION } from './versions';
import { Variable, variablesOf } from './variables';

const REGISTRY = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs';

/** The module's README, in the form of the Terraform Registry and in the order of terraform-docs. */
export function readme(design: ModuleDesign, source: string): string {
  return [
    `# Rotation of ${titleOf(design)} secrets`,
    introduction(design),
    '## Usage',
    `\`\`\`hcl\n${renderFile([usageBlock(design, source)])}\`\`\``,
    usageNotes(design),
    '## Requirements',
    table(
      ['Name', 'Version'],
      [
        ['terraform', TERRAFORM_VERSION],
        ['aws', PROVIDER_VERSION],
      ],
    ),
    '## Providers',
    table(['Name', 'Version'], [['aws', PROVIDER_VERSION]]),
    '## Resources',
    table(['Name', 'Type'], resourceRows(design)),
    '## Inputs',
    table(['Name', 'Description', 'Type', 'Default', 'Required'], variablesOf(design).map(inputRow)),
    '## Outputs',
    table(
      ['Name', 'Description'],
      outputsOf(design).map(({ name, description }) => [name, description]),
    ),
    '## License',
    'Apache-2.0',
  ]
    .join('\n\n')
    .concat('\n');
}

function introduction({ application: { name }, masterManager }: ModuleDesign): string {
  const master =
    masterManager === undefined ? '' : `, with the master secret that ${managerName(masterManager)} manages`;
  return `Rotates the passwords of database users in AWS Secrets Manager with a function that AWS publishes, \`${name}\`${master}. The module makes the function from its application in the Serverless Application Repository, lets Secrets Manager invoke it, puts it into the database's VPC, opens its way to the database and to a private endpoint of Secrets Manager, lets it read the master secret where it needs one, and turns rotation on last: that rotates the secrets at once.`;
}

function usageNotes({ application, masterManager }: ModuleDesign): string {
  const master = application.requiresMasterSecret
    ? ` and the master secret's ARN under \`masterarn\`${masterManager === undefined ? '' : ` (the one that ${managerName(masterManager)} manages)`}`
    : '';
  return `Each secret's value is JSON with \`engine\`, \`host\`, \`username\` and \`password\`${master}. One module serves many secrets with one function. A second module in the same VPC uses the first one's endpoint: \`secrets_manager_endpoint = "existing"\` with \`secrets_manager_endpoint_id\` and \`secrets_manager_endpoint_security_group_id\` from its outputs of these names.`;
}

function managerName(manager: MasterManager): string {
  return manager === 'rds' ? 'RDS' : 'Redshift';
}

function resourceRows(design: ModuleDesign): string[][] {
  return mainBlocks(design)
    .filter(({ type }) => type === 'resource' || type === 'data')
    .map(({ type, labels: [resourceType, name] = [] }): string[] => {
      const [folder, title] = type === 'data' ? ['data-sources', 'data source'] : ['resources', 'resource'];
      const page = `${REGISTRY}/${folder}/${resourceType.replace(/^aws_/, '')}`;
      return [`[${resourceType}.${name}](${page})`, title];
    });
}

function inputRow({ name, description, type, defaultValue }: Variable): string[] {
  const given = defaultValue === undefined ? 'n/a' : code(renderValue(defaultValue));
  return [name, description, code(type), given, defaultValue === undefined ? 'yes' : 'no'];
}

function code(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replace(/\|/g, '\\|')}\``;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
