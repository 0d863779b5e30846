import { servicePrincipalWithoutSource } from '../../../errors';
import { PolicyType } from '../../policy-type';
import { ConditionItem } from '../policy-view';
import { Rule, perStatement } from './rule';

/** Lambda and its like assume roles without a source, so trust policies are not asked for one. */
const TYPES: readonly PolicyType[] = [PolicyType.RESOURCE, PolicyType.KMS_KEY];

/** What says on whose behalf a service acts. */
const SOURCE =
  /^(aws:source(account|arn|orgid|orgpaths|owner)|kms:(calleraccount|viaservice|encryptioncontext:.+))$/i;

export const servicePrincipalsNameTheirSource: Rule = perStatement((statement, { type }) => {
  const { effect, conditions, principals } = statement;
  if (!TYPES.includes(type) || effect !== 'Allow' || conditions.some(namesSource)) return [];
  const services = principals.filter(({ kind }) => kind === 'Service');
  return services.map(({ value, path }) => ({ path, problem: servicePrincipalWithoutSource(value) }));
});

function namesSource({ key }: ConditionItem): boolean {
  return SOURCE.test(key);
}
