import { RotationStrategy } from '../../catalogue';
import {
  checkCompliance,
  checkCron,
  checkDays,
  checkRate,
  checkWindow,
  checkWindowFits,
} from '../../catalogue/schedule';
import { Problem } from '../../problem';
import { RotationEntry } from '../model';
import { Remark } from './remark';

/** A schedule's own keys. Where the strategy has not the right form, the wider limit counts. */
export function checkSchedule({ schedule, strategy }: RotationEntry): Remark[] {
  const { everyDays, rate, cron, complianceDays, window } = schedule;
  const judgedAs = strategy === 'single-user' ? RotationStrategy.SINGLE_USER : RotationStrategy.MULTI_USER;
  const found = [
    ...remarks('everyDays', everyDays, checkDays),
    ...remarks('rate', rate, checkRate),
    ...remarks('cron', cron, checkCron),
    ...remarks('complianceDays', complianceDays, (days) => checkCompliance(days, judgedAs)),
    ...remarks('window', window, checkWindow),
  ];
  return found.length > 0 ? found : remarks('window', window, (given) => checkWindowFits(given, schedule));
}

function remarks<T>(key: string, value: T | undefined, check: (value: T) => Problem[]): Remark[] {
  return value === undefined ? [] : check(value).map((problem) => [key, problem]);
}
