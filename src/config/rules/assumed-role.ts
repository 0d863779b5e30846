import { partitionOf } from '../../catalogue';
import { outOfRange } from '../../catalogue/problems';
import { roleElsewhere } from '../problems';
import { AssumeRoleConfig } from '../model';
import { Remark } from './remark';

const [LEAST_MINUTES, MOST_MINUTES] = [15, 12 * 60];

/** @param region where the role is used */
export function checkAssumedRole({ roleArn, duration }: AssumeRoleConfig, region = ''): Remark[] {
  const partition = partitionOf(region)?.name;
  const isElsewhere = partition !== undefined && roleArn.split(':')[1] !== partition;
  return [
    ...(isElsewhere ? [['roleArn', roleElsewhere(roleArn, region, partition)] as const] : []),
    ...(duration === undefined || isSession(duration)
      ? []
      : [['duration', outOfRange(duration, 'a duration from 15m to 12h')] as const]),
  ];
}

/** What AWS STS allows a session to last. */
function isSession(duration: string): boolean {
  const [, hours = 0, minutes = 0] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(duration) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return total >= LEAST_MINUTES && total <= MOST_MINUTES;
}
