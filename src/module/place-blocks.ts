import { dataSource, expression, locals } from './blocks';
import { ModuleDesign } from './design';
import { Block } from './hcl/block';

/** Where the module is deployed to, and what differs between partitions. */
export function placeBlocks({ application: { arns, versions } }: ModuleDesign): Block[] {
  return [
    dataSource(
      'aws_caller_identity',
      'current',
      'The account whose secrets the function may be invoked for.',
    ),
    dataSource('aws_region', 'current', 'The region: functions, secrets and keys lie in one.'),
    dataSource('aws_partition', 'current', 'The partition: AWS publishes the application once in each.'),
    locals('The place in short.', {
      region: expression('data.aws_region.current.id'),
      partition: expression('data.aws_partition.current.partition'),
      url_suffix: expression('data.aws_partition.current.dns_suffix'),
      account_id: expression('data.aws_caller_identity.current.account_id'),
    }),
    locals(
      'What AWS publishes in each partition, and the version that is deployed unless another is named.',
      {
        application_ids: arns,
        application_versions: versions,
      },
    ),
  ];
}
