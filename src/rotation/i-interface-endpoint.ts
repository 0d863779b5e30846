import { ITerraformDependable } from 'cdktf';

/** The interface endpoint through which a function without internet access reaches a service of AWS. */
export interface IInterfaceEndpoint {
  /** The security group of the endpoint that lets rotation functions in. */
  readonly securityGroupId: string;

  /** The host name under which the service is reached through the endpoint. */
  readonly host: string;

  /** What has to exist before the endpoint can be used. */
  readonly prerequisites: ITerraformDependable[];
}
