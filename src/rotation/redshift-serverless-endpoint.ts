import { Construct } from 'constructs';
import { ExistingInterfaceEndpoint } from './existing-interface-endpoint';
import { IInterfaceEndpoint } from './i-interface-endpoint';
import { EndpointProps, ExistingEndpointProps, InterfaceEndpoint } from './interface-endpoint';

const SERVICE = 'redshift-serverless';

/**
 * An interface endpoint for the API of Amazon Redshift Serverless, which a rotation function asks for the namespace that a
 * master secret managed by Redshift belongs to.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/security-private-link.html
 */
export class RedshiftServerlessEndpoint extends InterfaceEndpoint {
  /** An endpoint that was created elsewhere. It needs private DNS, because functions know the usual host name only. */
  public static fromId(scope: Construct, id: string, props: ExistingEndpointProps): IInterfaceEndpoint {
    return new ExistingInterfaceEndpoint(scope, id, { ...props, service: SERVICE });
  }

  public constructor(scope: Construct, id: string, props: EndpointProps) {
    super(scope, id, { ...props, service: SERVICE });
  }
}
