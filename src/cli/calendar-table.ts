import { hasFixedDates, RotationWindow } from '../config/rotation-windows';
import { minuteText, scheduleText } from './schedule-text';
import { table } from './table';

const HEADINGS = ['OPENS (UTC)', 'CLOSES (UTC)', 'ROTATION', 'SECRET', 'SCHEDULE', 'COUNTED FROM'];

/** Rotation windows as people read them, a line each. */
export function calendarTable(windows: readonly RotationWindow[], lastRotation: Date): string {
  return table(
    HEADINGS,
    windows.map(({ stack, name, rotation, opens, closes }) => [
      minuteText(opens),
      minuteText(closes),
      `${stack}/${name}`,
      rotation.secret,
      scheduleText(rotation),
      hasFixedDates(rotation.schedule) ? '' : `a rotation on ${dayText(lastRotation)}`,
    ]),
  );
}

/** A day as options have it. */
export function dayText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
