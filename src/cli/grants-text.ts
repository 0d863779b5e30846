import { RotationApplication } from '../catalogue';
import { RDS_MANAGED, RotationEntry } from '../config';

/** What the function's role is given for a rotation, in a few words. */
export function grantsText(rotation: RotationEntry, application: RotationApplication): string {
  const grants = [...masterSecretGrants(rotation, application), ...keyGrants(rotation)];
  return grants.length === 0 ? 'none' : grants.join(', ');
}

function masterSecretGrants(
  { masterSecret, redshiftWarehouse }: RotationEntry,
  { describesMasterSecret }: RotationApplication,
): string[] {
  if (masterSecret === undefined) return [];
  if (masterSecret === RDS_MANAGED) return [`read and describe ${masterSecret}`, 'describe its database'];
  return [
    `${describesMasterSecret ? 'read and describe' : 'read'} ${masterSecret}`,
    ...(redshiftWarehouse === undefined ? [] : [warehouseGrant(redshiftWarehouse)]),
  ];
}

function warehouseGrant(warehouse: NonNullable<RotationEntry['redshiftWarehouse']>): string {
  return warehouse === 'serverless'
    ? 'list the namespaces and workgroups of Redshift Serverless'
    : `describe the cluster ${warehouse.cluster}`;
}

function keyGrants({ kmsKeyArn, masterSecretKmsKeyArn }: RotationEntry): string[] {
  return [
    ...(masterSecretKmsKeyArn === undefined ? [] : [`decrypt with ${keyOf(masterSecretKmsKeyArn)}`]),
    ...(kmsKeyArn === undefined ? [] : [`encrypt and decrypt with ${keyOf(kmsKeyArn)}`]),
  ];
}

function keyOf(arn: string): string {
  return arn.split(':').pop()!;
}
