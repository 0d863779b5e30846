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
  emptyEntry,
  wrongType,
} from './problems';
import { emptyList, notAllowed } from '../arn/problems';
import { outOfRange, wrongForm } from '../catalogue/problems';
import { Problem } from '../problem';
import { pointerPath } from '../text/json-pointer';
import { arnProblem } from '../arn/arn-form';
import { isMapping } from '../text/mapping';
import { Path } from '../text/path';
import { valueAt } from '../text/value-at';
import { Located } from './finding';
import { SCHEMAS } from './schema';
import { schemaSections, SchemaSection } from './schema-sections';
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

/** With so many findings nothing else is judged: nobody would be told of it. */
export const MOST_KEPT = 1_000;

type SchemaError = ErrorObject<string, any, any> & { readonly data?: any };

type Explain = (error: SchemaError) => Located | undefined;

/** What the schema finds, as much of it as may matter. */
export interface SchemaFindings {
  readonly found: readonly Located[];
  /** How many more there are. */
  readonly more: number;
  /** Whether each place that has not its form is among what was found. */
  readonly isComplete: boolean;
}

/** A section of the schema, ready to judge. */
interface Judge {
  readonly validate: ValidateFunction;
  readonly mappings: readonly { readonly path: Path; readonly entries: Judge }[];
}

let wholeFile: Judge | undefined;

/** What a configuration has that its schema does not allow, each with its cause and in our own words. */
export function schemaFindings(data: unknown): SchemaFindings {
  return isValid(data)
    ? { found: [], more: 0, isComplete: true }
    : new SchemaReport(data, (wholeFile ??= compile()));
}

/** The compiled schema knows yes and no, which is all that a right configuration needs. */
function isValid(data: unknown): boolean {
  return load(join(SCHEMAS, 'rotation-config.validators.js')).configuration(data);
}

/** To name each cause takes the whole of ajv, which takes longer to load than all of this package. */
function compile(): Judge {
  const { default: Ajv2020 } = load('ajv/dist/2020') as typeof import('ajv/dist/2020');
  const ajv = new Ajv2020(OPTIONS);
  const judge = ({ schema, mappings }: SchemaSection): Judge => ({
    validate: ajv.compile(schema),
    mappings: mappings.map(({ path, entries }) => ({ path, entries: judge(entries) })),
  });
  return judge(schemaSections());
}

/** What is found in the order of the file, section by section. */
class SchemaReport implements SchemaFindings {
  public readonly found: Located[] = [];
  public more = 0;
  public isComplete = true;

  /** What has been judged: aliases stand for the same again. */
  private readonly judged = new Set<unknown>();

  public constructor(data: unknown, judge: Judge) {
    this.judge(judge, data, []);
  }

  private judge({ validate, mappings }: Judge, data: unknown, path: Path): void {
    const isRepetition = isMapping(data) && this.judged.has(data);
    this.judged.add(data);
    validate(data);
    (validate.errors ?? []).forEach((error) => this.add(error, path, isRepetition));
    const keys = isMapping(data) ? Object.keys(data) : [];
    [...mappings]
      .sort((one, other) => orderOf(one.path, keys) - orderOf(other.path, keys))
      .forEach((mapping) =>
        this.judgeEntries(mapping.entries, valueAt(data, mapping.path), [...path, ...mapping.path]),
      );
  }

  private judgeEntries(entries: Judge, mapping: unknown, path: Path): void {
    if (!isMapping(mapping)) return;
    Object.entries(mapping).forEach(([name, entry]) => this.judge(entries, entry, [...path, name]));
  }

  private add(error: SchemaError, path: Path, isRepetition: boolean): void {
    if (this.found.length < MOST_KEPT) {
      const found = explain(error);
      if (found) this.found.push({ ...found, path: [...path, ...found.path] });
    } else {
      this.isComplete = false;
      if (!isRepetition) this.more += 1;
    }
  }
}

function orderOf([first]: Path, keys: readonly string[]): number {
  return keys.indexOf(String(first));
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
    data === null && params.type === 'object' && mayBeEmpty(parentSchema)
      ? emptyEntry(parentSchema?.title)
      : wrongType(data, parentSchema?.title ?? params.type, params.type),
  ),
  enum: atValue(({ data, params, parentSchema }) =>
    notAllowed(data, [...params.allowedValues.map(String), ...(parentSchema?.examples ?? [])]),
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

/** Whether a mapping may say nothing itself. */
function mayBeEmpty({ required = [], minProperties = 0, oneOf }: any): boolean {
  return required.length === 0 && minProperties === 0 && oneOf === undefined;
}

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
