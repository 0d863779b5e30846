import { FoundPlaces } from '../../../text/found-places';
import { Located } from '../location';
import { PolicyView } from '../policy-view';
import { accountsExist } from './accounts';
import { actionsExist } from './actions-exist';
import { actionsFitResources } from './actions-fit';
import { arnsHaveTheirForms } from './arn-forms';
import { arnsNameWhatIs } from './arn-services';
import { actionsFitPolicy, keyPolicyCanBeChanged, resourcesFitPolicy } from './attached-resource';
import {
  attributesAreSelected,
  keysCanBeTrusted,
  keysFitActions,
  keysFitServices,
  keysHaveTheirPartners,
  prefixesAreAllowed,
  sessionsMayHaveIt,
  tagsFitActions,
} from './condition-actions';
import { conditionKeysDifferByMore, conditionKeysExist } from './condition-keys';
import {
  operatorsFitKeys,
  qualifiersFitKeys,
  valuesAreOfOneType,
  wildcardsAreCompared,
} from './condition-operators';
import { addressesAreSeen, valuesHaveTheirForm, valuesMeanSomebody } from './condition-values';
import { allowNamesWhatItAllows } from './exclusions';
import { actionsFitPrincipals, providersAreLimited, rolesAnywhereMayDoAll } from './federation';
import { nullAgreesWithTheRest } from './null-conditions';
import { nothingIsOpenToEverybody } from './open-to-everybody';
import { rolesToPassAreNamed, serviceLinkedRolesAreNamed } from './powerful-actions';
import { principalsCanBe } from './principals';
import { resourceIsNamed } from './resource-named';
import { Rule } from './rule';
import { secretArnsMatch } from './secret-arns';
import { conditionsNameServices, servicePrincipalsExist } from './service-names';
import { servicePrincipalsNameTheirSource } from './service-principals';
import { sidsAreUnique } from './sids';
import { trustIsAboutAssumingRoles } from './trust-actions';
import { variablesAreWhole, variablesHaveAPlace } from './variables';
import { versionIsCurrent } from './version';
import { actionsAreNamed, resourcesAreNamed } from './wildcards';

const RULES: readonly Rule[] = [
  nothingIsOpenToEverybody,
  versionIsCurrent,
  sidsAreUnique,
  principalsCanBe,
  servicePrincipalsExist,
  actionsExist,
  trustIsAboutAssumingRoles,
  actionsFitPrincipals,
  rolesAnywhereMayDoAll,
  providersAreLimited,
  keyPolicyCanBeChanged,
  resourceIsNamed,
  secretArnsMatch,
  actionsAreNamed,
  resourcesAreNamed,
  rolesToPassAreNamed,
  serviceLinkedRolesAreNamed,
  allowNamesWhatItAllows,
  servicePrincipalsNameTheirSource,
  nullAgreesWithTheRest,
  conditionKeysExist,
  conditionKeysDifferByMore,
  conditionsNameServices,
  qualifiersFitKeys,
  operatorsFitKeys,
  valuesAreOfOneType,
  valuesHaveTheirForm,
  valuesMeanSomebody,
  wildcardsAreCompared,
  addressesAreSeen,
  keysFitActions,
  keysFitServices,
  keysHaveTheirPartners,
  keysCanBeTrusted,
  tagsFitActions,
  sessionsMayHaveIt,
  attributesAreSelected,
  prefixesAreAllowed,
  variablesHaveAPlace,
  variablesAreWhole,
];

/** What a resource or action is by itself, or does not belong into the policy for. */
const BY_ITSELF: readonly Rule[] = [
  arnsHaveTheirForms,
  accountsExist,
  arnsNameWhatIs,
  actionsFitPolicy,
  resourcesFitPolicy,
];

/**
 * What is wrong with a policy although it has the right form. What is wrong by itself fits nothing else either, which need not
 * be said.
 */
export function ruleFindings(policy: PolicyView): Located[] {
  const byItself = BY_ITSELF.flatMap((rule) => rule(policy));
  const places = new FoundPlaces(byItself.map(({ path }) => path));
  const statements = policy.statements.filter(({ path }) => byItself.length === 0 || !places.touch(path));
  const rest = RULES.flatMap((rule) => rule(policy));
  return [...rest, ...byItself, ...actionsFitResources({ ...policy, statements })];
}
