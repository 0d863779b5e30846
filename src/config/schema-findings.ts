import type { ErrorObject, Options, ValidateFunction } from 'ajv/dist/2020';
import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';
import {
  duplicateItem,
  emptyList,
  emptyMapping,
  missingKey,
  nearest,
  notAllowed,
  notTheValue,
  outOfRange,
  Problem,
  scheduleAmbiguous,
  unknownKey,
  wrongForm,
  wrongType,
} from '../errors';
import { pointerPath } from '../policy/check/json-pointer';
import { arnProblem } from './arn-form';
import { isMapping, Located } from './finding';
import { placeKey } from './found-places';

const FOLDER = join(__dirname, '..', '..', 'schemas');

// The schema is checked under all strict rules when it is compiled to code, not at each start.
const OPTIONS: Options = {
  strictRequired: false,
  validateSchema: false,
  meta: false,
  allErrors: true,
  verbose: true,
};

const load = createRequire(__filename);

let reporter: ValidateFunction | undefined;

type SchemaError = ErrorObject<string, any, any> & { readonly data?: any };

type Explain = (error: SchemaError) => Located | undefined;

/** What a configuration has that its schema does not allow, each with its cause and in our own words. */
export function schemaFindings(data: unknown): Located[] {
  if (isValid(data)) return [];
  const validate = (reporter ??= compile());
  validate(data);
  return (validate.errors ?? []).map(explain).filter((located): located is Located => located !== undefined);
}

/** The compiled schema knows yes and no, which is all that a right configuration needs. */
function isValid(data: unknown): boolean {
  return load(join(FOLDER, 'rotation-config.validators.js')).configuration(data);
}

/** To name each cause takes the whole of ajv, which takes longer to load than all of this package. */
function compile(): ValidateFunction {
  const { default: Ajv2020 } = load('ajv/dist/2020') as typeof import('ajv/dist/2020');
  return new Ajv2020(OPTIONS).compile(
    JSON.parse(readFileSync(join(FOLDER, 'rotation-config.schema.json'), 'utf8')),
  );
}

function explain(error: SchemaError): Located | undefined {
  if (error.schemaPath.includes('/oneOf/')) return undefined;
  return EXPLANATIONS[error.keyword]?.(error);
}

/** The keywords of the schema. Those that only repeat another's error are not among them. */
const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  additionalProperties: ({ instancePath, params, parentSchema }) => ({
    path: [...pointerPath(instancePath), params.additionalProperty],
    problem: unknownKey(params.additionalProperty, Object.keys(parentSchema?.properties ?? {})),
    atKey: true,
  }),
  required: ({ instancePath, params, parentSchema }) => ({
    path: [...pointerPath(instancePath), params.missingProperty],
    problem: missingKey(
      params.missingProperty,
      parentSchema?.properties?.[params.missingProperty]?.description,
    ),
  }),
  oneOf: ({ instancePath, data, schema }) =>
    isMapping(data)
      ? {
          path: pointerPath(instancePath),
          problem: scheduleAmbiguous(
            schema.flatMap(({ required }: any) => required).filter((key: string) => key in data),
          ),
        }
      : undefined,
  type: atValue(({ data, params, parentSchema }) => wrongType(data, parentSchema?.title ?? params.type)),
  enum: atValue(({ data, params }) => notAllowed(data, params.allowedValues)),
  const: atValue(({ data, params }) => notTheValue(data, params.allowedValue)),
  pattern: atValue(
    ({ data, parentSchema }) =>
      ofAnArn(data, parentSchema) ?? wrongForm(data, parentSchema?.title, parentSchema?.examples ?? []),
  ),
  minLength: atValue(({ data, parentSchema }) =>
    wrongForm(data, parentSchema?.title, parentSchema?.examples ?? []),
  ),
  maxLength: atValue(({ data, params }) => outOfRange(data, `at most ${params.limit} characters`)),
  minimum: atValue(({ data, parentSchema }) => outOfRange(data, parentSchema?.title)),
  maximum: atValue(({ data, parentSchema }) => outOfRange(data, parentSchema?.title)),
  minItems: atValue(({ parentSchema }) => emptyList(parentSchema?.title)),
  maxItems: atValue(({ data, params }) => outOfRange(data, `at most ${params.limit} items`)),
  uniqueItems: atValue(({ data, params }) => duplicateItem(data[params.i])),
  minProperties: atValue(({ parentSchema }) => emptyMapping(parentSchema?.title)),
  maxProperties: atValue(({ data, parentSchema }) => outOfRange(Object.keys(data), parentSchema?.title)),
};

/** A schema whose values may be ARNs has their shape as its comment. */
function ofAnArn(
  data: unknown,
  { $comment: shape, title, examples: [example] = [] }: any,
): Problem | undefined {
  return shape === undefined ? undefined : arnProblem(data, { shape, title, example });
}

function atValue(problem: (error: SchemaError) => Problem): Explain {
  return (error) =>
    error.propertyName === undefined
      ? { path: pointerPath(error.instancePath), problem: problem(error) }
      : {
          path: [...pointerPath(error.instancePath), error.propertyName],
          problem: problem(error),
          atKey: true,
        };
}

/** The findings less those that only follow from another: one cause is told once. */
export function withoutConsequences(found: readonly Located[]): Located[] {
  const unknown = unknownKeysByParent(found);
  return found.filter((located) => !followsFromMisspelling(located, unknown));
}

/** Whether a key is missed only because it is there under a misspelt name. */
function followsFromMisspelling(
  { problem, path }: Located,
  unknown: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (problem.code === 'ScheduleAmbiguous') return unknown.has(placeKey(path));
  if (problem.code !== 'MissingKey') return false;
  const missing = String(path[path.length - 1]);
  const beside = unknown.get(placeKey(path.slice(0, -1))) ?? [];
  return beside.some((key) => nearest(key, [missing]) !== undefined);
}

function unknownKeysByParent(found: readonly Located[]): Map<string, string[]> {
  const byParent = new Map<string, string[]>();
  found
    .filter(({ problem }) => problem.code === 'UnknownKey')
    .forEach(({ path }) => {
      const parent = placeKey(path.slice(0, -1));
      const keys = byParent.get(parent) ?? [];
      byParent.set(parent, keys);
      keys.push(String(path[path.length - 1]));
    });
  return byParent;
}
