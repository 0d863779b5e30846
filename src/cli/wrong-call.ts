import { Problem } from '../problem';

/** The call itself was wrong: a file that cannot be read, an option that is missing. */
export class WrongCall extends Error {
  public constructor({ code, message }: Problem) {
    super(`${message} (${code})`);
  }
}
