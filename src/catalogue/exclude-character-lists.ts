import { excludedCharacters } from './exclude-characters';

/**
 * Lists of characters that passwords had better not contain, for `excludeCharacters`.
 *
 * Each of them has the characters that the rotation applications leave out by themselves as well.
 */
export class ExcludeCharacters {
  /**
   * All but what means itself in a URL: letters, digits and `-`, `.`, `_`, `~`.
   *
   * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
   */
  public static readonly URL_SAFE: string = excludedCharacters('url-safe')!;

  /**
   * What AWS Database Migration Service does not take in the passwords of its endpoints, of any engine.
   *
   * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Endpoints.Creating.html
   */
  public static readonly DMS: string = excludedCharacters('dms')!;

  private constructor() {}
}
