import { Problem } from '../problem';
import { secretSslInvalid } from './problems';

/** What is wrong with the wish for TLS. */
export function checkSsl(ssl: unknown): Problem[] {
  const isWord = typeof ssl === 'string' && /^(true|false)$/i.test(ssl);
  return typeof ssl === 'boolean' || isWord ? [] : [secretSslInvalid()];
}
