import {
  conditionActionMissing,
  conditionKeyNotForAction,
  conditionKeyNotForService,
  conditionKeyUnpaired,
  conditionKeyUntrustworthy,
  denialWithPrefix,
  resourceTagNotForAction,
} from '../../problems';
import { hasWildcard } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicyType } from '../../policy-type';
import { actionsMeant, KnownAction, knownService } from '../action-table';
import { knownKey, prefixOf, supportsKey, supportsResourceTags } from '../condition-keys';
import { Located } from '../location';
import { ConditionItem, Item, StatementView } from '../policy-view';
import { called, perCondition, perStatement, Rule } from './rule';

/** Operators that hold when the key is absent. */
const HOLDS_WHEN_ABSENT = /Not|IfExists$|^ForAllValues:|^Null$/;

/** An action that is named, and what the table knows of it. */
interface NamedAction extends Item {
  readonly known: KnownAction;
}

/** A condition on a key that an action's requests never have keeps the statement from ever being about it. */
export const keysFitActions: Rule = perCondition((condition, statement, { type }) => {
  const { key, path } = condition;
  if (type === PolicyType.TRUST || !isJudged(condition)) return [];
  const named = namedActions(statement);
  const strange = named.filter(({ known }) => !supportsKey(known, key));
  if (strange.length === 0) return [];
  const only = onlyAction(key);
  if (only !== undefined && strange.length === statement.actions.length)
    return [{ path, problem: conditionActionMissing(key, only) }];
  return [
    {
      path,
      problem: conditionKeyNotForAction(
        key,
        strange.map(({ value }) => value),
      ),
    },
  ];
});

/** A key of a service that the table knows, which has to be there for the condition to hold. */
function isJudged({ operator, key }: ConditionItem): boolean {
  return (
    !HOLDS_WHEN_ABSENT.test(operator) &&
    !hasToken(key) &&
    knownService(prefixOf(key)) !== undefined &&
    knownKey(key) !== undefined
  );
}

/** The actions that are named one by one. Patterns mean whatever fits. */
function namedActions({ actions, keys }: StatementView): NamedAction[] {
  if (keys.includes('NotAction')) return [];
  return actions
    .filter(({ value }) => !hasWildcard(value) && !hasToken(value))
    .flatMap((item) => (actionsMeant(item.value) ?? []).map((known) => ({ ...item, known })));
}

/** The one action of a key's service that has the key. */
function onlyAction(key: string): string | undefined {
  const prefix = prefixOf(key);
  const having = [...knownService(prefix)!.actions.values()].filter((action) => supportsKey(action, key));
  return having.length === 1 ? `${prefix}:${having[0].name}` : undefined;
}

/** What a session is given along needs an action of its own. */
const OF_SESSIONS: readonly (readonly [key: RegExp, action: string])[] = [
  [/^sts:sourceidentity$/, 'sts:SetSourceIdentity'],
  [/^(sts:transitivetagkeys|aws:tagkeys|aws:requesttag\/.+)$/, 'sts:TagSession'],
];

/** In a trust policy, what a condition asks of a session is something that may be given along. */
export const sessionsMayHaveIt: Rule = perCondition((condition, { actions, effect }, { type }) => {
  if (type !== PolicyType.TRUST || effect !== 'Allow' || HOLDS_WHEN_ABSENT.test(condition.operator))
    return [];
  const [, action] = OF_SESSIONS.find(([key]) => key.test(condition.lowerKey)) ?? [];
  if (action === undefined || actions.some(({ value }) => mayBe(value, action))) return [];
  return [{ path: condition.path, problem: conditionActionMissing(condition.key, action) }];
});

function mayBe(given: string, action: string): boolean {
  return hasWildcard(given) || hasToken(given) || given.toLowerCase() === action.toLowerCase();
}

