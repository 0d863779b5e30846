import { TerraformPlace } from './deployed';

/** The address of one instance, with its key. */
export function instanceOf({ address, key = '' }: TerraformPlace): string {
  return `${address}${key}`;
}

/** Whether an instance in a state is one that the configuration makes: with a key where there are several, and without otherwise. */
export function isSamePlace(one: TerraformPlace, other: TerraformPlace): boolean {
  return one.address === other.address && (one.key === undefined) === (other.key === undefined);
}
