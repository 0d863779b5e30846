/**
 * The README stands in the package once: `without` takes it out of jsii's assembly before packing, `with` puts it back afterwards, for
 * the packages of the other languages, which take theirs from there.
 */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

const ASSEMBLY = join(ROOT, '.jsii');

const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8'));

const markdown = process.argv[2] === 'with' ? readFileSync(join(ROOT, 'README.md'), 'utf8') : undefined;

writeFileSync(ASSEMBLY, JSON.stringify({ ...assembly, readme: markdown && { markdown } }));
