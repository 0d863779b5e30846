import { readFileSync } from 'fs';
import { join } from 'path';
import { stackFiles } from '../src/module/stack-files';
import { ROOT } from '../src/rehearsal/project';
import { onWorkbench } from '../src/rehearsal/workbench';
import { TerraformRoot } from './terraform-root';

const bench = onWorkbench();

/** The script of the page, which writes where everything goes. */
function recipe(): string {
  const page = readFileSync(join(ROOT, 'docs', 'plain-terraform.md'), 'utf8');
  const [, script] = /^ {3}```sh\n( {3}moved\(\)[^]*?)^ {3}```/m.exec(page)!;
  return script;
}

test('a stack that CDKTF has deployed becomes the module’s by the recipe, and no secret is rotated', async () => {
  const { project, config, stack } = bench();
  await bench().deploy();
  const files = stackFiles({ name: stack, config: config.stacks[stack] }, 'hcl', './rotation');
  const root = new TerraformRoot(project)
    .write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`rotation/${file}`, text])))
    .write({
      'main.tf':
        'provider "aws" {\n  region = "us-east-1"\n}\n\nmodule "rotation" {\n  source = "./rotation"\n}\n',
      'terraform.tfstate': await project.terraform(stack, 'state', 'pull'),
    });

  await project.run('bash', ['-euc', recipe()], root.folder).succeed();
  await root.init();
  const plan = await root.plan();
  expect(plan).toMatch(/Plan: 1 to add, 0 to change, \d+ to destroy\./);
  expect(plan.match(/# (?!terraform_data)\S+ will be destroyed/g)).toBeNull();
  expect(plan).toMatch(/aws_iam_role_policy\.master_secret\[0\] must be replaced/);
  expect(plan).toMatch(/aws_secretsmanager_secret_rotation\S+ has moved to/);

  await root.apply();
  const { rotations, takenInUse } = await bench().ledger();
  expect(rotations).toHaveLength(1);
  expect(takenInUse).toEqual([]);
  expect(await root.plan()).toContain('No changes.');
});
