import type { DataAwsDbInstance } from '@cdktf/provider-aws/lib/data-aws-db-instance';
import type { DataAwsDbSubnetGroup } from '@cdktf/provider-aws/lib/data-aws-db-subnet-group';
import type { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import type { DataAwsRdsCluster } from '@cdktf/provider-aws/lib/data-aws-rds-cluster';
import type { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import type { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import type { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import type { DataAwsSubnets } from '@cdktf/provider-aws/lib/data-aws-subnets';
import type { DataAwsVpcEndpoint } from '@cdktf/provider-aws/lib/data-aws-vpc-endpoint';
import type { DataAwsVpcEndpointService } from '@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service';
import { createRequire } from 'module';

const load = createRequire(__filename);

/** The data sources that few stacks have. Their modules take long to load, so each is loaded where it is first used. */
export const DATA_SOURCES = {
  get DataAwsDbInstance(): typeof DataAwsDbInstance {
    return load('@cdktf/provider-aws/lib/data-aws-db-instance').DataAwsDbInstance;
  },
  get DataAwsDbSubnetGroup(): typeof DataAwsDbSubnetGroup {
    return load('@cdktf/provider-aws/lib/data-aws-db-subnet-group').DataAwsDbSubnetGroup;
  },
  get DataAwsPartition(): typeof DataAwsPartition {
    return load('@cdktf/provider-aws/lib/data-aws-partition').DataAwsPartition;
  },
  get DataAwsRdsCluster(): typeof DataAwsRdsCluster {
    return load('@cdktf/provider-aws/lib/data-aws-rds-cluster').DataAwsRdsCluster;
  },
  get DataAwsRegion(): typeof DataAwsRegion {
    return load('@cdktf/provider-aws/lib/data-aws-region').DataAwsRegion;
  },
  get DataAwsSsmParameter(): typeof DataAwsSsmParameter {
    return load('@cdktf/provider-aws/lib/data-aws-ssm-parameter').DataAwsSsmParameter;
  },
  get DataAwsSubnet(): typeof DataAwsSubnet {
    return load('@cdktf/provider-aws/lib/data-aws-subnet').DataAwsSubnet;
  },
  get DataAwsSubnets(): typeof DataAwsSubnets {
    return load('@cdktf/provider-aws/lib/data-aws-subnets').DataAwsSubnets;
  },
  get DataAwsVpcEndpoint(): typeof DataAwsVpcEndpoint {
    return load('@cdktf/provider-aws/lib/data-aws-vpc-endpoint').DataAwsVpcEndpoint;
  },
  get DataAwsVpcEndpointService(): typeof DataAwsVpcEndpointService {
    return load('@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service').DataAwsVpcEndpointService;
  },
};
