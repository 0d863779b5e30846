/** Writes the schemas of policies and of configurations as code, which starts in no time: `npm run schema`. */
import Ajv2020, { Options } from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import { transformSync } from 'esbuild';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { DEFINITIONS } from '../src/policy/check/schema-definitions';

const FOLDER = join(__dirname, '..', 'schemas');

const OPTIONS: Options = { inlineRefs: false, messages: false, code: { source: true } };

/** What the files are to hold, by their names. */
export const COMPILED: Readonly<Record<string, () => string>> = {
  'iam-policy.validators.js': () => validatorsOf('iam-policy', { strict: true }, policyReferences()),
  // A branch of oneOf requires a key that is described outside of it, which strictRequired does not see.
  'rotation-config.validators.js': () =>
    validatorsOf(
      'rotation-config',
      { strict: true, strictRequired: false },
      { configuration: 'rotation-config#' },
    ),
};

function policyReferences(): Record<string, string> {
  const types = Object.entries(DEFINITIONS);
  return Object.fromEntries(
    types.map(([type, name]) => [type.replace('-', '_'), `iam-policy#/$defs/${name}`]),
  );
}

/** A schema as code that exports a validator for each reference. */
function validatorsOf(schema: string, options: Options, references: Record<string, string>): string {
  const ajv = new Ajv2020({ ...OPTIONS, ...options });
  ajv.addSchema(
    JSON.parse(readFileSync(join(FOLDER, `${schema}.schema.json`), 'utf8'), withoutNotes),
    schema,
  );
  Object.entries(references).forEach(([name, $ref]) => ajv.addSchema({ $ref }, name));
  const names = Object.keys(references).map((name) => [name, name]);
  const head = `// Generated from ${schema}.schema.json by scripts/compile-schemas.ts with ajv (MIT). Do not edit.`;
  const code = standaloneCode(ajv, Object.fromEntries(names));
  return `${head}\n${transformSync(code, { minify: true, treeShaking: true, format: 'cjs', target: 'node20' }).code}`;
}

/** What a schema tells people decides nothing. A property that has such a name is a schema itself. */
function withoutNotes(key: string, value: unknown): unknown {
  const isNote = ['$comment', 'title', 'description', 'examples', 'default'].includes(key);
  return isNote && (typeof value !== 'object' || Array.isArray(value)) ? undefined : value;
}

if (require.main === module) {
  Object.entries(COMPILED).forEach(([file, code]) => writeFileSync(join(FOLDER, file), code()));
}
