import { nameOfSecret } from '../arn/secret-arn';
import { stillName } from '../config/aliases';
import { StackConfig } from '../config/model';

/** A stack whose order in the file changes nothing: networks by their first names, rotations by their secrets. */
export function inStableOrder(stack: StackConfig): StackConfig {
  const { networks, rotations } = stack;
  return {
    ...stack,
    ...(networks && { networks: sorted(networks, stillName) }),
    rotations: sorted(rotations, (_, { secret }) => nameOfSecret(secret)),
  };
}

function sorted<T>(
  entries: Readonly<Record<string, T>>,
  keyOf: (name: string, entry: T) => string,
): Record<string, T> {
  const keyed = Object.entries(entries).map(([name, entry]) => ({ key: keyOf(name, entry), name, entry }));
  keyed.sort((one, other) => compare(one.key, other.key) || compare(one.name, other.name));
  return Object.fromEntries(keyed.map(({ name, entry }) => [name, entry]));
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
