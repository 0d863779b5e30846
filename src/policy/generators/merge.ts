import { PolicyStatement } from '../policy-statement';

/** Statements that allow actions on the same resources under the same conditions become one, under the first one's id. */
export function mergeStatements(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const groups = new Map<string, PolicyStatement[]>();
  statements.forEach((statement) => {
    const { Effect, Resource, Condition } = statement.toJson();
    const key = JSON.stringify([Effect, Resource, Condition]);
    groups.set(key, [...(groups.get(key) ?? []), statement]);
  });
  return [...groups.values()].map(mergeGroup);
}

function mergeGroup(statements: readonly PolicyStatement[]): PolicyStatement {
  const [first] = statements;
  if (statements.length === 1) return first;
  const actions = statements.flatMap((statement) => statement.toJson().Action as string | string[]);
  const reasons = new Set(statements.map(({ reason }) => reason));
  return first._with({ Action: actions }, [...reasons].join('; '));
}
