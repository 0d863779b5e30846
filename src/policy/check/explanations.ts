import type { ErrorObject } from 'ajv/dist/2020';
import { nearest, Problem } from '../../problem';
import {
  policyEmpty,
  policyExclusiveKeys,
  policyKeyNotAllowed,
  policyMissingKey,
  policyNotMapping,
  policyUnknownKey,
  policyWrongForm,
  policyWrongType,
  policyWrongValue,
  unknownConditionOperator,
} from '../problems';
import { PolicyType } from '../policy-type';
import { CONDITION_OPERATORS } from './condition-operators';
import { pointerPath } from '../../text/json-pointer';
import { isInside, Path, pathKey } from '../../text/path';
import { Located } from './location';

type SchemaError = ErrorObject<string, any, any> & { readonly data?: any };

type Explain = (error: SchemaError, path: Path, type: PolicyType) => Located;

/** A run over a list of wrong things would otherwise take more memory than all of it is worth. */
const MOST_ERRORS = 10_000;

/** What the schema's errors come down to: each cause once, in our own words. */
export function explain(errors: readonly SchemaError[], type: PolicyType): Located[] {
  const located = errors
    .filter(({ keyword }) => keyword in EXPLANATIONS)
    .slice(0, MOST_ERRORS)
    .map((error) => EXPLANATIONS[error.keyword](error, pointerPath(error.instancePath), type));
  return withoutFollowOnFindings(firstOfEach(located));
}

/** The keywords of the schema. Those that only repeat another's error are not among them. */
const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  additionalProperties: ({ params, parentSchema }, path) => ({
    path: [...path, params.additionalProperty],
    problem: isCondition(parentSchema)
      ? unknownConditionOperator(params.additionalProperty, CONDITION_OPERATORS)
      : policyUnknownKey(params.additionalProperty, Object.keys(parentSchema?.properties ?? {})),
  }),
  required: ({ params, parentSchema }, path) => ({
    path,
    problem: policyMissingKey(params.missingProperty, parentSchema?.$comment),
  }),
  'false schema': ({ schemaPath }, path, type) => ({
    path,
    problem: schemaPath.includes('/then/')
      ? policyExclusiveKeys(lastKey(path))
      : policyKeyNotAllowed(lastKey(path), type),
  }),
  type: ({ data, parentSchema }, path) => ({
    path,
    problem: path.length === 0 ? policyNotMapping(data) : policyWrongType(data, parentSchema?.title),
  }),
  enum: ({ data, params, parentSchema }, path) => ({
    path,
    problem: policyWrongValue(parentSchema!.$comment, data, params.allowedValues),
  }),
  pattern: (error, path) => ({ path: ofKey(error, path), problem: wrongForm(error) }),
  minItems: (_, path) => ({ path, problem: policyEmpty('list') }),
  minProperties: (_, path) => ({ path, problem: policyEmpty('mapping') }),
};

function wrongForm({ data, parentSchema, propertyName }: SchemaError): Problem {
  return policyWrongForm(
    parentSchema!.$comment,
    propertyName ?? data,
    parentSchema!.title,
    parentSchema!.examples,
  );
}

/** What is said of a key's name is said at the key. */
function ofKey({ propertyName }: SchemaError, path: Path): Path {
  return propertyName === undefined ? path : [...path, propertyName];
}

function isCondition(schema: SchemaError['parentSchema']): boolean {
  return schema?.$comment === 'ConditionOperatorUnknown';
}

function lastKey(path: Path): string {
  return String(path[path.length - 1]);
}

/** Several parts of the schema judge the same statement. */
function firstOfEach(located: readonly Located[]): Located[] {
  const first = new Map<string, Located>();
  located.forEach((one) => {
    const key = `${one.problem.code} ${one.problem.code.endsWith('Missing') ? one.problem.message : ''}${pathKey(one.path)}`;
    if (!first.has(key)) first.set(key, one);
  });
  return [...first.values()];
}

/** One cause is told once: not what a misspelt key lacks, nor what stands in a key that should not be there. */
function withoutFollowOnFindings(found: readonly Located[]): Located[] {
  const surplus = found.filter(({ problem }) => problem.code === 'KeyNotAllowed').map(({ path }) => path);
  const unknown = found.filter(({ problem }) => problem.code === 'UnknownKey').map(({ path }) => path);
  const outside = isStatementAlone(found);
  return gravestOfEachPlace(found).filter(
    (one) =>
      !surplus.some((path) => isInside(one.path, path)) &&
      !isMisspelt(one, unknown) &&
      !(outside && one.path.length <= 1 && one.problem.code !== 'StatementMissing'),
  );
}

/** Whether it is a statement, and the policy around it is what is missing. */
function isStatementAlone(found: readonly Located[]): boolean {
  const isRoot = (code: string, key?: string): boolean =>
    found.some(({ problem, path }) => problem.code === code && (key === undefined || path[0] === key));
  return isRoot('StatementMissing') && isRoot('UnknownKey', 'Effect');
}

/** What a key should not be there for, or its value's type, comes before what else is wrong with the value. */
const GRAVEST = ['KeyNotAllowed', 'WrongType'];

function gravestOfEachPlace(found: readonly Located[]): Located[] {
  const grave = new Map<string, string>();
  GRAVEST.forEach((code) =>
    found
      .filter(({ problem, path }) => problem.code === code && !grave.has(pathKey(path)))
      .forEach(({ path }) => grave.set(pathKey(path), code)),
  );
  return found.filter(({ problem, path }) => (grave.get(pathKey(path)) ?? problem.code) === problem.code);
}

/** Whether what is missing is there under a misspelt name. */
function isMisspelt({ problem: { code }, path }: Located, unknown: readonly Path[]): boolean {
  if (!code.endsWith('Missing')) return false;
  const missing = code.slice(0, -'Missing'.length);
  return unknown
    .filter((other) => other.length === path.length + 1 && isInside(other, path))
    .some((other) => nearest(lastKey(other), [missing, `Not${missing}`]) !== undefined);
}
