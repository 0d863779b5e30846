/**
 * Packs jsii's assembly without what stands in the package or its dependencies already: README, the comments, which the declarations
 * have, and what dependencies are called in other languages. Those are generated from the whole assembly, which `restore` puts back
 * after packing.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

const ASSEMBLY = join(ROOT, '.jsii');

/** Where the whole assembly lies meanwhile. */
const ASIDE = join(ROOT, '.jsii.whole');

function shrink(): void {
  const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));
  const dependencies = Object.keys(assembly.dependencyClosure).map((name) => [name, {}]);
  renameSync(ASSEMBLY, ASIDE);
  const small = { ...assembly, readme: undefined, dependencyClosure: Object.fromEntries(dependencies) };
  writeFileSync(ASSEMBLY, JSON.stringify(small, needed));
}

/** Of the comments only what says how long something stays. */
function needed(key: string, value: any): unknown {
  if (key === 'locationInModule' || key === 'symbolId') return undefined;
  if (key !== 'docs') return value;
  const { stability, deprecated } = value;
  return { stability, deprecated };
}

function restore(): void {
  if (existsSync(ASIDE)) renameSync(ASIDE, ASSEMBLY);
}

({ shrink, restore })[process.argv[2] as 'shrink' | 'restore']();
