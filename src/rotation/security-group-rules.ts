/** Who makes the rules by which a security group lets rotation functions in. */
export enum SecurityGroupRules {
  /**
   * They are made here.
   */
  CREATE = 'create',

  /**
   * They are made elsewhere, by whoever owns the group, or the group lets the functions in already.
   */
  NONE = 'none',
}
