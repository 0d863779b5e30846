import { PolicyDocument } from '../policy/policy-document';
import { PolicyStatement } from '../policy/policy-statement';

const HEAD: Row = ['statement', 'actions', 'reason'];

type Row = readonly [string, string, string];

/** A statement as people are told of it. */
export interface ExplainedStatement {
  readonly name: string;
  readonly actions: readonly string[];
  readonly reason: string;
}

/** A statement without an id is told by what it does and its place. */
export function explained(statement: PolicyStatement, index: number): ExplainedStatement {
  const { Effect: effect, Action: actions } = statement.toJson();
  return {
    name: statement.sid || `${effect} ${index + 1}`,
    actions: [actions].flat(),
    reason: statement.reason,
  };
}

/** Why each statement is there: a table that people read. */
export function explanationTable(policies: readonly PolicyDocument[]): string {
  const statements = policies.flatMap((policy) => policy.statements);
  const rows = [HEAD, ...statements.flatMap(rowsOf)];
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map(([name, action, reason]) =>
    `${name.padEnd(first)}  ${action.padEnd(second)}  ${reason}`.trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function rowsOf(statement: PolicyStatement, index: number): Row[] {
  const { name, actions, reason } = explained(statement, index);
  return actions.map((action, row) => (row === 0 ? [name, action, reason] : ['', action, '']));
}
