import type { ErrorObject, Options, ValidateFunction } from 'ajv/dist/2020';
import { createRequire } from 'module';
import { join } from 'path';
import {
  duplicateItem,
  emptyMapping,
  entryCount,
  keyUnknown,
  missingKey,
  notTheValue,
  scheduleAmbiguous,
  wrongType,
} from './problems';
import { emptyList, notAllowed } from '../arn/problems';
import { outOfRange, wrongForm } from '../catalogue/problems';
import { Problem } from '../problem';
import { pointerPath } from '../text/json-pointer';
import { arnProblem } from '../arn/arn-form';
import { isMapping } from '../text/mapping';
import { Located } from './finding';
import { configSchema, SCHEMAS, withoutReferences } from './schema';
import { meantBy } from './synonyms';

// The schema is checked under all strict rules when it is compiled to code, not at each start.
const OPTIONS: Options = {
  strictRequired: false,
  validateSchema: false,
  meta: false,
  allErrors: true,
  verbose: true,
  messages: false,
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
  return load(join(SCHEMAS, 'rotation-config.validators.js')).configuration(data);
}

/** To name each cause takes the whole of ajv, which takes longer to load than all of this package. */
function compile(): ValidateFunction {
  const { default: Ajv2020 } = load('ajv/dist/2020') as typeof import('ajv/dist/2020');
  return new Ajv2020(OPTIONS).compile(withoutReferences(configSchema()) as object);
}

function explain(error: SchemaError): Located | undefined {
  if (error.schemaPath.includes('/oneOf/')) return undefined;
  return EXPLANATIONS[error.keyword]?.(error);
}

/** The keywords of the schema. Those that only repeat another's error are not among them. */
const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  additionalProperties: ({ instancePath, params: { additionalProperty: key }, parentSchema }) => {
    const allowed = Object.keys(parentSchema?.properties ?? {});
    return {
      path: [...pointerPath(instancePath), key],
      problem: keyUnknown(key, meantBy(key, allowed), allowed),
      atKey: true,
    };
  },
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
  type: atValue(({ data, params, parentSchema }) =>
    wrongType(data, parentSchema?.title ?? params.type, params.type),
  ),
  enum: atValue(({ data, params, parentSchema }) =>
    notAllowed(data, [...params.allowedValues, ...(parentSchema?.examples ?? [])]),
  ),
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
  maxProperties: atValue(({ data, parentSchema }) =>
    entryCount(Object.keys(data).length, parentSchema?.title),
  ),
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
