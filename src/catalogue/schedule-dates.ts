import { nextDates } from './cron';

const MILLISECONDS_IN_HOUR = 60 * 60 * 1000;

const HOURS_IN_DAY = 24;

/** A schedule in days, at a rate, or at the dates of a cron expression. */
export interface ScheduleDates {
  readonly days?: number;
  readonly rate?: string;
  readonly cron?: string;
}

/**
 * When the rotation windows of a right schedule open next, in UTC. Those of a schedule in days or at a rate are counted
 * from a rotation now: in days they open at midnight, in hours on the hour.
 */
export function scheduleDates({ days, rate = '', cron }: ScheduleDates, now: Date, count: number): Date[] {
  if (cron !== undefined) return nextDates(cron, now, count);
  const [number, unit] = rate.split(' ');
  const isHourly = unit?.startsWith('hour');
  const unitHours = isHourly ? 1 : HOURS_IN_DAY;
  const step = (days ?? Number(number)) * unitHours * MILLISECONDS_IN_HOUR;
  const start = floor(now, unitHours * MILLISECONDS_IN_HOUR);
  return Array.from({ length: count }, (_, index) => new Date(start + (index + 1) * step));
}

function floor(date: Date, unit: number): number {
  return Math.floor(date.getTime() / unit) * unit;
}
