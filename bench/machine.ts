import { readFileSync } from 'fs';
import { arch, cpus, release, totalmem, type } from 'os';
import { join } from 'path';
import { ROOT } from './installed-package';

const PACKAGES = ['cdktf', '@cdktf/provider-aws', 'constructs'];

/** On what, and with what, something was measured. */
export function circumstances(): string[] {
  const [{ model }] = cpus();
  return [
    `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()} ${arch()}`,
    `Node.js ${process.versions.node}, ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
  ];
}

function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}
