import { InstalledPackage } from './installed-package';
import { measureNode } from './measure';
import { Measurement } from './measurement';

/** How long a program takes that does nothing but load a package. */
export function loading({ place }: InstalledPackage): Measurement[] {
  const programs = [
    ['this package', `require(${JSON.stringify(place)})`],
    ['cdktf', "require('cdktf')"],
    ['Node.js alone', ''],
  ];
  return programs.map(([program, code], index) => ({
    task: 'load a package',
    program,
    isReference: index === 0,
    run: () => measureNode({ args: ['--eval', code], cwd: place }),
  }));
}
