import { mkdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { ROOT } from './checkout';
import { measureNode } from './measure';
import { Measurement } from './measurement';

const MODULES: readonly (readonly [program: string, code: string])[] = [
  ['this package', `require(${JSON.stringify(ROOT)})`],
  ['cdktf', "require('cdktf')"],
  ['Node.js alone', ''],
];

/** How long a program takes that only loads a package. */
export function loading(folder: string): Measurement[] {
  mkdirSync(folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return MODULES.map(([program, code], index) => ({
    task: 'load a package',
    program,
    isReference: index === 0,
    run: () => measureNode({ args: ['--eval', code], cwd: folder }),
  }));
}
