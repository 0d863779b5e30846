/** Who a statement of a resource's policy is about. */
export class PolicyPrincipal {
  /** Everybody, whether they have credentials or not. */
  public static anyone(): PolicyPrincipal {
    return new PolicyPrincipal('*', ['*']);
  }

  /**
   * Accounts, roles and users.
   *
   * @param principals account ids, or ARNs of accounts, roles, users and sessions
   */
  public static aws(...principals: string[]): PolicyPrincipal {
    return new PolicyPrincipal('AWS', principals);
  }

  /**
   * Services of AWS.
   *
   * @param names for example `secretsmanager.amazonaws.com`
   */
  public static service(...names: string[]): PolicyPrincipal {
    return new PolicyPrincipal('Service', names);
  }

  /**
   * Identity providers.
   *
   * @param providers ARNs of providers, or the names of those that AWS knows
   */
  public static federated(...providers: string[]): PolicyPrincipal {
    return new PolicyPrincipal('Federated', providers);
  }

  /**
   * Accounts by the id that Amazon S3 gives them.
   *
   * @param ids the canonical user ids
   */
  public static canonicalUser(...ids: string[]): PolicyPrincipal {
    return new PolicyPrincipal('CanonicalUser', ids);
  }

  private constructor(
    /** The key that IAM has for this sort of principal, or `*`. */
    public readonly kind: string,
    private readonly ownValues: readonly string[],
  ) {}

  /** Who is meant. */
  public get values(): string[] {
    return [...this.ownValues];
  }
}
