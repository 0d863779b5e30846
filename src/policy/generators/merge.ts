import { PolicyStatement } from '../policy-statement';

/**
 * Statements that allow actions on the same resources under the same conditions become one, under the first one's id; and
 * what another statement allows anyhow is left out. All of them allow something.
 */
export function mergeStatements(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const groups = new Map<string, PolicyStatement[]>();
  statements.forEach((statement) => {
    const { Resource, Condition } = statement.toJson();
    const key = JSON.stringify([Resource, Condition]);
    groups.set(key, [...(groups.get(key) ?? []), statement]);
  });
  const merged = [...groups.values()].map(mergeGroup);
  return merged.flatMap((statement) => withoutWhatOthersAllow(statement, merged));
}

function mergeGroup(statements: readonly PolicyStatement[]): PolicyStatement {
  const [first] = statements;
  if (statements.length === 1) return first;
  const actions = statements.flatMap(actionsOf);
  const reasons = new Set(statements.map(({ reason }) => reason));
  return first._with({ Action: actions }, [...reasons].join('; '));
}

function withoutWhatOthersAllow(
  statement: PolicyStatement,
  all: readonly PolicyStatement[],
): PolicyStatement[] {
  const wider = all.filter((other) => other !== statement && isWider(other, statement));
  const allowed = new Set(wider.flatMap(actionsOf));
  const left = actionsOf(statement).filter((action) => !allowed.has(action));
  if (left.length === actionsOf(statement).length) return [statement];
  return left.length === 0 ? [] : [statement._with({ Action: left }, statement.reason)];
}

/** Whether a statement is about all that another is about, under no further condition. */
function isWider(wider: PolicyStatement, other: PolicyStatement): boolean {
  const [resources, conditions] = [partsOf(wider, 'Resource'), conditionsOf(other)];
  return (
    partsOf(other, 'Resource').every((resource) => resources.includes(resource)) &&
    conditionsOf(wider).every((condition) => conditions.includes(condition))
  );
}

function actionsOf(statement: PolicyStatement): string[] {
  return partsOf(statement, 'Action');
}

function partsOf(statement: PolicyStatement, key: 'Action' | 'Resource'): string[] {
  return [statement.toJson()[key] ?? []].flat();
}

/** Each condition by itself: an operator with a key and its values. */
function conditionsOf(statement: PolicyStatement): string[] {
  return Object.entries<object>(statement.toJson().Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map((entry) => JSON.stringify([operator, ...entry])),
  );
}
