import { LEAST_HOURS } from '../../catalogue/cron';
import {
  cronDayAmbiguous,
  cronFieldCount,
  cronFieldWrong,
  cronMinuteNotZero,
  cronTooOften,
  cronYearNotEvery,
  outOfRange,
  rateTooShort,
  windowTooLong,
  wrongForm,
} from '../../catalogue/problems';
import { Problem } from '../../problem';
import { matches, matchesNot } from './rules';
import { Rule } from './validation';
import { GIVEN } from './wording';

export const DAYS: Rule = {
  test: 'value >= 1 && value <= 1000 && floor(value) == value',
  problem: outOfRange(GIVEN, 'a whole number of days from 1 to 1000'),
};

export const DURATION: readonly Rule[] = [
  matches('^\\d{1,2}h$', wrongForm(GIVEN, 'a rotation window in whole hours', ['"2h"'])),
  matches('^(\\D|0?[1-9]h|1\\dh|2[0-4]h|\\d{3})', outOfRange(GIVEN, '"1h" to "24h"')),
];

/** Values of a field, with what may stand between them. */
function listOf(value: string): string {
  return `(\\*[,/]?|(${value})\\b[,/-]?)+`;
}

const MONTH = '0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC';

const WEEKDAY = '0?[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT';

/** The fields of a cron expression that take more than one value, by their places. */
const FIELDS: readonly { place: number; name: string; pattern: string; allowed: string }[] = [
  { place: 1, name: 'hour', pattern: listOf('[01]?\\d|2[0-3]'), allowed: '0 to 23 and , - * /' },
  {
    place: 2,
    name: 'day-of-month',
    pattern: `(\\?|L|${listOf('0?[1-9]|[12]\\d|3[01]')})`,
    allowed: '1 to 31, L for the last day, and , - * / ?',
  },
  {
    place: 3,
    name: 'month',
    pattern: listOf(MONTH),
    allowed: '1 to 12, JAN to DEC, and , - * /',
  },
  {
    place: 4,
    name: 'day-of-week',
    pattern: `(\\?|L|(${WEEKDAY})(L|#[1-5])|${listOf(WEEKDAY)})`,
    allowed: '1 to 7, SUN to SAT, FRI#2 for the second Friday, 6L for the last, and , - * / ?',
  },
];

/** A rule of rates, which lets cron expressions pass. */
function ofRates(pattern: string, problem: Problem): Rule {
  return matches(`^(cron\\(.*|rate\\(${pattern}\\))$`, problem);
}

/** A rule of cron expressions, which lets rates pass. */
function ofCron(pattern: string, problem: Problem): Rule {
  return matches(`^(rate\\(.*|cron\\(${pattern}\\))$`, problem);
}

/** What `terraform validate` and the provider let pass, and AWS refuses. */
export const SCHEDULE_EXPRESSION: readonly Rule[] = [
  matches(
    '^(rate|cron)\\(.*\\)$',
    wrongForm(GIVEN, 'a schedule', ['"rate(10 days)"', '"cron(0 4 ? * SUN *)"']),
  ),
  ofRates(
    '(1 (hour|day)|(0|[2-9]|\\d{2,}) (hours|days))',
    wrongForm(GIVEN, 'a rate in hours or days', ['"rate(12 hours)"', '"rate(1 day)"']),
  ),
  ofRates('(.* days?|0*([4-9]|[1-9]\\d+) hours|\\D.*)', rateTooShort(GIVEN, LEAST_HOURS)),
  ofRates(
    '([1-9]\\d{0,2} days?|\\d{1,4} hours?|1\\d{4} hours|2[0-3]\\d{3} hours)',
    outOfRange(GIVEN, '4 hours to 999 days'),
  ),
  ofCron('\\S+( \\S+){5}', notSixFields()),
  ofCron('0 .*', cronMinuteNotZero(GIVEN)),
  ofCron('\\S+ \\S+ (\\? \\S+ [^? ]+|[^? ]+ \\S+ \\?) .*', cronDayAmbiguous(GIVEN)),
  ofCron('.* \\*', cronYearNotEvery(GIVEN)),
  ...FIELDS.map(({ place, name, pattern, allowed }) =>
    matches(
      `^(rate\\(.*|cron\\((?i)${'\\S+ '.repeat(place)}${pattern} .*\\))$`,
      cronFieldWrong(name, GIVEN, allowed),
    ),
  ),
  matchesNot(
    '^cron\\(\\S+ (\\S+,)?(\\*|\\d+-\\d+|\\S+/0?[1-3])(,\\S+)? ',
    cronTooOften(GIVEN, LEAST_HOURS),
    'Every hour, a range of hours, or steps of fewer than four.',
  ),
  {
    test: `alltrue([for pair in setproduct(${hours()}, ${hours()}) : pair[0] == pair[1] || abs(pair[0] - pair[1]) >= ${LEAST_HOURS}])`,
    problem: cronTooOften(GIVEN, LEAST_HOURS),
    comment: 'Hours that are listed one by one.',
  },
];

/** The hours of a cron expression that lists them. Of any other it is none. */
function hours(): string {
  return 'try(split(",", regex("^cron\\\\(\\\\S+ ([0-9,]+) ", value)[0]), [])';
}

function notSixFields(): Problem {
  const { code, message } = cronFieldCount(GIVEN, 0);
  return { code, message: message.replace('0 fields', 'not six fields') };
}

/** A window ends before the next one opens, and before the day does. What is no list of hours passes. */
export const WINDOW_FITS: readonly Rule[] = [
  {
    test: 'try(tonumber(trimsuffix(secret.duration, "h")) <= tonumber(regex("^rate\\\\((\\\\d+) hours?\\\\)$", secret.schedule_expression)[0]), true)',
    problem: windowTooLongFor('the rate'),
    comment: 'A window ends before the next one opens.',
  },
  {
    test: 'try(tonumber(trimsuffix(secret.duration, "h")) + max([for hour in split(",", regex("^cron\\\\(\\\\S+ ([0-9,]+) ", secret.schedule_expression)[0]) : tonumber(hour)]...) <= 24, true)',
    problem: windowTooLongFor('the schedule'),
    comment: 'A window ends with the day in UTC.',
  },
];

function windowTooLongFor(schedule: string): Problem {
  const { code } = windowTooLong('', '', 0);
  return {
    code,
    message: `"duration" of "${GIVEN}" in "secrets" runs past the end of the day in UTC or into the next rotation of ${schedule}; shorten it`,
  };
}
