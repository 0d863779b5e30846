import { actionNotForPolicy, keyPolicyLockout, resourceNotForPolicy } from '../../problems';
import { hasWildcard, matches, overlap } from '../../glob';
import { hasToken } from '../../../arn/token';
import { PolicyType } from '../../policy-type';
import { SERVICE_PREFIXES } from '../action-table';
import { Item, PolicyView, ResourceItem, StatementView } from '../policy-view';
import { Rule } from './rule';

/** Services whose resources have policies that are about actions of that service alone. */
const OWN_ACTIONS_ONLY = [
  'secretsmanager',
  'kms',
  'lambda',
  's3',
  'sns',
  'sqs',
  'dynamodb',
  'ecr',
  'events',
  'logs',
];

/** What can be done to the resource that a policy belongs to. */
export const actionsFitPolicy: Rule = (policy) => {
  const service = serviceOf(policy);
  if (service === undefined) return [];
  return policy.statements
    .flatMap(({ actions, keys }) => (keys.includes('NotAction') ? [] : actions))
    .filter(({ value }) => isOfAnother(value.split(':')[0].toLowerCase(), service) && value.includes(':'))
    .map(({ value, path }) => ({ path, problem: actionNotForPolicy(value, service) }));
};

/** What the policy of a resource is about is that resource. */
export const resourcesFitPolicy: Rule = (policy) => {
  const service = serviceOf(policy);
  if (service === undefined) return [];
  return policy.statements
    .flatMap(({ resources }) => resources)
    .filter((resource) => !fits(resource, service))
    .map(({ value, path }) => ({ path, problem: resourceNotForPolicy(value, service) }));
};

/** Access points, directory buckets and objects behind a function have prefixes of their own. */
function isOfAnother(prefix: string, service: string): boolean {
  return (
    !hasToken(prefix) &&
    prefix !== '*' &&
    prefix !== service &&
    !prefix.startsWith(`${service}-`) &&
    prefix !== `${service}express`
  );
}

function fits({ arn }: ResourceItem, service: string): boolean {
  if (arn === undefined) return true;
  if (service === 'kms') return overlap(arn.service, 'kms') && overlap(arn.resource, 'key/*');
  return hasWildcard(arn.service) || !isOfAnother(arn.service, service);
}

/** The service that a policy's resource is of: known, or the one that all ARNs are of, or the first of the actions. */
function serviceOf(policy: PolicyView): string | undefined {
  if (policy.type === PolicyType.KMS_KEY) return 'kms';
  if (policy.type !== PolicyType.RESOURCE) return undefined;
  const service = policy.service ?? only(arnServices(policy)) ?? mostOf(actionServices(policy));
  return service !== undefined && OWN_ACTIONS_ONLY.includes(service) ? service : undefined;
}

function arnServices({ statements }: PolicyView): string[] {
  return statements
    .flatMap(({ resources }) => resources)
    .flatMap(({ arn }) => arn?.service ?? [])
    .filter((service) => !hasWildcard(service));
}

function actionServices({ statements }: PolicyView): string[] {
  return statements
    .flatMap(({ actions }) => actions)
    .map(({ value }) => value.split(':')[0].toLowerCase())
    .filter((prefix) => SERVICE_PREFIXES.has(prefix));
}

function only(services: readonly string[]): string | undefined {
  return new Set(services).size === 1 ? services[0] : undefined;
}

/** What stands there most often, and first among equals. */
function mostOf(services: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  services.forEach((one) => counts.set(one, (counts.get(one) ?? 0) + 1));
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

const CHANGE = 'kms:putkeypolicy';

/** What AWS calls the policies of the keys that it manages, which nobody changes. */
const MANAGED_BY_AWS = /^auto-[a-z0-9-]+-\d+$/;

/** Somebody has to be able to change a key's policy, or nobody ever can again. */
export const keyPolicyCanBeChanged: Rule = (policy) => {
  if (policy.type !== PolicyType.KMS_KEY || !policy.isValid || policy.statements.length === 0) return [];
  if (MANAGED_BY_AWS.test(String(policy.id))) return [];
  const allows = policy.statements.some(
    (one) => one.effect !== 'Deny' && isAboutChange(one) && isForSomebody(one),
  );
  const denies = policy.statements.some(
    (one) => one.effect === 'Deny' && isAboutChange(one) && isForAll(one),
  );
  return allows && !denies ? [] : [{ path: ['Statement'], problem: keyPolicyLockout(denies) }];
};

function isAboutChange({ actions, keys }: StatementView): boolean {
  const isNamed = actions.some(({ value }) => hasToken(value) || matches(value.toLowerCase(), CHANGE));
  return keys.includes('NotAction') ? !isNamed : isNamed;
}

/** Services do not change the policies of keys. */
function isForSomebody({ principals, keys }: StatementView): boolean {
  return keys.includes('NotPrincipal') || principals.some(({ kind }) => kind !== 'Service');
}

function isForAll({ principals, conditions, keys }: StatementView): boolean {
  const isEverybody = ({ value }: Item): boolean => value === '*';
  return principals.some(isEverybody) && conditions.length === 0 && !keys.includes('NotPrincipal');
}
