import { ITerraformDependable } from 'cdktf';
import { SecurityGroupRules } from './security-group-rules';

/** The interface endpoint through which a function without internet access reaches a service of AWS. */
export interface IInterfaceEndpoint {
  /** The security group of the endpoint that lets rotation functions in. */
  readonly securityGroupId: string;

  /** The host name under which the service is reached through the endpoint. */
  readonly host: string;

  /**
   * Who makes the rules by which the endpoint's security group lets rotation functions in.
   *
   * @default SecurityGroupRules.CREATE
   */
  readonly rules?: SecurityGroupRules;

  /** What has to exist before the endpoint can be used. */
  readonly prerequisites: ITerraformDependable[];
}
