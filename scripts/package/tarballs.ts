import { copyFileSync, existsSync, mkdirSync } from 'fs';
import { basename, join } from 'path';
import * as flavour from '../cdktn/flavour.json';
import { run } from './command';
import { Piece } from './piece';

const ROOT = join(__dirname, '..', '..');

/** npm's tarball. A caller that has packed already names it in the environment variable PACKED. */
export const tarball: Piece = {
  name: 'npm',
  title: "npm's tarball for CDKTF",
  missing: () => undefined,
  make: (folder) => [
    process.env.PACKED === undefined ? pack(ROOT, folder) : taken(process.env.PACKED, folder),
  ],
};

/** The same for CDK Terrain, from what its build has left. */
export const tarballForCdkTerrain: Piece = {
  name: 'cdktn',
  title: "npm's tarball for CDK Terrain",
  missing: () =>
    existsSync(join(ROOT, flavour.folder, '.jsii'))
      ? undefined
      : 'it is not built yet: run "npm run build:cdktn" first, which needs Node.js 22.11 or later and the npm registry',
  make: (folder) => [pack(join(ROOT, flavour.folder), folder)],
};

function targetIn(folder: string): string {
  const target = join(folder, 'js');
  mkdirSync(target, { recursive: true });
  return target;
}

function pack(source: string, folder: string): string {
  const target = targetIn(folder);
  const printed = run('npm', ['pack', '--silent', '--pack-destination', target], { cwd: source });
  return join(target, printed.trim().split('\n').pop()!);
}

function taken(packed: string, folder: string): string {
  const target = join(targetIn(folder), basename(packed));
  copyFileSync(packed, target);
  return target;
}
