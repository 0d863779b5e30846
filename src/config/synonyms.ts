import { nearest } from '../problem';
import { synonyms } from './data/synonyms.json';

const BY_NAME: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(synonyms).map(([name, meant]) => [plain(name), meant]),
);

/** The allowed key that is meant by another one: nearly the same, or what others call the same thing. */
export function meantBy(given: string, allowed: readonly string[]): string | undefined {
  const synonym = BY_NAME.get(plain(given))?.find((key) => allowed.includes(key));
  return synonym ?? nearest(given, allowed);
}

/** Terraform and CloudFormation write the same names in their own ways. */
function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}
