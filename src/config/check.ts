import { FoundPlaces } from '../text/found-places';
import { Damage } from './damage';
import { Located } from './finding';
import { withoutFollowOnFindings } from './follow-on-findings';
import { RotationConfig } from './model';
import { HasForm, ruleFindings } from './rules';
import { runtimesThatEnd } from './rules/runtimes';
import { rulesMadeTwice } from './rules/made-rules';
import { endpointsThatCutOff, endpointSubnetsThatDiffer } from './rules/shared-endpoints';
import { hoursShared } from './rules/shared-hours';
import { stacksAlike, statesShared } from './rules/shared-state';
import { endpointsCreatedTwice, namesThatCollide, secretsRotatedTwice, stacksTooLarge } from './rules/whole';
import { schemaFindings } from './schema-findings';
import { validPart } from './valid-part';

/** What is found in a configuration, as far as it is told apart, and how much more there is. */
export interface Checked {
  readonly found: readonly Located[];
  readonly more: number;
}

/** What is wrong with the values of a configuration as of a day, apart from what follows from damage to its text. */
export function check(data: unknown, damage: Damage, today: Date): Checked {
  const { found: ofSchema, more, isComplete } = schemaFindings(data);
  const isOwn = (one: Located): boolean => !damage.explains(one);
  if (!isComplete) return { found: ofSchema.filter(isOwn), more };
  const wrong = new FoundPlaces(ofSchema.map(({ path }) => path));
  const config = data as RotationConfig;
  const hasForm: HasForm = (path) => !wrong.touch(path) && !damage.touches(path);
  const ofParts = [...ofSchema, ...ruleFindings(config, hasForm)].filter(isOwn);
  const ofWhole = findingsOfTheWhole(validPart(config, hasForm), today);
  return { found: [...withoutFollowOnFindings(ofParts, data), ...ofWhole], more };
}

/** What can only be said of several parts together, each of which has its form. */
function findingsOfTheWhole(config: RotationConfig, today: Date): Located[] {
  return [
    ...secretsRotatedTwice(config),
    ...namesThatCollide(config),
    ...endpointsCreatedTwice(config),
    ...endpointsThatCutOff(config),
    ...endpointSubnetsThatDiffer(config),
    ...rulesMadeTwice(config),
    ...statesShared(config),
    ...stacksAlike(config),
    ...stacksTooLarge(config),
    ...hoursShared(config, today),
    ...runtimesThatEnd(config, today),
  ];
}
