/**
 * How a rotation changes the credentials in a database.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html
 */
export enum RotationStrategy {
  /** One user, whose password is changed: open connections stay, new ones with the old password are refused. */
  SINGLE_USER = 'single-user',

  /**
   * Two users in turn (AWS also says "alternating users"): the previous credentials stay valid until the next rotation.
   * The second user is a clone of the first, made with the master secret.
   */
  MULTI_USER = 'multi-user',
}
