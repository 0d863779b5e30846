import { Construct } from 'constructs';
import { ExistingInterfaceEndpoint } from './existing-interface-endpoint';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { EndpointProps, ExistingEndpointProps, InterfaceEndpoint } from './interface-endpoint';

const SERVICE = 'secretsmanager';

/**
 * An interface endpoint for Secrets Manager.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html
 */
export class SecretsManagerEndpoint extends InterfaceEndpoint {
  /** An endpoint that was created elsewhere. Without private DNS, functions use the endpoint's own host name. */
  public static fromId(scope: Construct, id: string, props: ExistingEndpointProps): IInterfaceEndpoint {
    return new ExistingInterfaceEndpoint(scope, id, { ...props, service: SERVICE });
  }

  public constructor(scope: Construct, id: string, props: EndpointProps) {
    super(scope, id, { ...props, service: SERVICE });
  }
}
