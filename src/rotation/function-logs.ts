import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { inputProblems } from '../arn/inputs';
import { Problem } from '../problem';
import { FUNCTION_RESOURCES } from './function-resources';
import { logRetentionInvalid } from './problems';
import { GOES_LAST } from './replacement';
import { isToken } from './tokens';

/** The numbers of days for which CloudWatch Logs keeps log events; 0 is for ever. */
export const LOG_RETENTION_DAYS: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What is said of a function's logs. */
export interface FunctionLogSettings {
  readonly functionName: string;
  readonly logRetentionDays?: number;
  readonly logKmsKeyArn?: string;
}

/** The log group that Lambda would make itself, without an end and without a key, when the function first runs. */
export function logGroupOf(scope: Construct, settings: FunctionLogSettings): CloudwatchLogGroup {
  const { functionName, logRetentionDays, logKmsKeyArn } = settings;
  return new FUNCTION_RESOURCES.CloudwatchLogGroup(scope, 'LogGroup', {
    name: `/aws/lambda/${functionName}`,
    retentionInDays: logRetentionDays,
    kmsKeyId: logKmsKeyArn,
    lifecycle: GOES_LAST,
  });
}

/** Whether anything is said of the logs that Lambda would not do by itself. */
export function saysOfLogs({ logRetentionDays, logKmsKeyArn }: Partial<FunctionLogSettings>): boolean {
  return logRetentionDays !== undefined || logKmsKeyArn !== undefined;
}

export function logProblems({ logRetentionDays, logKmsKeyArn }: Partial<FunctionLogSettings>): Problem[] {
  const isKnown = logRetentionDays === undefined || isToken(logRetentionDays);
  return [
    ...(isKnown || LOG_RETENTION_DAYS.includes(logRetentionDays)
      ? []
      : [logRetentionInvalid(logRetentionDays, LOG_RETENTION_DAYS)]),
    ...inputProblems('logKmsKeyArn', 'keyArn', logKmsKeyArn === undefined ? [] : [logKmsKeyArn]),
  ];
}
