import {
  checkExcludeCharacters,
  checkPresetName,
  excludedCharacters,
} from '../../catalogue/exclude-characters';
import { RotationEntry } from '../model';
import { Remark } from './remark';

export function checkExcluded({ excludeCharacters }: RotationEntry): Remark[] {
  if (excludeCharacters === undefined) return [];
  return [
    ...checkExcludeCharacters(excludedCharacters(excludeCharacters) ?? '').map((problem): Remark => [
      'excludeCharacters',
      problem,
    ]),
    ...checkPresetName(excludeCharacters).map((problem): Remark => ['excludeCharacters', problem]),
  ];
}
