import * as QUOTAS from '../../catalogue/quotas.json';
import { StackConfig } from '../model';
import { tagsTooMany } from '../problems';
import { Remark } from './remark';

/** Tags and those of the defaults may each be few enough, and too many together. */
export function checkTags({ tags = {} }: StackConfig): Remark[] {
  const count = Object.keys(tags).length;
  return count > QUOTAS.tags ? [['tags', tagsTooMany(count, QUOTAS.tags)]] : [];
}
