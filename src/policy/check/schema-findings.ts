import type { Options, ValidateFunction } from 'ajv/dist/2020';
import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';
import { PolicyType } from '../policy-type';
import { explain } from './explanations';
import { Located } from './location';
import { DEFINITIONS } from './schema-definitions';

const FOLDER = join(__dirname, '..', '..', '..', 'schemas');

// The schema is checked under all strict rules when it is compiled to code, not at each start.
const OPTIONS: Options = { validateSchema: false, meta: false, allErrors: true, verbose: true };

const load = createRequire(__filename);

const reporters = new Map<PolicyType, ValidateFunction>();

/** What a policy has that the schema does not allow, each with its cause and in our own words. */
export function schemaFindings(data: unknown, type: PolicyType): Located[] {
  if (isValid(data, type)) return [];
  const validate = reporters.get(type) ?? compile(type);
  reporters.set(type, validate);
  validate(data);
  return explain(validate.errors ?? [], type);
}

/** The compiled schema knows yes and no, which is all that a valid policy needs. */
function isValid(data: unknown, type: PolicyType): boolean {
  const validators = load(join(FOLDER, 'iam-policy.validators.js'));
  return validators[type.replace('-', '_')](data);
}

/** To name each cause takes the whole of ajv, which takes longer to load than everything else. */
function compile(type: PolicyType): ValidateFunction {
  const { default: Ajv2020 } = load('ajv/dist/2020') as typeof import('ajv/dist/2020');
  const schema: object = JSON.parse(readFileSync(join(FOLDER, 'iam-policy.schema.json'), 'utf8'));
  const reference = { $ref: `policy#/$defs/${DEFINITIONS[type]}` };
  return new Ajv2020(OPTIONS).addSchema(schema, 'policy').compile(reference);
}
