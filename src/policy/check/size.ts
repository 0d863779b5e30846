import { policyTooLarge } from '../problems';
import { PolicyType } from '../policy-type';
import { limitOf } from '../size-limits';
import { Located } from './location';

export function sizeFindings(characters: number, type: PolicyType): Located[] {
  const { most, name } = limitOf(type);
  return characters > most ? [{ path: [], problem: policyTooLarge(characters, most, name) }] : [];
}

/** A variable of IAM counts; what Terraform puts in may be of any length, so it counts as nothing. */
export function countCharacters(data: unknown): number {
  const text = JSON.stringify(data) ?? '';
  return text.includes('{') ? text.replace(/[$#]\{(?![A-Za-z0-9-]+:)[^{}"]*\}/g, '').length : text.length;
}
