import { parseArn } from '../../arn/arn';
import { hasToken } from '../../arn/token';
import { ConditionItem, StatementView } from './policy-view';

/** The keys that say who it is that asks, or from where: account, ARN, organisation, VPC, endpoint, address, service. */
const WHO =
  /^(aws:(principal(account|arn|orgid|orgpaths|servicename|servicenameslist)|source(account|arn|orgid|orgpaths|owner|vpc|vpcarn|vpce|ip)|vpce(account|orgid|orgpaths)|calledvia(first|last)?|userid|federatedprovider|ec2instancesourcevpc)|kms:(calleraccount|viaservice)|s3:dataaccesspoint(account|arn)|lambda:sourcefunctionarn|ec2:sourceinstancearn|elasticfilesystem:accesspointarn)$/;

/** The one key of them that every request has, so that it cannot be passed by leaving it out. */
const ALWAYS_THERE = 'aws:principalaccount';

/** Operators that hold when the key is absent. */
const HOLDS_WHEN_ABSENT = /IfExists$|^ForAllValues:/;

const NEGATED = /^(String|Arn)Not|^NotIp/;

/** Services whose ARNs have no account, since a name exists once in the world. */
const OWNED_BY_NAME: ReadonlySet<string> = new Set(['s3']);

const COMPARES = /^(String|Arn|IpAddress)/;

/** A request of a service of AWS's own, which a denial to everybody else usually lets through. */
const OF_A_SERVICE = /^aws:(principalisawsservice|viaawsservice)$/;

/** Whether a condition holds for some alone: it names who it is, and cannot be passed by leaving the key out. */
export function limitsWho(condition: ConditionItem, { conditions }: StatementView): boolean {
  const { operator, plainOperator } = condition;
  if (!WHO.test(condition.lowerKey) || !COMPARES.test(plainOperator) || NEGATED.test(plainOperator))
    return false;
  return namesSome(condition) && (!HOLDS_WHEN_ABSENT.test(operator) || isThere(condition, conditions));
}

/** Whether a denial to everybody leaves out some alone, so that nobody else is left. */
export function limitsWhoByDenial({ conditions }: StatementView): boolean {
  const isLimit = (one: ConditionItem): boolean =>
    WHO.test(one.lowerKey) &&
    NEGATED.test(one.plainOperator) &&
    !one.operator.startsWith('ForAnyValue:') &&
    namesSome(one);
  return (
    conditions.some(isLimit) &&
    conditions.every(
      (one) => isLimit(one) || (one.plainOperator === 'Bool' && OF_A_SERVICE.test(one.lowerKey)),
    )
  );
}

function isThere({ lowerKey }: ConditionItem, conditions: readonly ConditionItem[]): boolean {
  return (
    lowerKey === ALWAYS_THERE ||
    conditions.some(
      (one) =>
        one.operator === 'Null' &&
        one.lowerKey === lowerKey &&
        one.values.every(({ value }) => value.toLowerCase() === 'false'),
    )
  );
}

/** Whether none of the values means everybody. */
function namesSome({ lowerKey, values }: ConditionItem): boolean {
  return values.length > 0 && values.every(({ value }) => meansSome(value, lowerKey));
}

function meansSome(value: string, key: string): boolean {
  if (hasToken(value)) return true;
  if (key === 'aws:sourceip') return !isWorld(value);
  const arn = parseArn(value);
  if (arn === undefined) return /[^*?]/.test(value.replace(/^(o|vpc|vpce|arn)[-:]/i, ''));
  return arn.account === '' || OWNED_BY_NAME.has(arn.service)
    ? /^[^*?]/.test(arn.resource)
    : !/[*?]/.test(arn.account);
}

/** More than the sixteen million addresses of one first number is as good as everybody; so does Amazon S3 take it. */
function isWorld(range: string): boolean {
  const bits = /\/(\d+)$/.exec(range)?.[1];
  return bits !== undefined && Number(bits) < (range.includes(':') ? 32 : 8);
}
