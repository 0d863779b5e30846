import {
  cronDayAmbiguous,
  cronFieldCount,
  cronFieldWrong,
  cronMinuteNotZero,
  cronNever,
  cronTooOften,
  cronYearNotEvery,
  Problem,
} from '../errors';
import { DayMatch, dayOfMonthField, dayOfWeekField, hourField, monthField, NumberField } from './cron-field';

/** The shortest interval that Secrets Manager takes, in hours. */
export const LEAST_HOURS = 4;

/** A cron expression of Secrets Manager names no date that is farther away: the 29th of February skips at most eight years. */
const MOST_DAYS_AHEAD = 366 * 8 + 1;

const MILLISECONDS_IN_DAY = 24 * 60 * 60 * 1000;

interface Cron {
  readonly hours: number[];
  readonly months: number[];
  readonly isDay: DayMatch;
}

/**
 * What is wrong with the six fields of a cron schedule.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function checkCron(cron: string): Problem[] {
  const fields = fieldsOf(cron);
  if (fields.length !== 6) return [cronFieldCount(cron, fields.length)];
  const [minute, , dayOfMonth, , dayOfWeek, year] = fields;
  const problems = [
    ...(minute === '0' ? [] : [cronMinuteNotZero(cron)]),
    ...((dayOfMonth === '?') === (dayOfWeek === '?') ? [cronDayAmbiguous(cron)] : []),
    ...(year === '*' ? [] : [cronYearNotEvery(cron)]),
    ...checkFields(cron),
  ];
  return problems.length > 0 || nextDates(cron, new Date(0), 1).length > 0 ? problems : [cronNever(cron)];
}

/** The hours of the day at which a right expression opens rotation windows. */
export function hoursOf(cron: string): number[] {
  return parse(cron).hours;
}

/** The next dates of a right expression, in UTC. */
export function nextDates(cron: string, after: Date, count: number): Date[] {
  const schedule = parse(cron);
  const midnight = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate());
  const dates: Date[] = [];
  for (let day = 0; day < MOST_DAYS_AHEAD && dates.length < count; day += 1) {
    const date = new Date(midnight + day * MILLISECONDS_IN_DAY);
    dates.push(...datesOn(date, schedule).filter((candidate) => candidate > after));
  }
  return dates.slice(0, count);
}

function datesOn(day: Date, { hours, months, isDay }: Cron): Date[] {
  if (!months.includes(day.getUTCMonth() + 1) || !isDay(day)) return [];
  return hours.map((hour) => new Date(day.getTime() + hour * 60 * 60 * 1000));
}

function checkFields(cron: string): Problem[] {
  const [, hour, dayOfMonth, month, dayOfWeek] = fieldsOf(cron);
  const hours = hourField(hour);
  const found: [string, string, string | NumberField | DayMatch][] = [
    ['hour', hour, hours],
    ['day-of-month', dayOfMonth, dayOfMonthField(dayOfMonth)],
    ['month', month, monthField(month)],
    ['day-of-week', dayOfWeek, dayOfWeekField(dayOfWeek)],
  ];
  const wrong = found.flatMap(([name, text, result]) =>
    typeof result === 'string' ? [cronFieldWrong(name, text, result)] : [],
  );
  return [...wrong, ...(Array.isArray(hours) && isTooOften(hours) ? [cronTooOften(cron, LEAST_HOURS)] : [])];
}

function isTooOften(hours: number[]): boolean {
  return shortestGap(hours) < LEAST_HOURS;
}

/** The fewest hours between two windows of one day. */
export function shortestGap(hours: readonly number[]): number {
  return Math.min(24, ...hours.slice(1).map((hour, index) => hour - hours[index]));
}

function parse(cron: string): Cron {
  const [, hour, dayOfMonth, month, dayOfWeek] = fieldsOf(cron);
  const [isDayOfMonth, isDayOfWeek] = [dayOfMonthField(dayOfMonth), dayOfWeekField(dayOfWeek)] as DayMatch[];
  return {
    hours: hourField(hour) as NumberField,
    months: monthField(month) as NumberField,
    isDay: (day) => isDayOfMonth(day) && isDayOfWeek(day),
  };
}

function fieldsOf(cron: string): string[] {
  return cron.trim().split(/\s+/);
}
