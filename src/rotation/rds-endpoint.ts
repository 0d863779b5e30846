import { Construct } from 'constructs';
import { ExistingInterfaceEndpoint } from './existing-interface-endpoint';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { EndpointProps, ExistingEndpointProps, InterfaceEndpoint } from './interface-endpoint';

const SERVICE = 'rds';

/**
 * An interface endpoint for the API of Amazon RDS, which a rotation function asks for the database that a master secret
 * managed by RDS belongs to.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/vpc-interface-endpoints.html
 */
export class RdsEndpoint extends InterfaceEndpoint {
  /** An endpoint that was created elsewhere. It needs private DNS, because functions know the usual host name only. */
  public static fromId(scope: Construct, id: string, props: ExistingEndpointProps): IInterfaceEndpoint {
    return new ExistingInterfaceEndpoint(scope, id, { ...props, service: SERVICE });
  }

  public constructor(scope: Construct, id: string, props: EndpointProps) {
    super(scope, id, { ...props, service: SERVICE });
  }
}
