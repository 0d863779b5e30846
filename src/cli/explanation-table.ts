import { PolicyDocument } from '../policy/policy-document';
import { PolicyStatement } from '../policy/policy-statement';

const HEAD: Row = ['statement', 'actions', 'reason'];

type Row = readonly [string, string, string];

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
  const { Effect: effect, Action: actions } = statement.toJson();
  const name = statement.sid || `${effect} ${index + 1}`;
  return [actions]
    .flat()
    .map((action: string, row: number) => (row === 0 ? [name, action, statement.reason] : ['', action, '']));
}
