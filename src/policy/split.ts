import { PolicyStatement } from './policy-statement';

/** How many characters a policy of some statements has. */
type Measure = (statements: readonly PolicyStatement[]) => number;

/** Groups of statements that say together what all say, each within a number of characters as far as they can be cut. */
export function splitStatements(
  statements: readonly PolicyStatement[],
  most: number,
  measure: Measure,
): PolicyStatement[][] {
  return statements
    .flatMap((statement) => cut(statement, most, measure))
    .reduce<PolicyStatement[][]>((groups, statement) => {
      const last = groups[groups.length - 1];
      if (last !== undefined && measure([...last, statement]) <= most) last.push(statement);
      else groups.push([statement]);
      return groups;
    }, []);
}

/** A statement in pieces that fit, each with about as many of its resources. */
function cut(statement: PolicyStatement, most: number, measure: Measure): PolicyStatement[] {
  const { Resource: resources } = statement.toJson();
  const characters = measure([statement]);
  if (characters <= most || !Array.isArray(resources) || resources.length < 2) return [statement];
  return chunks(resources, Math.ceil(characters / most)).flatMap((some, index) =>
    cut(piece(statement, some, index + 1), most, measure),
  );
}

function chunks(items: readonly string[], count: number): string[][] {
  const size = Math.ceil(items.length / Math.min(count, items.length));
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}

function piece(statement: PolicyStatement, resources: string[], number: number): PolicyStatement {
  const sid = statement.sid === '' ? {} : { Sid: `${statement.sid}${number}` };
  return statement._with({ Resource: resources, ...sid }, statement.reason);
}
