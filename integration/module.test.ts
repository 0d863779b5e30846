import { escapeText } from '../src/module/hcl/value';
import { onWorkbench } from '../src/rehearsal/workbench';
import { designOf, TerraformRoot } from './terraform-root';

const bench = onWorkbench();

const DESIGNS = [
  designOf('mysql', 'single-user'),
  designOf('mysql', 'multi-user'),
  designOf('postgres', 'multi-user', 'rds'),
  designOf('redshift', 'multi-user', 'redshift'),
  designOf('db2', 'single-user'),
];

test.each(DESIGNS)(
  'the module for $application.name ($masterManager) is formatted, valid, and passes its own tests',
  async (design) => {
    const root = new TerraformRoot(bench().project).writeModule('.', design);
    await root.terraform('fmt', '-check', '-recursive');
    await root.init();
    expect(await root.terraform('validate', '-no-color')).toContain('The configuration is valid.');
    expect(await root.terraform('test', '-no-color')).toContain('7 passed, 0 failed.');
  },
);

test('the module in JSON is valid, passes the same tests, and so does its example', async () => {
  const root = new TerraformRoot(bench().project).writeModule('.', designOf('mysql', 'multi-user'), 'json');
  await root.init();
  expect(await root.terraform('validate', '-no-color')).toContain('The configuration is valid.');
  expect(await root.terraform('test', '-no-color')).toContain('7 passed, 0 failed.');
  await root.terraform('-chdir=examples/complete', 'init', '-input=false');
  expect(await root.terraform('-chdir=examples/complete', 'validate', '-no-color')).toContain('valid');
});

test('Terraform reads texts as they were meant', async () => {
  const texts = [
    '${var.a}',
    '%{ if }',
    '$${',
    '"\\"',
    'a\nb\tc\r',
    '$',
    '%',
    '\u0001',
    'ü\u2028',
    '$%{',
    '{}$',
  ];
  const root = new TerraformRoot(bench().project).write({
    'main.tf': `output "texts" {\n  value = [${texts.map((text) => `"${escapeText(text)}"`).join(', ')}]\n}\n`,
  });
  await root.init();
  await root.apply();
  expect(JSON.parse(await root.terraform('output', '-json', 'texts'))).toEqual(texts);
});
