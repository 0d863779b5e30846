import type { ErrorObject } from 'ajv/dist/2020';
import { nearest } from '../../problem';
import {
  arnIncomplete,
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
  versionMisplaced,
} from '../problems';
import { PolicySeverity } from '../policy-finding';
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
  additionalProperties: ({ params, parentSchema }, path) =>
    unknownProperty(params.additionalProperty, parentSchema, [...path, params.additionalProperty]),
  required: ({ params, parentSchema }, path) => ({
    path,
    problem: policyMissingKey(params.missingProperty, parentSchema?.$comment),
  }),
  'false schema': ({ schemaPath }, path, type) =>
    schemaPath.includes('/then/')
      ? { path, problem: policyExclusiveKeys(lastKey(path)) }
      : {
          path,
          problem: policyKeyNotAllowed(lastKey(path), type),
          accessAnalyzer: codeOfSurplus(path, type),
        },
  type: ({ data, parentSchema }, path) => ({
    path,
    problem: path.length === 0 ? policyNotMapping(data) : policyWrongType(data, parentSchema?.title),
  }),
  enum: ({ data, params, parentSchema }, path) => ({
    path,
    problem: policyWrongValue(parentSchema!.$comment, data, params.allowedValues),
  }),
  pattern: (error, path) => ({ path: ofKey(error, path), ...wrongForm(error) }),
  minItems: (_, path) => ({ path, problem: policyEmpty('list'), ...emptyList(path) }),
  minProperties: (_, path) => ({ path, problem: policyEmpty('mapping'), ...emptyMapping(path) }),
};

type Judgement = Pick<Located, 'severity' | 'accessAnalyzer'>;

function unknownProperty(key: string, schema: SchemaError['parentSchema'], path: Path): Located {
  if (isCondition(schema)) {
    const accessAnalyzer = /^(For\w+:)?NullIfExists$/.test(key)
      ? 'NULL_WITH_IF_EXISTS'
      : 'INVALID_CONDITION_OPERATOR';
    return { path, problem: unknownConditionOperator(key, CONDITION_OPERATORS), accessAnalyzer };
  }
  if (isMisplacedVersion(path))
    return { path, problem: versionMisplaced(), accessAnalyzer: 'INVALID_POLICY_ELEMENT' };
  const accessAnalyzer =
    schema?.$comment === 'PrincipalMalformed' ? 'INVALID_PRINCIPAL_KEY' : 'INVALID_POLICY_ELEMENT';
  return { path, problem: policyUnknownKey(key, Object.keys(schema?.properties ?? {})), accessAnalyzer };
}

function codeOfSurplus(path: Path, type: PolicyType): string {
  if (type !== PolicyType.TRUST) return 'UNSUPPORTED_PRINCIPAL';
  return lastKey(path) === 'NotPrincipal'
    ? 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL'
    : 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE';
}

function wrongForm({ data, parentSchema, propertyName, schemaPath }: SchemaError): Omit<Located, 'path'> {
  const given: string = propertyName ?? data;
  const { $comment: code, title, examples } = parentSchema!;
  if (code === 'ArnMalformed' && LOOKS_INCOMPLETE.test(given))
    return {
      problem: arnIncomplete(given),
      severity: PolicySeverity.WARNING,
      accessAnalyzer: 'MISSING_ARN_FIELD',
    };
  return { problem: policyWrongForm(code, given, title, examples), ...judgementOf(code, given, schemaPath) };
}

/** A wildcard at the end stands for all that is missing. */
const LOOKS_INCOMPLETE = /^arn:[a-z-]+(:[^:]*){0,2}:[^:]*\*$/;

/** What the form of a value is wrong in, by the definition that it does not meet. */
const VALUES: Readonly<Record<string, Judgement>> = {
  boolValue: { severity: PolicySeverity.WARNING, accessAnalyzer: 'TYPE_MISMATCH_BOOLEAN' },
  nullValue: { severity: PolicySeverity.WARNING, accessAnalyzer: 'TYPE_MISMATCH_BOOLEAN' },
  numericValue: { severity: PolicySeverity.WARNING, accessAnalyzer: 'TYPE_MISMATCH_NUMBER' },
  binaryValue: { severity: PolicySeverity.WARNING, accessAnalyzer: 'TYPE_MISMATCH_STRING' },
  arnValue: { severity: PolicySeverity.WARNING },
  dateValue: { accessAnalyzer: 'TYPE_MISMATCH_DATE' },
};

