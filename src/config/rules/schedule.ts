import {
  checkCompliance,
  checkCron,
  checkDays,
  checkRate,
  checkWindow,
  checkWindowFits,
} from '../../catalogue/schedule';
import { Problem } from '../../errors';
import { ScheduleConfig } from '../model';
import { Remark } from './remark';

export function checkSchedule(schedule: ScheduleConfig): Remark[] {
  const { everyDays, rate, cron, complianceDays, window } = schedule;
  const found = [
    ...remarks('everyDays', everyDays, checkDays),
    ...remarks('rate', rate, checkRate),
    ...remarks('cron', cron, checkCron),
    ...remarks('complianceDays', complianceDays, checkCompliance),
    ...remarks('window', window, checkWindow),
  ];
  return found.length > 0 ? found : remarks('window', window, (given) => checkWindowFits(given, schedule));
}

function remarks<T>(key: string, value: T | undefined, check: (value: T) => Problem[]): Remark[] {
  return value === undefined ? [] : check(value).map((problem) => [key, problem]);
}
