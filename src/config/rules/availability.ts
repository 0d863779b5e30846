import { availabilityNeedsTwoUsers } from '../problems';
import { RotationEntry } from '../model';
import { Remark } from './remark';

export function checkAvailability({ strategy, availability }: RotationEntry): Remark[] {
  return availability === 'high' && strategy === 'single-user'
    ? [['availability', availabilityNeedsTwoUsers()]]
    : [];
}
