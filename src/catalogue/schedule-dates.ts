import { datesBetween, hoursOf, nextDates } from './cron';

const MILLISECONDS_IN_HOUR = 60 * 60 * 1000;

const HOURS_IN_DAY = 24;

const MILLISECONDS_IN_DAY = HOURS_IN_DAY * MILLISECONDS_IN_HOUR;

/** A schedule in days, at a rate, or at the dates of a cron expression. */
export interface ScheduleDates {
  readonly days?: number;
  readonly rate?: string;
  readonly cron?: string;
}

/** A time from one date up to another. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/**
 * When the rotation windows of a right schedule open next, in UTC. Those of a schedule in days or at a rate are counted
 * from a rotation now: in days they open at midnight, in hours on the hour.
 */
export function scheduleDates(schedule: ScheduleDates, now: Date, count: number): Date[] {
  if (schedule.cron !== undefined) return nextDates(schedule.cron, now, count);
  return Array.from({ length: count }, (_, index) => countedDate(schedule, now, index + 1));
}

/** When windows open in a period. Those of a schedule in days or at a rate are counted from a rotation. */
export function datesIn(schedule: ScheduleDates, { from, to }: Period, lastRotation: Date): Date[] {
  if (schedule.cron !== undefined) return datesBetween(schedule.cron, from, to);
  const elapsed = from.getTime() - countedDate(schedule, lastRotation, 0).getTime();
  const first = Math.max(1, Math.ceil(elapsed / stepOf(schedule)));
  const dates: Date[] = [];
  for (let number = first; countedDate(schedule, lastRotation, number) < to; number += 1) {
    dates.push(countedDate(schedule, lastRotation, number));
  }
  return dates;
}

/**
 * When a window closes that opens on a date: after its length, and where none is stated after an hour on a schedule in
 * hours, and with the day in UTC on one in days.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html
 */
export function windowEnd(opens: Date, schedule: ScheduleDates, window?: string): Date {
  if (window !== undefined) return after(opens, parseInt(window, 10));
  return isInHours(schedule)
    ? after(opens, 1)
    : new Date(floor(opens, MILLISECONDS_IN_DAY) + MILLISECONDS_IN_DAY);
}

function isInHours({ rate = '', cron }: ScheduleDates): boolean {
  return cron === undefined ? isHourly(rate) : hoursOf(cron).length > 1;
}

function countedDate(schedule: ScheduleDates, lastRotation: Date, number: number): Date {
  return new Date(floor(lastRotation, unitOf(schedule)) + number * stepOf(schedule));
}

function stepOf(schedule: ScheduleDates): number {
  return (schedule.days ?? parseInt(schedule.rate ?? '', 10)) * unitOf(schedule);
}

function unitOf({ rate = '' }: ScheduleDates): number {
  return isHourly(rate) ? MILLISECONDS_IN_HOUR : MILLISECONDS_IN_DAY;
}

function isHourly(rate: string): boolean {
  return rate.includes('hour');
}

function after(date: Date, hours: number): Date {
  return new Date(date.getTime() + hours * MILLISECONDS_IN_HOUR);
}

function floor(date: Date, unit: number): number {
  return Math.floor(date.getTime() / unit) * unit;
}
