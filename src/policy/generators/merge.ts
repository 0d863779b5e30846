import { groupBy } from '../../group-by';
import { PolicyStatement } from '../policy-statement';

/** A statement, taken apart. */
interface Parts {
  readonly statement: PolicyStatement;
  readonly actions: readonly string[];
  readonly resources: ReadonlySet<string>;
  /** Each condition by itself: an operator with a key and its values. */
  readonly conditions: readonly string[];
}

/**
 * Statements that allow actions on the same resources under the same conditions become one, under the first one's id; and
 * what another statement allows anyhow is left out. All of them allow something.
 */
export function mergeStatements(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const alike = groupBy(statements, (statement) => {
    const { Resource, Condition } = statement.toJson();
    return JSON.stringify([Resource, Condition]);
  });
  const merged = [...alike.values()].map(mergeGroup).map(partsOf);
  const ofResources = merged.flatMap((parts) =>
    [...parts.resources].map((resource) => ({ resource, parts })),
  );
  const byResource = groupBy(ofResources, ({ resource }) => resource);
  return merged.flatMap((parts) => {
    const [resource] = parts.resources;
    return withoutWhatOthersAllow(
      parts,
      byResource.get(resource)!.map((one) => one.parts),
    );
  });
}

function mergeGroup(statements: readonly PolicyStatement[]): PolicyStatement {
  const [first] = statements;
  if (statements.length === 1) return first;
  const actions = statements.flatMap((statement) => partsOf(statement).actions);
  const reasons = new Set(statements.map(({ reason }) => reason));
  return first._with({ Action: actions }, [...reasons].join('; '));
}

/** Without what statements allow that are about one of its resources, too. */
function withoutWhatOthersAllow(parts: Parts, others: readonly Parts[]): PolicyStatement[] {
  const { statement, actions } = parts;
  const wider = others.filter((other) => other !== parts && isWider(other, parts));
  const allowed = new Set(wider.flatMap((other) => other.actions));
  const left = actions.filter((action) => !allowed.has(action));
  if (left.length === actions.length) return [statement];
  return left.length === 0 ? [] : [statement._with({ Action: left }, statement.reason)];
}

/** Whether a statement is about all that another is about, under no further condition. */
function isWider(wider: Parts, other: Parts): boolean {
  return (
    [...other.resources].every((resource) => wider.resources.has(resource)) &&
    wider.conditions.every((condition) => other.conditions.includes(condition))
  );
}

function partsOf(statement: PolicyStatement): Parts {
  const { Action, Resource, Condition = {} } = statement.toJson();
  return {
    statement,
    actions: [Action].flat(),
    resources: new Set([Resource].flat()),
    conditions: Object.entries<object>(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map((entry) => JSON.stringify([operator, ...entry])),
    ),
  };
}
