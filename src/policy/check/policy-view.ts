import { isMapping } from '../canonical';
import { PolicyType } from '../policy-type';
import { Located, Path, pathKey } from './location';

/** A text of a policy, and where it stands. */
export interface Item {
  readonly value: string;
  readonly path: Path;
}

/** A principal of a statement. */
export interface PrincipalItem extends Item {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`. */
  readonly kind: string;
}

/** A key of a statement's conditions. */
export interface ConditionItem {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Item[];
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
  readonly actionsAreSound: boolean;
  readonly resources: readonly Item[];
  /** Whether none of the resources is left out for its form. */
  readonly resourcesAreSound: boolean;
  readonly principals: readonly PrincipalItem[];
  readonly conditions: readonly ConditionItem[];
}

/** What is well formed of a policy: rules need not ask again. */
export interface PolicyView {
  readonly type: PolicyType;
  readonly version: unknown;
  readonly statements: readonly StatementView[];
}

/** Whether a place is free of findings. */
type IsSound = (path: Path) => boolean;

/** What is well formed of what was read, given what is not. */
export function viewOf(data: unknown, type: PolicyType, found: readonly Located[]): PolicyView {
  const wrong = new Set(found.map(({ path }) => pathKey(path)));
  const isSound: IsSound = (path) => wrong.size === 0 || !wrong.has(pathKey(path));
  const policy = isMapping(data) ? data : {};
  return {
    type,
    version: policy.Version,
    statements: items(policy.Statement, ['Statement'])
      .filter(({ value }) => isMapping(value))
      .map(({ value, path }) => statementOf(value as Record<string, unknown>, path, isSound)),
  };
}

function statementOf(statement: Record<string, unknown>, path: Path, isSound: IsSound): StatementView {
  const texts = (key: string): Item[] => soundTexts(statement[key], [...path, key], isSound);
  const actions = [...texts('Action'), ...texts('NotAction')];
  const resources = [...texts('Resource'), ...texts('NotResource')];
  return {
    path,
    effect: statement.Effect,
    present: Object.keys(statement),
    keys: Object.keys(statement).filter((key) => isSound([...path, key])),
    sids: texts('Sid'),
    actions,
    actionsAreSound: actions.length === items(statement.Action ?? statement.NotAction, path).length,
    resources,
    resourcesAreSound: resources.length === items(statement.Resource ?? statement.NotResource, path).length,
    principals: ['Principal', 'NotPrincipal'].flatMap((key) =>
      principalsOf(statement[key], [...path, key], isSound),
    ),
    conditions: conditionsOf(statement.Condition, [...path, 'Condition'], isSound),
  };
}

function principalsOf(principal: unknown, path: Path, isSound: IsSound): PrincipalItem[] {
  if (!isSound(path)) return [];
  if (!isMapping(principal))
    return soundTexts(principal, path, isSound).map((item) => ({ ...item, kind: '*' }));
  return Object.keys(principal).flatMap((kind) =>
    soundTexts(principal[kind], [...path, kind], isSound).map((item) => ({ ...item, kind })),
  );
}

function conditionsOf(condition: unknown, path: Path, isSound: IsSound): ConditionItem[] {
  return entries(condition, path, isSound).flatMap(([operator, block, blockPath]) =>
    entries(block, blockPath, isSound).map(([key, value, keyPath]) => ({
      operator,
      key,
      path: keyPath,
      values: items(value, keyPath)
        .filter((item) => isSound(item.path))
        .map((item) => ({ ...item, value: String(item.value) })),
    })),
  );
}

function entries(mapping: unknown, path: Path, isSound: IsSound): [string, unknown, Path][] {
  if (!isMapping(mapping) || !isSound(path)) return [];
  return Object.keys(mapping)
    .map((key): [string, unknown, Path] => [key, mapping[key], [...path, key]])
    .filter(([, , entryPath]) => isSound(entryPath));
}

function soundTexts(value: unknown, path: Path, isSound: IsSound): Item[] {
  if (!isSound(path)) return [];
  return items(value, path).filter(
    (item): item is Item => typeof item.value === 'string' && isSound(item.path),
  );
}

/** The items of a list, or the only one. */
function items(value: unknown, path: Path): { value: unknown; path: Path }[] {
  if (value === undefined) return [];
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ value: item, path: [...path, index] }))
    : [{ value, path }];
}
