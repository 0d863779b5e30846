import {
  allValuesOfSingle,
  anyValueOfAudience,
  conditionBooleans,
  conditionTypeMismatch,
  conditionValuesMixed,
  nullWithQualifier,
  qualifierMissing,
  stringLikeOfArn,
  wildcardLiteral,
} from '../../problems';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicySeverity } from '../../policy-finding';
import { KnownKey, knownKey } from '../condition-keys';
import { Located } from '../location';
import { ConditionItem } from '../policy-view';
import { called, perCondition, Rule } from './rule';

const QUALIFIER = /^(ForAllValues|ForAnyValue):/;

/** The claim that says for whom a provider's token is, of which a token has one. */
const AUDIENCE = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^:]*)?:aud$/;

/** The operators that each type of key is compared with. */
const OPERATORS: Readonly<Record<string, RegExp>> = {
  String: /^String/,
  ARN: /^(Arn|String)/,
  Bool: /^Bool$/,
  Numeric: /^Numeric/,
  Date: /^Date/,
  DateOrNumeric: /^(Date|Numeric)/,
  IPAddress: /^(Not)?IpAddress$/,
};

/** What an operator for each type is called in messages. */
const NAMES: Readonly<Record<string, string>> = {
  ARN: 'ArnLike',
  Bool: 'Bool',
  Date: 'DateLessThan',
  DateOrNumeric: 'DateLessThan',
  IPAddress: 'IpAddress',
  Numeric: 'NumericEquals',
  String: 'StringEquals',
};

/** Keys that have several values are compared with a qualifier, and others without. */
export const qualifiersFitKeys: Rule = perCondition((condition) => {
  const { operator, key, path } = condition;
  const qualifier = QUALIFIER.exec(operator)?.[1];
  if (condition.plainOperator === 'Null') return qualifier === undefined ? [] : [nullQualified(condition)];
  const known = knownKey(key);
  if (known === undefined) return ofUnknown(condition, qualifier);
  if (known.isList && qualifier === undefined) return [{ path, problem: qualifierMissing(operator, key) }];
  return known.isList || known.type === 'Any' || qualifier !== 'ForAllValues' ? [] : [allValues(condition)];
});

function nullQualified(condition: ConditionItem): Located {
  return called(
    'NULL_WITH_QUALIFIER',
    condition,
    nullWithQualifier(condition.operator),
    PolicySeverity.WARNING,
  );
}

function allValues(condition: ConditionItem): Located {
  const code = 'FORALLVALUES_WITH_SINGLE_VALUED_KEY';
  return called(code, condition, allValuesOfSingle(condition.operator, condition.key));
}

/** What a provider of identities says is not in the table; for whom it says it is the same for each. */
function ofUnknown(condition: ConditionItem, qualifier: string | undefined): Located[] {
  if (qualifier === undefined || !AUDIENCE.test(condition.lowerKey)) return [];
  if (qualifier === 'ForAllValues') return [allValues(condition)];
  const problem = anyValueOfAudience(condition.operator, condition.key);
  return [called('FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE', condition, problem)];
}

/** A key is compared with an operator for what it holds. */
export const operatorsFitKeys: Rule = perCondition((condition) => {
  const known = knownKey(condition.key);
  if (known === undefined || condition.plainOperator === 'Null') return [];
  return typeMismatch(condition, known);
});

function typeMismatch(condition: ConditionItem, { type, isOpen }: KnownKey): Located[] {
  const { operator, plainOperator, key } = condition;
  if (isOpen && plainOperator.startsWith('Arn')) return [];
  if (!(OPERATORS[type] ?? /./).test(plainOperator))
    return [called('TYPE_MISMATCH', condition, conditionTypeMismatch(operator, key, NAMES[type]))];
  if (type !== 'ARN' || !/^String(Not)?Like$/.test(plainOperator)) return [];
  const wanted = operator.replace('String', 'Arn');
  return [
    called('STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS', condition, stringLikeOfArn(operator, key, wanted)),
  ];
}

/** The values of a key are of one type, and one of true and false is enough. */
export const valuesAreOfOneType: Rule = perCondition(({ plainOperator, values, valueTypes, path }) => {
  if (valueTypes.size > 1) return [{ path, problem: conditionValuesMixed([...valueTypes]) }];
  const isBoolean = plainOperator === 'Bool' || plainOperator === 'Null';
  return isBoolean && values.length > 1 ? [{ path, problem: conditionBooleans(plainOperator) }] : [];
});

/** A wildcard is one with the operators that have Like in their names, and with those for ARNs. */
export const wildcardsAreCompared: Rule = perCondition(({ operator, plainOperator, values }) =>
  /^String(Not)?Equals/.test(plainOperator)
    ? values
        .filter(({ value }) => isWildcard(value))
        .map(({ value, path }) => ({ path, problem: wildcardLiteral(value, operator, likeOf(operator)) }))
    : [],
);

/** What is put in later may hold any character. */
function isWildcard(value: string): boolean {
  const written = value.replace(/[$#]\{[^{}]*\}/g, '');
  return hasWildcard(written) && !hasToken(written);
}

function likeOf(operator: string): string {
  return operator.replace(/Equals(IgnoreCase)?/, 'Like');
}
