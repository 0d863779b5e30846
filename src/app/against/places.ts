import { DeployedRotation, TerraformPlace } from './deployed';

/** The address of one instance, with its key. */
export function instanceOf({ address, key = '' }: TerraformPlace): string {
  return `${address}${key}`;
}

/** Whether an instance in a state is one that the configuration makes: with a key where there are several, and without otherwise. */
export function isSamePlace(one: TerraformPlace, other: TerraformPlace): boolean {
  return one.address === other.address && (one.key === undefined) === (other.key === undefined);
}

/** What people know a rotation by: its secret, or where it is in Terraform. */
export function titleOf(rotation: DeployedRotation): string {
  return rotation.secrets[0] ?? instanceOf(rotation);
}
