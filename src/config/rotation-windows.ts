import { RotationStrategy } from '../catalogue';
import { daysForCompliance } from '../catalogue/schedule';
import { datesIn, Period, ScheduleDates, windowEnd } from '../catalogue/schedule-dates';
import { RotationConfig, RotationEntry, ScheduleConfig } from './model';

/** A time at which Secrets Manager rotates a secret, at whatever moment of it. */
export interface RotationWindow {
  readonly stack: string;
  readonly region: string;
  /** The rotation's name in its stack. */
  readonly name: string;
  readonly rotation: RotationEntry;
  readonly opens: Date;
  readonly closes: Date;
  /** Its place among the windows of the same rotation in the period. */
  readonly number: number;
}

/** Whether a schedule says when it rotates. One in days or at a rate is counted from the last rotation, which no file tells. */
export function hasFixedDates({ cron }: ScheduleConfig): boolean {
  return cron !== undefined;
}

/**
 * The rotation windows that open in a period, one after the other. Those without fixed dates are counted from a rotation. Of more than
 * are wanted, one more is there.
 */
export function rotationWindows(
  config: RotationConfig,
  period: Period,
  lastRotation: Date,
  most = Infinity,
): RotationWindow[] {
  const windows: RotationWindow[] = [];
  for (const window of eachWindow(config, period, lastRotation)) {
    if (windows.push(window) > most) break;
  }
  return windows.sort((one, other) => one.opens.getTime() - other.opens.getTime());
}

function* eachWindow(
  { stacks }: RotationConfig,
  period: Period,
  lastRotation: Date,
): Generator<RotationWindow> {
  for (const [stack, { region, rotations }] of Object.entries(stacks)) {
    for (const [name, rotation] of Object.entries(rotations)) {
      for (const window of windowsOf(rotation, period, lastRotation))
        yield { stack, region, name, rotation, ...window };
    }
  }
}

/** What the dates of a rotation follow from. */
export function scheduleDatesOf({ schedule, strategy }: RotationEntry): ScheduleDates {
  const { everyDays, complianceDays, rate, cron } = schedule;
  const days =
    complianceDays === undefined
      ? everyDays
      : daysForCompliance(complianceDays, strategy as RotationStrategy);
  return { days, rate, cron };
}

function windowsOf(
  rotation: RotationEntry,
  period: Period,
  lastRotation: Date,
): Pick<RotationWindow, 'opens' | 'closes' | 'number'>[] {
  const dates = scheduleDatesOf(rotation);
  return datesIn(dates, period, lastRotation).map((opens, index) => ({
    opens,
    closes: windowEnd(opens, dates, rotation.schedule.window),
    number: index + 1,
  }));
}
