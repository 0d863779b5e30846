import { plannedPolicies, PlannedPolicies } from '../policy/plan/planned-policies';
import { nestsDeeper } from '../text/nesting';
import { notAPlan } from './problems';
import { readInput } from './read-input';
import { WrongCall } from './wrong-call';

/** Plans of thousands of resources have some megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Modules in each other take two levels each. */
const MOST_LEVELS = 500;

/** Reads the policies of a plan, or of what the standard input holds for `-`. Fails where it is not the JSON of one. */
export function readPlan(file: string, standardInput: number): PlannedPolicies {
  const { text, isLarger } = readInput(file, standardInput, MOST_BYTES);
  if (isLarger) throw new WrongCall(notAPlan(file, `it has more than ${MOST_BYTES} bytes`));
  if (nestsDeeper(text, MOST_LEVELS))
    throw new WrongCall(notAPlan(file, `it nests deeper than ${MOST_LEVELS} levels`));
  const policies = plannedPolicies(parsed(text, file));
  if (policies === undefined)
    throw new WrongCall(notAPlan(file, 'it has neither "planned_values" nor "values"'));
  return policies;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new WrongCall(notAPlan(file, 'it is not JSON'));
  }
}
