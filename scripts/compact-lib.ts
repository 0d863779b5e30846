/**
 * Takes out of lib what nobody reads there: the comments, which the declarations have as well, and the white space. What stands at the
 * top of a file keeps its name, in stack traces too.
 */
import { TransformOptions, transformSync } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const LIB = join(__dirname, '..', 'lib');

/** Node.js finds the names that an ECMAScript module can import in the text, where exports have to be written as TypeScript does. */
const OPTIONS: TransformOptions = {
  minifyIdentifiers: true,
  minifyWhitespace: true,
  legalComments: 'none',
  target: 'node20',
};

/** TypeScript names each export before it makes it, which matters only to files that import each other. There are none. */
const HOISTED = /^exports\.[\w$]+ = (?:exports\.[\w$]+ = )*void 0;$/gm;

/** What TypeScript calls the modules that a file requires. No stack trace has these names. */
const REQUIRED = /^const (\w+_\d+) = (?=require\()/gm;

function compactModule(text: string): string {
  const code = [...text.matchAll(REQUIRED)].reduce(
    (all, [, name], index) => all.replace(new RegExp(`\\b${name}\\b`, 'g'), () => `$${index}`),
    text.replace(HOISTED, ''),
  );
  return transformSync(code, { ...OPTIONS, minifySyntax: true }).code;
}

const COMPACT: readonly (readonly [ending: string, compact: (text: string) => string])[] = [
  ['index.js', (text) => transformSync(text, OPTIONS).code],
  ['.js', compactModule],
  ['.json', (text) => JSON.stringify(JSON.parse(text))],
];

readdirSync(LIB, { recursive: true, encoding: 'utf8' }).forEach((name) => {
  const file = join(LIB, name);
  const [, compact] = COMPACT.find(([ending]) => name.endsWith(ending)) ?? [];
  if (compact) writeFileSync(file, compact(readFileSync(file, 'utf8')));
});