function judgementOf(code: string, given: string, schemaPath: string): Judgement {
  if (code === 'ArnMalformed') return { accessAnalyzer: codeOfArn(given) };
  if (code === 'PrincipalMalformed') return { accessAnalyzer: 'INVALID_PRINCIPAL_FORMAT' };
  const definition = /\/\$defs\/(\w+Value)\//.exec(schemaPath)?.[1] ?? '';
  return VALUES[definition] ?? {};
}

function codeOfArn(given: string): string {
  if (!given.startsWith('arn:')) return 'INVALID_ARN_PREFIX';
  if (given.split(':').length < 6) return 'MISSING_ARN_FIELD';
  return /^arn:(aws[a-z-]*|\*):/.test(given) && !/^arn:[^:]*:[^:]*:[a-z0-9*?-]*:/.test(given)
    ? 'INVALID_ARN_REGION'
    : 'INVALID_PARTITION';
}

/** A statement about nothing is refused; conditions and principals that name nobody are not. */
function emptyList(path: Path): Judgement {
  const at = path.findIndex((segment) => EMPTY_LISTS[segment] !== undefined && segment !== 'Statement');
  const { accessAnalyzer, isRefused } = EMPTY_LISTS[at < 0 ? 'Statement' : path[at]];
  return {
    accessAnalyzer:
      path[at] === 'Condition' ? `${accessAnalyzer}${variantOf(String(path[at + 1]))}` : accessAnalyzer,
    severity: isRefused ? PolicySeverity.ERROR : PolicySeverity.WARNING,
  };
}

/** What a condition without values means depends on what is around its operator. */
function variantOf(operator: string): string {
  if (operator.endsWith('IfExists')) return '_IFEXISTS';
  const [qualifier, plain] = operator.split(':');
  return plain === undefined ? '' : `_${qualifier.toUpperCase()}`;
}

const EMPTY_LISTS: Readonly<Record<string, { accessAnalyzer: string; isRefused: boolean }>> = {
  Statement: { accessAnalyzer: 'MISSING_STATEMENT', isRefused: true },
  Action: { accessAnalyzer: 'EMPTY_ARRAY_ACTION', isRefused: true },
  NotAction: { accessAnalyzer: 'EMPTY_ARRAY_ACTION', isRefused: true },
  Resource: { accessAnalyzer: 'EMPTY_ARRAY_RESOURCE', isRefused: true },
  NotResource: { accessAnalyzer: 'EMPTY_ARRAY_RESOURCE', isRefused: true },
  Principal: { accessAnalyzer: 'EMPTY_ARRAY_PRINCIPAL', isRefused: false },
  NotPrincipal: { accessAnalyzer: 'EMPTY_ARRAY_PRINCIPAL', isRefused: false },
  Condition: { accessAnalyzer: 'EMPTY_ARRAY_CONDITION', isRefused: false },
};

function emptyMapping(path: Path): Judgement {
  const accessAnalyzer = path.includes('Condition') ? 'EMPTY_OBJECT_CONDITION' : 'EMPTY_OBJECT_PRINCIPAL';
  return { severity: PolicySeverity.WARNING, accessAnalyzer };
}

/** What is said of a key's name is said at the key. */
function ofKey({ propertyName }: SchemaError, path: Path): Path {
  return propertyName === undefined ? path : [...path, propertyName];
}

function isCondition(schema: SchemaError['parentSchema']): boolean {
  return schema?.$comment === 'ConditionOperatorUnknown';
}

/** Whether the version of the language stands in a statement. */
function isMisplacedVersion(path: Path): boolean {
  return path.length > 1 && lastKey(path) === 'Version';
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
      !(one.problem.code === 'VersionMissing' && unknown.some(isMisplacedVersion)) &&
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
