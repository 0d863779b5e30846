import { nullContradiction } from '../../problems';
import { ConditionItem } from '../policy-view';
import { Rule, perStatement } from './rule';

/** Operators that hold when the key is absent. */
const HOLDS_WHEN_ABSENT = /Not|IfExists$|^ForAllValues:/;

/** A key cannot be absent and have a value. */
export const nullAgreesWithTheRest: Rule = perStatement(({ conditions }) =>
  conditions
    .filter(wantsAbsence)
    .filter(({ key }) => conditions.some((other) => wantsValue(other) && sameKey(other.key, key)))
    .map(({ key, path }) => ({ path, problem: nullContradiction(key) })),
);

function wantsAbsence({ operator, values }: ConditionItem): boolean {
  return (
    operator === 'Null' && values.length > 0 && values.every(({ value }) => value.toLowerCase() === 'true')
  );
}

function wantsValue({ operator }: ConditionItem): boolean {
  return operator !== 'Null' && !HOLDS_WHEN_ABSENT.test(operator);
}

function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