/** Tags of resources are asked for where resources have tags. */
export const tagsFitActions: Rule = perCondition((condition, statement) => {
  if (!condition.lowerKey.startsWith('aws:resourcetag/') || HOLDS_WHEN_ABSENT.test(condition.operator))
    return [];
  const denies = statement.effect === 'Deny';
  if (statement.keys.includes('NotAction'))
    return denies ? [tagFinding('DENY_NOTACTION_WITH', condition, [], true)] : [];
  const without = namedActions(statement).filter(({ known }) => !supportsResourceTags(known));
  const names = without.map(({ value }) => value);
  return names.length === 0
    ? []
    : [tagFinding(denies ? 'DENY_WITH' : 'ALLOW_WITH', condition, names, denies)];
});

function tagFinding(start: string, condition: ConditionItem, actions: string[], denies: boolean): Located {
  const code = `${start}_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`;
  return called(code, condition, resourceTagNotForAction(condition.key, actions, denies));
}

/** Keys about who asks, which services that ask for themselves do not have. */
const OF_PEOPLE = /^aws:(principal(arn|orgid|orgpaths|type|tag\/.+)|userid|username)$/;

/** A condition that no service can meet keeps out the services that the statement is for. */
export const keysFitServices: Rule = perCondition((condition, { principals, effect, keys }) => {
  const isAbout = effect === 'Allow' && !keys.includes('NotPrincipal') && OF_PEOPLE.test(condition.lowerKey);
  const services = principals.filter(({ kind }) => kind === 'Service').map(({ value }) => value);
  if (!isAbout || services.length === 0 || HOLDS_WHEN_ABSENT.test(condition.operator)) return [];
  return [{ path: condition.path, problem: conditionKeyNotForService(condition.key, services) }];
});

/** Keys that mean little without another one of the same statement. */
const PAIRS: readonly (readonly [key: string, partners: readonly string[]])[] = [
  ['aws:VpcSourceIp', ['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn']],
  ['aws:Ec2InstanceSourcePrivateIPv4', ['aws:Ec2InstanceSourceVpc']],
];

/** Addresses in a private network mean something together with the network. */
export const keysHaveTheirPartners: Rule = perStatement(({ conditions }) => {
  const present = conditions.map(({ lowerKey }) => lowerKey);
  return conditions.flatMap((condition) => {
    const pair = PAIRS.find(([key]) => key.toLowerCase() === condition.lowerKey);
    if (pair === undefined || pair[1].some((partner) => present.includes(partner.toLowerCase()))) return [];
    return [called('MISSING_PAIRED_CONDITION_KEYS', condition, conditionKeyUnpaired(condition.key, pair[1]))];
  });
});

/** Which attributes of an item may be read says nothing while a request need not name them. */
export const attributesAreSelected: Rule = perStatement(({ conditions, effect }) => {
  const selects = conditions.some(({ lowerKey }) => lowerKey === 'dynamodb:select');
  const attributes = conditions.find(({ lowerKey }) => lowerKey === 'dynamodb:attributes');
  if (effect !== 'Allow' || selects || attributes === undefined) return [];
  const problem = conditionKeyUnpaired(attributes.key, ['dynamodb:Select']);
  return [called('DYNAMODB_ATTRIBUTES_WITHOUT_SELECT', attributes, problem)];
});

/** Whoever asks can put anything in them. */
const SAID_BY_CALLER = ['aws:referer', 'aws:useragent'];

/** What lets somebody in is not what they say of themselves. */
export const keysCanBeTrusted: Rule = perCondition((condition, { effect }) => {
  const isOnlySaid = SAID_BY_CALLER.includes(condition.lowerKey) && effect === 'Allow';
  return isOnlySaid && !HOLDS_WHEN_ABSENT.test(condition.operator)
    ? [called('UNTRUSTWORTHY_CONDITION_KEY', condition, conditionKeyUntrustworthy(condition.key))]
    : [];
});

/** Who may not list what starts with a prefix lists what starts with less. */
export const prefixesAreAllowed: Rule = perCondition((condition, { effect }) => {
  const { lowerKey, plainOperator } = condition;
  if (lowerKey !== 's3:prefix' || !plainOperator.startsWith('String')) return [];
  const isNegated = plainOperator.includes('Not');
  return (effect === 'Deny') === isNegated
    ? []
    : [called('S3_PREFIX_IN_NEGATIVE_CONTEXT', condition, denialWithPrefix(condition.key))];
});
