import {
  checkExcludeCharacters,
  checkPresetName,
  excludedCharacters,
} from '../../catalogue/exclude-characters';
import { RotationEntry } from '../model';
import { Remark } from './remark';

export function checkExcluded({ excludeCharacters, engine }: RotationEntry): Remark[] {
  if (excludeCharacters === undefined) return [];
  return [
    ...checkExcludeCharacters(excludedCharacters(excludeCharacters) ?? '', engine).map((problem): Remark => [
      'excludeCharacters',
      problem,
    ]),
    ...checkPresetName(excludeCharacters).map((problem): Remark => ['excludeCharacters', problem]),
  ];
}
