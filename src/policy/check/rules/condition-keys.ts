import {
  conditionKeyDuplicate,
  conditionKeyUnknown,
  conditionKeyUnsupported,
  conditionPrefixUnknown,
  conditionTagKeyMissing,
} from '../../problems';
import { nearest } from '../../../problem';
import { hasToken } from '../../../arn/token';
import { PolicySeverity } from '../../policy-finding';
import { SERVICE_PREFIXES } from '../action-table';
import { keyNames, knownKey, lacksItsEnd, OTHER_PREFIXES, prefixOf } from '../condition-keys';
import { Located } from '../location';
import { misspellingOf } from '../misspelling';
import { ConditionItem } from '../policy-view';
import { called, perCondition, perStatement, Rule } from './rule';

/** Of fewer letters nobody can tell what was meant. */
const SHORTEST_NAME = 4;

/** What came before `aws:PrincipalArn`. */
const UNSUPPORTED = 'aws:arn';

/** The keys of conditions are those that requests have. */
export const conditionKeysExist: Rule = perCondition((condition) => {
  const { key } = condition;
  if (hasToken(key) || knownKey(key) !== undefined) return [];
  if (lacksItsEnd(key)) return [{ path: condition.path, problem: conditionTagKeyMissing(key) }];
  const names = keyNames(prefixOf(key));
  return names === undefined ? unknownPrefix(condition) : [unknownKey(condition, names)];
});

function unknownKey(condition: ConditionItem, names: readonly string[]): Located {
  const { key, lowerKey } = condition;
  if (lowerKey === UNSUPPORTED)
    return called('UNSUPPORTED_GLOBAL_CONDITION_KEY', condition, conditionKeyUnsupported(key));
  const isGlobal = prefixOf(key) === 'aws';
  const problem = conditionKeyUnknown(key, isGlobal ? undefined : prefixOf(key), nearest(key, names));
  return called(
    isGlobal ? 'INVALID_GLOBAL_CONDITION_KEY' : 'INVALID_SERVICE_CONDITION_KEY',
    condition,
    problem,
  );
}

/** A misspelling is wrong for certain; other prefixes may be those of services that are gone, or newer than the table. */
function unknownPrefix(condition: ConditionItem): Located[] {
  const prefix = prefixOf(condition.key);
  if (prefix.includes('.') || SERVICE_PREFIXES.has(prefix) || OTHER_PREFIXES.includes(prefix)) return [];
  if (prefix.length < SHORTEST_NAME) return [];
  const meant = misspellingOf(prefix, [...SERVICE_PREFIXES]);
  const severity = meant === undefined ? PolicySeverity.WARNING : PolicySeverity.ERROR;
  return [
    called('INVALID_SERVICE', condition, conditionPrefixUnknown(condition.key, prefix, meant), severity),
  ];
}

/** IAM does not tell apart upper and lower case in keys, so two that differ in it alone are one. */
export const conditionKeysDifferByMore: Rule = perStatement(({ conditions }) => {
  const seen = new Set<string>();
  return conditions
    .filter(({ operator, lowerKey }) => {
      const block = `${operator} ${lowerKey}`;
      return seen.has(block) || !seen.add(block);
    })
    .map(({ key, path }) => ({ path, problem: conditionKeyDuplicate(key) }));
});
