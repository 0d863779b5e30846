import { FoundPlaces } from '../text/found-places';
import { Damage } from './damage';
import { atSources } from './defaults/at-sources';
import { Resolution } from './defaults/resolution';
import { unusedDefaults } from './defaults/unused-defaults';
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
import { formFindings } from './form-findings';
import { validPart } from './valid-part';

/** What is found in a configuration, as far as it is told apart, and how much more there is. */
export interface Checked {
  readonly found: readonly Located[];
  readonly more: number;
}

/** What is wrong with the values of a configuration as of a day, apart from what follows from damage to its text. */
export function check(data: unknown, damage: Damage, today: Date): CheckedConfig {
  const { config, found, more, valid, toSources } = checkParts(data, damage);
  const ofWhole = valid ? toSources(findingsOfTheWhole(valid, today)) : [];
  return { config, found: [...found, ...ofWhole], more };
}

/** A configuration with its defaults filled in, and what is found in it. */
export interface CheckedConfig extends Checked {
  readonly config: RotationConfig;
}

/** A configuration that has been checked by itself. */
interface CheckedParts extends CheckedConfig {
  /** What of it can be compared with others; nothing where too much is wrong. */
  readonly valid?: RotationConfig;
  /** Puts findings where what they are about was written. */
  readonly toSources: (found: readonly Located[]) => Located[];
}

function checkParts(data: unknown, damage: Damage): CheckedParts {
  const resolution = new Resolution(data);
  const { config } = resolution;
  const toSources = (found: readonly Located[]): Located[] => atSources(found, resolution);
  const { found: ofForm, more, isComplete } = formFindings(data, config);
  const isOwn = (one: Located): boolean => !damage.explains(one);
  if (!isComplete) return { config, found: ofForm.filter(isOwn), more, toSources };
  const hasForm = formOf(ofForm, damage, resolution);
  const ofParts = [...ofForm, ...toSources(ruleFindings(config, hasForm))].filter(isOwn);
  const unused = ofForm.length === 0 && damage.isNone ? unusedDefaults(resolution.defaults) : [];
  const found = [...withoutFollowOnFindings(ofParts, data), ...unused];
  return { config, found, more, valid: validPart(config, hasForm), toSources };
}

/** Where nothing is wrong, nobody has to look up where something was written. */
function formOf(ofForm: readonly Located[], damage: Damage, resolution: Resolution): HasForm {
  if (ofForm.length === 0 && damage.isNone) return () => true;
  const wrong = new FoundPlaces(ofForm.map(({ path }) => path));
  return (path) =>
    !wrong.touch(path) &&
    resolution.sourcesOf(path).every((source) => !wrong.touch(source) && !damage.touches(source));
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
