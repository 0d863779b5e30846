import { RotationEntry } from '../config';
import { scheduleDatesOf } from '../config/rotation-windows';

/** A rotation's schedule as people read it. */
export function scheduleText(rotation: RotationEntry): string {
  const { days, rate, cron } = scheduleDatesOf(rotation);
  const { window } = rotation.schedule;
  const expression = rate === undefined ? `cron(${cron})` : `rate(${rate})`;
  const dates = days === undefined ? expression : `every ${days} ${days === 1 ? 'day' : 'days'}`;
  return window === undefined ? dates : `${dates}, window ${window}`;
}

/** A date as tables have it. */
export function minuteText(date: Date): string {
  return date.toISOString().slice(0, 16).replace('T', ' ');
}
