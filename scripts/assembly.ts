/**
 * Packs jsii's assembly without what only the generators of other languages read: README, which stands in the package once, and
 * what dependencies are called in those languages, which they say themselves. `shrink` before packing, `restore` after it.
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
  writeFileSync(
    ASSEMBLY,
    JSON.stringify({ ...assembly, readme: undefined, dependencyClosure: Object.fromEntries(dependencies) }),
  );
}

function restore(): void {
  if (existsSync(ASIDE)) renameSync(ASIDE, ASSEMBLY);
}

({ shrink, restore })[process.argv[2] as 'shrink' | 'restore']();
