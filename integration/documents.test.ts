import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';
import { designOf, TerraformRoot } from './terraform-root';

const bench = onWorkbench();

/** The blocks of Terraform's language on the page about modules. */
function blocks(): string[] {
  const page = readFileSync(join(ROOT, 'docs', 'plain-terraform.md'), 'utf8');
  return [...page.matchAll(/^```hcl\n([^]*?)^```/gm)].map(([, block]) => block);
}

/** What the page's secret of the same root belongs to. */
const SECRET = `
resource "aws_secretsmanager_secret" "orders" {
  name = "production/orders"
}

resource "aws_secretsmanager_secret_version" "orders" {
  secret_id     = aws_secretsmanager_secret.orders.id
  secret_string = "{}"
}
`;

/** The root's call of the module with the secrets of the block that is nothing but these. */
function withSecrets(call: string, secrets: string): string {
  const before = call.slice(call.indexOf('module'), call.indexOf('  secrets = {'));
  return `${before.replace('"rotation"', '"same_root"')}${secrets}}\n`;
}

test('the page about modules has roots that Terraform finds valid', async () => {
  const [root, second, secrets] = blocks();
  expect(blocks()).toHaveLength(3);
  const folder = new TerraformRoot(bench().project, 'documents')
    .writeModule('rotation', designOf('mysql', 'multi-user'))
    .writeModule('postgres', designOf('postgres', 'single-user'))
    .write({ 'main.tf': [root, second, SECRET, withSecrets(root, secrets)].join('\n') });
  await folder.init();

  expect(JSON.parse(await folder.terraform('validate', '-json'))).toMatchObject({
    valid: true,
    error_count: 0,
  });
});
