import { Construct } from 'constructs';
import { EndpointProps, InterfaceEndpoint } from './interface-endpoint';
import { RdsEndpoint } from './rds-endpoint';
import { RedshiftEndpoint } from './redshift-endpoint';
import { RedshiftServerlessEndpoint } from './redshift-serverless-endpoint';

/** How a network reaches the API of a service that manages master secrets. */
interface DatabaseApi {
  /** The network's option for an endpoint that is given. */
  readonly option: 'rdsEndpoint' | 'redshiftEndpoint' | 'redshiftServerlessEndpoint';
  /** What the service is called in the ids of constructs. */
  readonly name: string;
  readonly endpoint: new (scope: Construct, id: string, props: EndpointProps) => InterfaceEndpoint;
}

/** The APIs that a rotation function asks for the database of a managed master secret, by the service in the host name. */
export const DATABASE_APIS: Readonly<Record<string, DatabaseApi>> = {
  rds: { option: 'rdsEndpoint', name: 'Rds', endpoint: RdsEndpoint },
  redshift: { option: 'redshiftEndpoint', name: 'Redshift', endpoint: RedshiftEndpoint },
  'redshift-serverless': {
    option: 'redshiftServerlessEndpoint',
    name: 'RedshiftServerless',
    endpoint: RedshiftServerlessEndpoint,
  },
};
