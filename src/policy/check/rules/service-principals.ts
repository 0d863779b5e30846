import { servicePrincipalWithoutSource } from '../../problems';
import { PolicyType } from '../../policy-type';
import { ConditionItem } from '../policy-view';
import { Rule, perStatement } from './rule';

/** Lambda and its like assume roles without a source, so trust policies are not asked for one. */
const TYPES: readonly PolicyType[] = [PolicyType.RESOURCE, PolicyType.KMS_KEY];

/** What says on whose behalf a service acts. */
const SOURCE =
  /^(aws:source(account|arn|orgid|orgpaths|owner)|kms:(calleraccount|viaservice|encryptioncontext:.+))$/i;

/** Operators that hold for another source, or for none. */
const HOLDS_WITHOUT = /Not|IfExists$|^ForAllValues:|^Null$/;

export const servicePrincipalsNameTheirSource: Rule = perStatement((statement, { type }) => {
  const { effect, conditions, principals } = statement;
  if (!TYPES.includes(type) || effect !== 'Allow' || conditions.some(namesSource)) return [];
  const services = principals.filter(({ kind }) => kind === 'Service');
  if (services.length === 0) return [];
  const [{ path }] = services;
  const problem = servicePrincipalWithoutSource(services.map(({ value }) => value));
  return [{ path: services.length === 1 ? path : path.slice(0, -1), problem }];
});

function namesSource({ operator, key, values }: ConditionItem): boolean {
  return (
    SOURCE.test(key) && !HOLDS_WITHOUT.test(operator) && !values.some(({ value }) => /^[*?]+$/.test(value))
  );
}
