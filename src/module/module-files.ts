import { readFileSync } from 'fs';
import { join } from 'path';
import { ModuleDesign } from './design';
import { Block, renderFile } from './hcl/block';
import { renderJson } from './hcl/json';
import { mainBlocks } from './main-blocks';
import { outputBlocks } from './outputs';
import { readme } from './readme';
import { testBlocks } from './terraform-tests';
import { exampleBlocks } from './usage';
import { variableBlocks } from './variables';
import { versionBlocks } from './versions';

/** How a module's resources are written. */
export type ModuleFormat = 'hcl' | 'json';

const LICENSE = join(__dirname, '..', '..', 'LICENSE');

/** The files of a module by their paths in it. */
export function moduleFiles(
  design: ModuleDesign,
  format: ModuleFormat,
  source: string,
): Readonly<Record<string, string>> {
  return {
    'README.md': readme(design, source),
    ...resources(format, mainBlocks(design)),
    'variables.tf': renderFile(variableBlocks(design)),
    'outputs.tf': renderFile(outputBlocks(design)),
    'versions.tf': renderFile(versionBlocks()),
    'examples/complete/main.tf': renderFile(exampleBlocks(design)),
    'tests/plan.tftest.hcl': renderFile(testBlocks(design)),
    LICENSE: license(),
  };
}

/** The licence of this package: its modules have the same. */
export function license(): string {
  return readFileSync(LICENSE, 'utf8');
}

function resources(format: ModuleFormat, blocks: readonly Block[]): Readonly<Record<string, string>> {
  return format === 'json' ? { 'main.tf.json': renderJson(blocks) } : { 'main.tf': renderFile(blocks) };
}
