import { isInside } from '../../../text/path';
import { Located } from '../location';
import { PolicyView } from '../policy-view';
import { accountsExist } from './accounts';
import { actionsExist } from './actions-exist';
import { actionsFitResources } from './actions-fit';
import { arnsHaveTheirPlaces } from './arn-places';
import { allowNamesWhatItAllows } from './exclusions';
import { nullAgreesWithTheRest } from './null-conditions';
import { resourceIsNamed } from './resource-named';
import { Rule } from './rule';
import { servicePrincipalsNameTheirSource } from './service-principals';
import { sidsAreUnique } from './sids';
import { trustIsAboutAssumingRoles } from './trust-actions';
import { versionIsCurrent } from './version';
import { actionsAreNamed, resourcesAreNamed } from './wildcards';

const RULES: readonly Rule[] = [
  versionIsCurrent,
  sidsAreUnique,
  actionsExist,
  trustIsAboutAssumingRoles,
  resourceIsNamed,
  actionsAreNamed,
  resourcesAreNamed,
  allowNamesWhatItAllows,
  servicePrincipalsNameTheirSource,
  nullAgreesWithTheRest,
];

/**
 * What is wrong with a policy although it has the right form. A resource that is wrong by itself fits no action either, which
 * need not be said.
 */
export function ruleFindings(policy: PolicyView): Located[] {
  const ofArns = [...arnsHaveTheirPlaces(policy), ...accountsExist(policy)];
  const statements = policy.statements.filter(({ path }) => !ofArns.some((one) => isInside(one.path, path)));
  const rest = RULES.flatMap((rule) => rule(policy));
  return [...rest, ...ofArns, ...actionsFitResources({ ...policy, statements })];
}
