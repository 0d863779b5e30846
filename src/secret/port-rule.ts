import { Problem } from '../problem';
import { secretPortInvalid, secretWrongType } from './problems';

const DIGITS = /^0*[1-9]\d{0,4}$/;

const HIGHEST = 65535;

/** What is wrong with a database's port. The function makes a number of a text. */
export function checkPort(port: unknown): Problem[] {
  if (typeof port !== 'number' && typeof port !== 'string') {
    return [secretWrongType('port', port, 'a number from 1 to 65535, or its digits as a text')];
  }
  const isWhole = typeof port === 'number' ? Number.isInteger(port) : DIGITS.test(port);
  return isWhole && Number(port) >= 1 && Number(port) <= HIGHEST ? [] : [secretPortInvalid()];
}
