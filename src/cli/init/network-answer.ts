import { networkNotUnderstood } from '../problems';
import { WrongCall } from '../wrong-call';

/** How the rotation function reaches its database. */
export type NetworkAnswer =
  | { readonly kind: 'none' }
  | { readonly kind: 'lookup'; readonly key: 'dbInstance' | 'dbCluster'; readonly database: string }
  | { readonly kind: 'vpc'; readonly ids: readonly string[] };

const FORM = /^(none|lookup|lookup-cluster|vpc)(?::(.*))?$/;

const LOOKUP_KEYS: Readonly<Record<string, 'dbInstance' | 'dbCluster'>> = {
  lookup: 'dbInstance',
  'lookup-cluster': 'dbCluster',
};

const ID = /^(vpc|subnet|sg)-/;

/** Reads what stands after --network. Fails for what it does not understand. */
export function networkOf(text: string): NetworkAnswer {
  const [, kind, rest] = FORM.exec(text) ?? [];
  if (kind === 'none' && rest === undefined) return { kind };
  if (kind in LOOKUP_KEYS && rest) return { kind: 'lookup', key: LOOKUP_KEYS[kind], database: rest };
  const ids = rest === undefined ? [] : rest.split(',').map((id) => id.trim());
  if (kind === 'vpc' && isNetwork(ids)) return { kind, ids };
  throw new WrongCall(networkNotUnderstood(text));
}

/** The ids of a network, or none of them. */
export function idsOf(kind: 'vpc' | 'subnet' | 'sg', ids: readonly string[]): string[] {
  return ids.filter((id) => id.startsWith(`${kind}-`));
}

function isNetwork(ids: readonly string[]): boolean {
  if (ids.length === 0) return true;
  return ids.every((id) => ID.test(id)) && idsOf('vpc', ids).length === 1 && idsOf('subnet', ids).length > 0;
}
