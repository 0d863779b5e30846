import { complianceOutOfRange, outOfRange, rateTooShort, windowTooLong, wrongForm } from './problems';
import { Problem } from '../problem';
import { checkCron, hoursOf, LEAST_HOURS, shortestGap } from './cron';
import { RotationStrategy } from './rotation-strategy';

export { checkCron };

/** The longest interval that Secrets Manager takes, in days. */
const MOST_DAYS = 1000;

/** The longest rate, which the user guide puts a day lower. */
const MOST_RATE_DAYS = 999;

/** Below it no whole number of days between rotations keeps the limit. */
const LEAST_COMPLIANCE_DAYS = 2;

/** The highest limits that an interval of at most 1000 days keeps to the day. */
const MOST_COMPLIANCE_DAYS = {
  [RotationStrategy.SINGLE_USER]: MOST_DAYS + 1,
  [RotationStrategy.MULTI_USER]: 2 * MOST_DAYS + 1,
};

const HOURS_IN_DAY = 24;

const RATE = /^(\d{1,5}) (hour|day)s?$/;

const WINDOW = /^(\d{1,2})h$/;

/** What is wrong with a number of days between rotations. */
export function checkDays(days: number): Problem[] {
  const valid = Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
  return valid ? [] : [outOfRange(days, `a whole number of days from 1 to ${MOST_DAYS}`)];
}

/** What is wrong with a rate such as `12 hours`. */
export function checkRate(rate: string): Problem[] {
  const [, count, unit] = RATE.exec(rate) ?? [];
  if (count === undefined) return [wrongForm(rate, 'a number of hours or days', ['"12 hours"', '"10 days"'])];
  if (unit === 'day') {
    return Number(count) >= 1 && Number(count) <= MOST_RATE_DAYS
      ? []
      : [outOfRange(rate, `1 to ${MOST_RATE_DAYS} days`)];
  }
  if (Number(count) < LEAST_HOURS) return [rateTooShort(rate, LEAST_HOURS)];
  const most = MOST_RATE_DAYS * HOURS_IN_DAY;
  return Number(count) <= most ? [] : [outOfRange(rate, `at most ${most} hours`)];
}

/** What is wrong with the length of a rotation window such as `2h`. */
export function checkWindow(window: string): Problem[] {
  const hours = hoursOfWindow(window);
  if (hours === undefined) return [wrongForm(window, 'a rotation window in whole hours', ['"2h"'])];
  return hours >= 1 && hours <= HOURS_IN_DAY ? [] : [outOfRange(window, '"1h" to "24h"')];
}

/** What is wrong with a right window in a right schedule: it ends before the next one opens, and before the day does. */
export function checkWindowFits(window: string, { rate, cron }: { rate?: string; cron?: string }): Problem[] {
  const hours = hoursOfWindow(window) ?? 0;
  const most = rate === undefined ? longestWindow(cron) : hoursBetween(rate);
  return hours <= most ? [] : [windowTooLong(window, rate ?? cron ?? '', most)];
}

/** Windows of a cron schedule end with the day in UTC. Those of a schedule in days open at midnight and always do. */
function longestWindow(cron: string | undefined): number {
  if (cron === undefined) return HOURS_IN_DAY;
  const hours = hoursOf(cron);
  return Math.min(shortestGap(hours), HOURS_IN_DAY - Math.max(...hours));
}

function hoursBetween(rate: string): number {
  const [, count, unit] = RATE.exec(rate) ?? [];
  return unit === 'hour' ? Math.min(Number(count), HOURS_IN_DAY) : HOURS_IN_DAY;
}

function hoursOfWindow(window: string): number | undefined {
  const [, hours] = WINDOW.exec(window) ?? [];
  return hours === undefined ? undefined : Number(hours);
}

/** What is wrong with an upper limit, in days, on the age of a credential. */
export function checkCompliance(days: number, strategy: RotationStrategy): Problem[] {
  const most = MOST_COMPLIANCE_DAYS[strategy];
  const valid = Number.isInteger(days) && days >= LEAST_COMPLIANCE_DAYS && days <= most;
  return valid ? [] : [complianceOutOfRange(days, LEAST_COMPLIANCE_DAYS, most)];
}

/** The longest interval that keeps every credential younger than the limit. */
export function daysForCompliance(days: number, strategy: RotationStrategy): number {
  return strategy === RotationStrategy.MULTI_USER ? Math.floor(days / 2) : days - 1;
}

/** AWS writes one hour and one day in the singular. */
export function rateExpression(rate: string): string {
  const [, count, unit] = RATE.exec(rate) ?? [];
  return `rate(${Number(count)} ${unit}${Number(count) === 1 ? '' : 's'})`;
}
