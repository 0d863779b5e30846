/** Takes the type declarations out of lib that no user of the package can reach. It runs before packing. */
import { readdirSync, readFileSync, rmSync } from 'fs';
import { dirname, join } from 'path';

const LIB = join(__dirname, '..', 'lib');

const DECLARATION = '.d.ts';

/** The declarations that one leads to, itself among them. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
    const base = join(dirname(file), path);
    const target = [`${base}${DECLARATION}`, join(base, `index${DECLARATION}`)].find((one) => all.has(one));
    if (target) reachedFrom(target, reached);
  }
  return reached;
}

const all = new Set(
  readdirSync(LIB, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(DECLARATION))
    .map((name) => join(LIB, name)),
);
const reached = reachedFrom(join(LIB, `index${DECLARATION}`));

[...all].filter((file) => !reached.has(file)).forEach((file) => rmSync(file));
