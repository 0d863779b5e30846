import { shortHash } from '../catalogue/physical-name';
import { NamedRotation } from '../config/rotation-group';
import { accountOf } from '../arn/other-account';
import { nameOfSecret } from '../arn/secret-arn';

type Rotation = Pick<NamedRotation, 'name' | 'secret'>;

/**
 * The construct ids of a stack's rotations, by the rotations' names. A rotation is known by its secret, so that its address in
 * Terraform's state stays the same whatever the rotation is called, and however its secret is named: at another address the
 * secret's rotation would be turned on there and off here, in any order.
 *
 * Secrets of one name are in several accounts, of which the first has the id alone. A configuration has no secret twice, but
 * where it is not checked the ids have to differ all the same.
 */
export function rotationIds(rotations: readonly Rotation[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  [...rotations].sort(byAccount).forEach(({ name, secret }) => {
    const id = idOf(secret);
    const candidates = [id, `${id}-${accountOf(secret) ?? name}`, `${id}-${name}`];
    ids.set(
      name,
      candidates.find((candidate) => !taken.has(candidate))!,
    );
    taken.add(ids.get(name)!);
  });
  return ids;
}

function byAccount(one: Rotation, other: Rotation): number {
  const [account, otherAccount] = [one, other].map(({ secret }) => accountOf(secret) ?? '');
  return account === otherAccount ? 0 : account < otherAccount ? -1 : 1;
}

/** A construct's id has no slashes, and is the key of a plain object. */
function idOf(secret: string): string {
  const name = nameOfSecret(secret);
  return name.includes('/') || name in Object.prototype
    ? `${name.replace(/\//g, '-')}-${shortHash(name)}`
    : name;
}
