import { Values } from './keys';
import { Subject } from './subject';

/** What a function does about TLS: without a wish it tries, and goes on without when that fails. */
export type Tls = 'required' | 'tried' | 'none' | 'not read';

/** What a rotation function does about TLS, by the secret's `ssl`. */
export function tlsOf(values: Values, { contract }: Subject): Tls {
  if (!contract.readsSsl) return 'not read';
  const wish = wishOf(values.get('ssl'));
  if (wish === undefined) return 'tried';
  return wish ? 'required' : 'none';
}

/** What is wished, or nothing where the function takes the value for none. */
export function wishOf(ssl: unknown): boolean | undefined {
  if (typeof ssl === 'boolean') return ssl;
  const word = typeof ssl === 'string' ? ssl.toLowerCase() : '';
  return word === 'true' || word === 'false' ? word === 'true' : undefined;
}
