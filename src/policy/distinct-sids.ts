import { PolicyStatement } from './policy-statement';

/** The same statements, each with a Sid of its own: one that has stood already gets the next number that is free. */
export function withDistinctSids(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const sids = statements.map(({ sid }) => sid);
  const taken = new Set(sids);
  const numbers = new Map<string, number>();
  return statements.map((statement, index) => {
    const sid = sids[index];
    const number = numbers.get(sid);
    if (sid === '' || number === undefined) {
      numbers.set(sid, 2);
      return statement;
    }
    const free = freeNumber(sid, taken, number);
    numbers.set(sid, free + 1);
    taken.add(`${sid}${free}`);
    return statement._with({ Sid: `${sid}${free}` }, statement.reason);
  });
}

function freeNumber(sid: string, taken: ReadonlySet<string>, first: number): number {
  let number = first;
  while (taken.has(`${sid}${number}`)) number += 1;
  return number;
}
