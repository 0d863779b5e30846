import { FoundPlaces } from '../text/found-places';
import { Damage } from './damage';
import { atSources } from './defaults/at-sources';
import { Resolution } from './defaults/resolution';
import { unusedDefaults } from './defaults/unused-defaults';
import { Located } from './finding';
import { groupBy } from '../group-by';
import { withoutFollowOnFindings } from './follow-on-findings';
import { RotationConfig } from './model';
import { HasForm, ruleFindings } from './rules';
import { contradictedFunctions } from './rules/function-use';
import { databasesOfTwoEngines } from './rules/looked-up-databases';
import { runtimesThatEnd } from './rules/runtimes';
import { rulesMadeTwice } from './rules/made-rules';
import { quotasExceeded } from './rules/quotas';
import { endpointsThatCutOff, endpointSubnetsThatDiffer } from './rules/shared-endpoints';
import { hoursShared } from './rules/shared-hours';
import { stacksAlike, statesShared } from './rules/shared-state';
import { endpointsCreatedTwice, namesThatCollide, secretsRotatedTwice, stacksTooLarge } from './rules/whole';
import { formFindings } from './form-findings';
import { withParameterTexts } from './ssm-parameter';
import { validPart } from './valid-part';

/** What is found in a configuration, as far as it is told apart, and how much more there is. */
export interface Checked {
  readonly found: readonly Located[];
  readonly more: number;
}

/** A file of a configuration that has been checked by itself. */
export interface CheckedFile extends Checked {
  /** What it says, with its defaults filled in. */
  readonly config: RotationConfig;
  /** What of it can be compared with others; nothing where too much is wrong. */
  readonly valid?: RotationConfig;
  /** Puts findings where what they are about was written. */
  readonly toSources: (found: readonly Located[]) => Located[];
}

/**
 * What can only be said of all files together as of a day, for each file what is found in it. A stack that stands in two is that of
 * the first.
 */
export function checkWhole(files: readonly CheckedFile[], today: Date): Located[][] {
  const owners = new Map<string, CheckedFile>();
  const stacks = files.flatMap((file) =>
    Object.entries(file.valid?.stacks ?? {}).filter(([name]) => own(owners, name, file)),
  );
  const found = findingsOfTheWhole({ version: 1, stacks: Object.fromEntries(stacks) }, today);
  const byOwner = groupBy(found, ({ path }) => owners.get(String(path[1])));
  return files.map((file) => file.toSources(byOwner.get(file) ?? []));
}

function own(owners: Map<string, CheckedFile>, name: string, file: CheckedFile): boolean {
  if (!owners.has(name)) owners.set(name, file);
  return owners.get(name) === file;
}

/** What is wrong with the values of a file, apart from what follows from damage to its text. */
export function checkFile(data: unknown, damage: Damage): CheckedFile {
  const resolution = new Resolution(data);
  const config = withParameterTexts(resolution.config);
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
    ...databasesOfTwoEngines(config),
    ...endpointsCreatedTwice(config),
    ...endpointsThatCutOff(config),
    ...endpointSubnetsThatDiffer(config),
    ...rulesMadeTwice(config),
    ...statesShared(config),
    ...stacksAlike(config),
    ...contradictedFunctions(config),
    ...stacksTooLarge(config),
    ...quotasExceeded(config),
    ...hoursShared(config, today),
    ...runtimesThatEnd(config, today),
  ];
}
