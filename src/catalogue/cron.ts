import {
  cronDayAmbiguous,
  cronFieldCount,
  cronFieldWrong,
  cronMinuteNotZero,
  cronNever,
  cronTooOften,
  cronWrapped,
  cronYearNotEvery,
  wrongForm,
} from './problems';
import { Problem } from '../problem';
import { DayMatch, dayOfMonthField, dayOfWeekField, hourField, monthField, NumberField } from './cron-field';

/** The shortest interval that Secrets Manager takes, in hours. */
export const LEAST_HOURS = 4;

/** The same days of the month fall on the same days of the week again, but for a turn of the century. */
const YEARS_IN_CYCLE = 28;

/** The most years between two dates of an expression: the fifth Friday of February, around the year 2100. */
const MOST_YEARS_BETWEEN = 40;

const HOURS_IN_DAY = 24;

const MILLISECONDS_IN_HOUR = 60 * 60 * 1000;

const MILLISECONDS_IN_DAY = HOURS_IN_DAY * MILLISECONDS_IN_HOUR;

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
  if (typeof cron !== 'string') return [wrongForm(cron, 'a cron expression', ['"0 4 ? * SUN *"'])];
  const fields = fieldsOf(cron);
  if (/^cron\(.*\)$/i.test(cron.trim())) return [cronWrapped(cron)];
  if (fields.length !== 6) return [cronFieldCount(cron, fields.length)];
  const [minute, , dayOfMonth, , dayOfWeek, year] = fields;
  const problems = [
    ...(minute === '0' ? [] : [cronMinuteNotZero(cron)]),
    ...((dayOfMonth === '?') === (dayOfWeek === '?') ? [cronDayAmbiguous(cron)] : []),
    ...(year === '*' ? [] : [cronYearNotEvery(cron)]),
    ...checkFields(cron),
  ];
  return problems.length > 0 ? problems : checkDates(cron);
}

/** The hours of the day at which a right expression opens rotation windows. */
export function hoursOf(cron: string): number[] {
  return parse(cron).hours;
}

/** The next dates of a right expression, in UTC. */
export function nextDates(cron: string, after: Date, count: number): Date[] {
  const schedule = parse(cron);
  const dates: Date[] = [];
  for (const day of daysOf(schedule, after, count * MOST_YEARS_BETWEEN)) {
    dates.push(...datesOn(day, schedule).filter((date) => date > after));
    if (dates.length >= count) break;
  }
  return dates.slice(0, count);
}

/** The dates of a right expression from one date up to another, in UTC. */
export function datesBetween(cron: string, from: Date, to: Date): Date[] {
  const schedule = parse(cron);
  const dates: Date[] = [];
  for (const day of daysOf(schedule, from, MOST_YEARS_BETWEEN)) {
    if (day >= to) break;
    dates.push(...datesOn(day, schedule).filter((date) => date >= from && date < to));
  }
  return dates;
}

/** The fewest hours between two windows of one day. */
export function shortestGap(hours: readonly number[]): number {
  return Math.min(HOURS_IN_DAY, ...hours.slice(1).map((hour, index) => hour - hours[index]));
}

/** The days on which a schedule opens windows, from the month of a date on. */
function* daysOf({ months, isDay }: Cron, from: Date, years: number): Generator<Date> {
  for (let month = 0; month < years * 12; month += 1) {
    const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month));
    if (!months.includes(first.getUTCMonth() + 1)) continue;
    for (let day = first; day.getUTCMonth() === first.getUTCMonth(); day = dayAfter(day)) {
      if (isDay(day)) yield day;
    }
  }
}

function dayAfter(day: Date): Date {
  return new Date(day.getTime() + MILLISECONDS_IN_DAY);
}

function datesOn(day: Date, { hours }: Cron): Date[] {
  return hours.map((hour) => new Date(day.getTime() + hour * MILLISECONDS_IN_HOUR));
}

/** What is wrong with the dates of fields that are right by themselves. */
function checkDates(cron: string): Problem[] {
  const schedule = parse(cron);
  const [first] = daysOf(schedule, new Date(0), YEARS_IN_CYCLE);
  if (first === undefined) return [cronNever(cron)];
  return isTooOften(schedule) ? [cronTooOften(cron, LEAST_HOURS)] : [];
}

function isTooOften(schedule: Cron): boolean {
  const { hours } = schedule;
  const acrossMidnight = HOURS_IN_DAY - hours[hours.length - 1] + hours[0];
  return shortestGap(hours) < LEAST_HOURS || (acrossMidnight < LEAST_HOURS && hasConsecutiveDays(schedule));
}

function hasConsecutiveDays(schedule: Cron): boolean {
  let next: number | undefined;
  for (const day of daysOf(schedule, new Date(0), YEARS_IN_CYCLE)) {
    if (day.getTime() === next) return true;
    next = dayAfter(day).getTime();
  }
  return false;
}

function checkFields(cron: string): Problem[] {
  const [, hour, dayOfMonth, month, dayOfWeek] = fieldsOf(cron);
  const found: [string, string, string | NumberField | DayMatch][] = [
    ['hour', hour, hourField(hour)],
    ['day-of-month', dayOfMonth, dayOfMonthField(dayOfMonth)],
    ['month', month, monthField(month)],
    ['day-of-week', dayOfWeek, dayOfWeekField(dayOfWeek)],
  ];
  return found.flatMap(([name, text, result]) =>
    typeof result === 'string' ? [cronFieldWrong(name, text, result)] : [],
  );
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
