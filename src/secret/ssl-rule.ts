import { Problem } from '../problem';
import { sslInvalid, sslInvalidAndNotRead, sslNotRead } from './problems';
import { Subject } from './subject';
import { wishOf } from './tls';

/** What is wrong with the wish for TLS. */
export function checkSsl(ssl: unknown, { contract: { engine, readsSsl } }: Subject): Problem[] {
  const isWish = wishOf(ssl) !== undefined;
  if (readsSsl) return isWish ? [] : [sslInvalid()];
  return [isWish ? sslNotRead(engine) : sslInvalidAndNotRead(engine)];
}
