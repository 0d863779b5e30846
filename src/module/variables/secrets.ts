import { exactlyOneOf } from '../problems';
import { OF_ONES_OWN, secretArn, secretName } from './rules';
import { DAYS, DURATION, SCHEDULE_EXPRESSION, WINDOW_FITS } from './schedule-rules';
import { Rule, validateAttribute, validateObjects } from './validation';
import { Variable } from './variable';
import { GIVEN } from './wording';
import { Block } from '../hcl/block';

const TYPE = `map(object({
    arn                      = optional(string)
    name                     = optional(string)
    automatically_after_days = optional(number)
    schedule_expression      = optional(string)
    duration                 = optional(string)
    rotate_immediately       = optional(bool, true)
  }))`;

const DESCRIPTION =
  'The secrets to rotate, by names of your own: each by its `arn` or its `name`, with `automatically_after_days` (1 to 1000) or a `schedule_expression` such as `rate(10 days)` or `cron(0 4 ? * SUN *)` in UTC. `duration` is the length of the rotation window, for example `2h`. With `rotate_immediately` a secret is rotated as soon as its rotation is turned on or its schedule changes.';

/** The secrets to rotate: the one input that every module needs. */
export function secrets(): Variable {
  return {
    name: 'secrets',
    type: TYPE,
    description: DESCRIPTION,
    validations: [
      exactlyOne('arn', 'name'),
      exactlyOne('automatically_after_days', 'schedule_expression'),
      ...attribute('arn', secretArn('arn'), OF_ONES_OWN),
      ...attribute('name', secretName('name'), OF_ONES_OWN),
      ...attribute('automatically_after_days', DAYS),
      ...attribute('schedule_expression', ...SCHEDULE_EXPRESSION),
      ...attribute('duration', ...DURATION),
      ...WINDOW_FITS.map((rule) => validateObjects('secrets', rule)),
    ],
  };
}

function attribute(name: string, ...rules: readonly Rule[]): Block[] {
  return rules.map((rule) => validateAttribute('secrets', name, rule));
}

function exactlyOne(one: string, other: string): Block {
  return validateObjects('secrets', {
    test: `(secret.${one} == null) != (secret.${other} == null)`,
    problem: exactlyOneOf(one, other, `"${GIVEN}" in "secrets"`),
  });
}
