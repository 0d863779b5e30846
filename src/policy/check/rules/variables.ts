import { variableMalformed, variableMisplaced } from '../../problems';
import { hasToken } from '../../../arn/token';
import { PolicyType } from '../../policy-type';
import { Located } from '../location';
import { hasVariable, variableFault } from '../variables';
import { ConditionItem, Item, PolicyView, StatementView } from '../policy-view';
import { called, perStatement, Rule } from './rule';

/** The operators whose values may have variables. */
const COMPARES_TEXTS = /^(String|Arn)/;

/** The version of the language that has variables. */
const VERSION = '2012-10-17';

/** Variables stand where IAM puts something in their place. */
export const variablesHaveAPlace: Rule = perStatement((statement, policy) => [
  ...inElements(statement),
  ...inOperators(statement),
  ...inVersion(statement, policy),
]);

function inElements({ sids, actions, principals }: StatementView): Located[] {
  return [...sids, ...actions, ...principals]
    .filter(({ value }) => hasVariable(value))
    .map((item) =>
      called(
        'VARIABLE_UNSUPPORTED_IN_ELEMENT',
        item,
        variableMisplaced(item.value, 'only resources and conditions have variables'),
      ),
    );
}

function inOperators({ conditions }: StatementView): Located[] {
  return conditions
    .filter(({ plainOperator }) => !COMPARES_TEXTS.test(plainOperator))
    .flatMap(({ operator, values }) =>
      values
        .filter(({ value }) => hasVariable(value))
        .map((item) =>
          called(
            'INVALID_VARIABLE_FOR_OPERATOR',
            item,
            variableMisplaced(
              item.value,
              `${operator} has no variables; only the operators for strings and ARNs do`,
            ),
          ),
        ),
    );
}

/** In the older language, which a policy without Version has, a variable is plain text. What lacks it is told that already. */
function inVersion(statement: StatementView, { version, type }: PolicyView): Located[] {
  const isMissingAlone = version === undefined && type === PolicyType.IDENTITY;
  if (version === VERSION || isMissingAlone || (typeof version === 'string' && hasToken(version))) return [];
  return places(statement)
    .filter(({ value }) => hasVariable(value))
    .map((item) =>
      called(
        'VARIABLE_UNSUPPORTED_IN_VERSION',
        item,
        variableMisplaced(item.value, `it is taken literally without "Version": "${VERSION}"`),
      ),
    );
}

/** Variables are written so that IAM knows them. */
export const variablesAreWhole: Rule = perStatement((statement) =>
  places(statement).flatMap((item) => {
    const fault = variableFault(item.value);
    return fault === undefined ? [] : [called(fault.code, item, variableMalformed(item.value, fault.reason))];
  }),
);

/** The texts that may have variables. */
function places({ resources, conditions }: StatementView): Item[] {
  return [...resources, ...conditions.filter(isCompared).flatMap(({ values }) => values)];
}

function isCompared({ plainOperator }: ConditionItem): boolean {
  return COMPARES_TEXTS.test(plainOperator);
}
