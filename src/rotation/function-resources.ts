import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { createRequire } from 'module';

const load = createRequire(__filename);

/** The resources that few functions have. As with data sources, each is loaded where it is first used. */
export const FUNCTION_RESOURCES = {
  get CloudwatchLogGroup(): typeof CloudwatchLogGroup {
    return load('@cdktf/provider-aws/lib/cloudwatch-log-group').CloudwatchLogGroup;
  },
  get IamRole(): typeof IamRole {
    return load('@cdktf/provider-aws/lib/iam-role').IamRole;
  },
  get LambdaFunction(): typeof LambdaFunction {
    return load('@cdktf/provider-aws/lib/lambda-function').LambdaFunction;
  },
};
