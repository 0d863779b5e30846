import { fail } from '../problem';
import { inputMalformed } from '../arn/problems';
import { markMadeBy } from '../made-by';
import { isToken } from './tokens';

/** @see https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html */
const CLUSTER_IDENTIFIER = /^(?=.{1,63}$)[a-z](-?[a-z0-9])*$/;

/**
 * What of Amazon Redshift a master secret belongs to that Redshift manages, whose name starts with `redshift!`. The rotation
 * function asks Redshift for its host.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html
 */
export class RedshiftWarehouse {
  /**
   * A provisioned cluster.
   *
   * @param clusterIdentifier the cluster's identifier
   */
  public static cluster(clusterIdentifier: string): RedshiftWarehouse {
    if (!isToken(clusterIdentifier) && !CLUSTER_IDENTIFIER.test(clusterIdentifier)) {
      const wanted = "a cluster's identifier: up to 63 small letters, digits and single hyphens";
      fail('RedshiftWarehouse.cluster', inputMalformed('clusterIdentifier', clusterIdentifier, wanted));
    }
    return new RedshiftWarehouse(clusterIdentifier);
  }

  /** A namespace of Redshift Serverless. The function lists all of them, which cannot be limited to one. */
  public static serverless(): RedshiftWarehouse {
    return new RedshiftWarehouse();
  }

  /** The service whose API the function asks, as it stands in the host name. */
  public readonly service: string;

  private constructor(
    /** The cluster's identifier; none for Redshift Serverless. */
    public readonly clusterIdentifier?: string,
  ) {
    this.service = clusterIdentifier === undefined ? 'redshift-serverless' : 'redshift';
    markMadeBy('RedshiftWarehouse', this);
  }
}
