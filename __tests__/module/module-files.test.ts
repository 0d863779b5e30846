import { readFileSync } from 'fs';
import { join } from 'path';
import { findApplication } from '../../src/catalogue/find-application';
import { MasterManager } from '../../src/module/design';
import { moduleFiles } from '../../src/module/module-files';
import { variablesOf } from '../../src/module/variables';

function filesOf(engine: string, strategy: string, masterManager?: MasterManager): Record<string, string> {
  const application = findApplication(engine, strategy)!;
  return { ...moduleFiles({ application, masterManager }, 'hcl', './rotation') };
}

/** To write them anew: `secret-rotation export-module __tests__/module/rotation --engine mysql --strategy multi-user`. */
const EXPORTED = join(__dirname, 'rotation');

describe('the module for multi-user rotation in MySQL', () => {
  test.each(Object.entries(filesOf('mysql', 'multi-user')))(
    'has the %s that stands in this repository',
    (file, text) => {
      const [exported] = readFileSync(join(EXPORTED, file), 'utf8').split('<!-- secret-rotation wrote these');
      expect(text).toBe(exported);
    },
  );

  test('has no provider, no backend and no exact version', () => {
    const { 'main.tf': main, 'versions.tf': versions } = filesOf('mysql', 'multi-user');
    expect(`${main}${versions}`).not.toMatch(/^\s*(provider "|backend|cloud)/m);
    expect(versions).toContain('version = ">= 5.100, < 7"');
    expect(versions).toContain('required_version = ">= 1.3"');
  });

  test('counts what may be known only after apply, and makes nothing of it by its value', () => {
    const { 'main.tf': main } = filesOf('mysql', 'multi-user');
    expect(main.match(/for_each = .*/g)).toEqual([
      'for_each = { for key, secret in var.secrets : key => secret.name if secret.name != null }',
      'for_each = var.secrets',
    ]);
  });
});

describe('every module', () => {
  const modules = [
    filesOf('mysql', 'single-user'),
    filesOf('postgres', 'multi-user', 'rds'),
    filesOf('redshift', 'multi-user', 'redshift'),
    filesOf('db2', 'single-user'),
  ];

  test.each(modules)('says of each resource why it is there', ({ 'main.tf': main }) => {
    const lines = main.split('\n');
    const heads = lines.flatMap((line, index) => (/^(resource|data|locals)\b/.test(line) ? [index] : []));
    expect(heads.length).toBeGreaterThan(15);
    expect(heads.filter((index) => !lines[index - 1]?.startsWith('# '))).toEqual([]);
  });

  test.each(modules)('tells of all of its inputs and outputs in its README', (files) => {
    const named = (file: string, type: string): string[] =>
      [...files[file].matchAll(new RegExp(`^${type} "(\\w+)"`, 'gm'))].map(([, name]) => name);
    const rows = [...files['README.md'].matchAll(/^\| (\w+) \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(
      expect.arrayContaining([...named('variables.tf', 'variable'), ...named('outputs.tf', 'output')]),
    );
  });

  test('has an input for each name that it refers to, and refers to each input', () => {
    const application = findApplication('redshift', 'multi-user')!;
    const { 'main.tf': main } = filesOf('redshift', 'multi-user', 'redshift');
    const used = new Set([...main.matchAll(/\bvar\.(\w+)/g)].map(([, name]) => name));
    const names = variablesOf({ application, masterManager: 'redshift' }).map(({ name }) => name);
    expect([...used].sort()).toEqual([...names].sort());
  });
});

test('a single-user module has nothing of a master secret', () => {
  expect(Object.values(filesOf('mysql', 'single-user')).join('')).not.toMatch(/master_secret/);
});

test('a module for a managed master secret names its database, and reaches the service that knows it', () => {
  const { 'main.tf': rds } = filesOf('postgres', 'multi-user', 'rds');
  expect(rds).toContain('var.database_arn');
  expect(rds).toContain('resource "aws_vpc_endpoint" "rds_endpoint"');
  const { 'main.tf': redshift } = filesOf('redshift', 'multi-user', 'redshift');
  expect(redshift).toContain('redshift-serverless:ListNamespaces');
  expect(redshift).toContain('resource "aws_vpc_endpoint" "redshift_endpoint"');
});

test('a value that inputs have by default stands in place of the module’s own', () => {
  const application = findApplication('mysql', 'single-user')!;
  const design = { application, defaults: { vpc_id: 'vpc-0a1b2c3d', exclude_characters: '/@' } };
  const files = moduleFiles(design, 'hcl', './rotation');
  expect(files['variables.tf']).toContain('default     = "vpc-0a1b2c3d"');
  expect(files['README.md']).toContain('| `"vpc-0a1b2c3d"` | no |');
});
