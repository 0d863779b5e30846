import { Arn, parseArn } from '../../arn/arn';
import { isMapping } from '../../text/mapping';
import { PolicyType } from '../policy-type';
import { Located } from './location';
import { Path, pathKey } from '../../text/path';

/** A text of a policy, and where it stands. */
export interface Item {
  readonly value: string;
  readonly path: Path;
}

/** A resource of a statement. */
export interface ResourceItem extends Item {
  /** Its parts, where it has the form of an ARN. */
  readonly arn?: Arn;
}

/** A principal of a statement. */
export interface PrincipalItem extends Item {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`. */
  readonly kind: string;
}

/** A key of a statement's conditions. */
export interface ConditionItem {
  /** As it stands there, for example `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** Without what comes before and after it, for example `StringLike`. */
  readonly plainOperator: string;
  readonly key: string;
  /** In lower case: IAM does not tell apart the case of keys. */
  readonly lowerKey: string;
  readonly values: readonly Item[];
  /** The types of all values, as JSON has them. */
  readonly valueTypes: ReadonlySet<string>;
  readonly path: Path;
}

/** What is well formed of a statement. */
export interface StatementView {
  readonly path: Path;
  readonly effect: unknown;
  /** The keys that are there, in the right form or not. */
  readonly present: readonly string[];
  readonly keys: readonly string[];
  readonly sids: readonly Item[];
  readonly actions: readonly Item[];
  /** Whether none of the actions is left out for its form. */
  readonly actionsAreValid: boolean;
  readonly resources: readonly ResourceItem[];
  /** Whether none of the resources is left out for its form. */
  readonly resourcesAreValid: boolean;
  readonly principals: readonly PrincipalItem[];
  readonly conditions: readonly ConditionItem[];
}

/** What is well formed of a policy: rules need not ask again. */
export interface PolicyView {
  readonly type: PolicyType;
  /** The service whose resource the policy belongs to, where that is known. */
  readonly service?: string;
  readonly id: unknown;
  readonly version: unknown;
  readonly statements: readonly StatementView[];
  /** Whether nothing of it is left out for its form. */
  readonly isValid: boolean;
}

/** Whether a place is free of findings. */
type IsValid = (path: Path) => boolean;

const OPERATOR = /^(?:ForAllValues:|ForAnyValue:)?(.*?)(?:IfExists)?$/;

/** What is well formed of what was read, given what is not. */
export function viewOf(
  data: unknown,
  type: PolicyType,
  found: readonly Located[],
  service?: string,
): PolicyView {
  const wrong = new Set(found.map(({ path }) => pathKey(path)));
  const isValid: IsValid = (path) => wrong.size === 0 || !wrong.has(pathKey(path));
  const policy = isMapping(data) ? data : {};
  return {
    type,
    service,
    id: policy.Id,
    version: policy.Version,
    statements: items(policy.Statement, ['Statement'])
      .filter(({ value }) => isMapping(value))
      .map(({ value, path }) => statementOf(value as Record<string, unknown>, path, isValid)),
    isValid: wrong.size === 0,
  };
}

function statementOf(statement: Record<string, unknown>, path: Path, isValid: IsValid): StatementView {
  const texts = (key: string): Item[] => validTexts(statement[key], [...path, key], isValid);
  const actions = [...texts('Action'), ...texts('NotAction')];
  const resources = [...texts('Resource'), ...texts('NotResource')].map((item) => ({
    ...item,
    arn: parseArn(item.value),
  }));
  return {
    path,
    effect: statement.Effect,
    present: Object.keys(statement),
    keys: Object.keys(statement).filter((key) => isValid([...path, key])),
    sids: texts('Sid'),
    actions,
    actionsAreValid: actions.length === items(statement.Action ?? statement.NotAction, path).length,
    resources,
    resourcesAreValid: resources.length === items(statement.Resource ?? statement.NotResource, path).length,
    principals: ['Principal', 'NotPrincipal'].flatMap((key) =>
      principalsOf(statement[key], [...path, key], isValid),
    ),
    conditions: conditionsOf(statement.Condition, [...path, 'Condition'], isValid),
  };
}

function principalsOf(principal: unknown, path: Path, isValid: IsValid): PrincipalItem[] {
  if (!isValid(path)) return [];
  if (!isMapping(principal))
    return validTexts(principal, path, isValid).map((item) => ({ ...item, kind: '*' }));
  return Object.keys(principal).flatMap((kind) =>
    validTexts(principal[kind], [...path, kind], isValid).map((item) => ({ ...item, kind })),
  );
}

function conditionsOf(condition: unknown, path: Path, isValid: IsValid): ConditionItem[] {
  return entries(condition, path, isValid).flatMap(([operator, block, blockPath]) =>
    entries(block, blockPath, isValid).map(([key, value, keyPath]) =>
      conditionOf(operator, key, items(value, keyPath), keyPath, isValid),
    ),
  );
}

function conditionOf(
  operator: string,
  key: string,
  values: readonly { value: unknown; path: Path }[],
  path: Path,
  isValid: IsValid,
): ConditionItem {
  return {
    operator,
    plainOperator: OPERATOR.exec(operator)![1],
    key,
    lowerKey: key.toLowerCase(),
    path,
    values: values
      .filter((item) => isValid(item.path))
      .map((item) => ({ ...item, value: String(item.value) })),
    valueTypes: new Set(values.map((item) => typeof item.value)),
  };
}

function entries(mapping: unknown, path: Path, isValid: IsValid): [string, unknown, Path][] {
  if (!isMapping(mapping) || !isValid(path)) return [];
  return Object.keys(mapping)
    .map((key): [string, unknown, Path] => [key, mapping[key], [...path, key]])
    .filter(([, , entryPath]) => isValid(entryPath));
}

function validTexts(value: unknown, path: Path, isValid: IsValid): Item[] {
  if (!isValid(path)) return [];
  return items(value, path).filter(
    (item): item is Item => typeof item.value === 'string' && isValid(item.path),
  );
}

/** The items of a list, or the only one. */
function items(value: unknown, path: Path): { value: unknown; path: Path }[] {
  if (value === undefined) return [];
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ value: item, path: [...path, index] }))
    : [{ value, path }];
}
