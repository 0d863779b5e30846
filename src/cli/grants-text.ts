import { RotationApplication } from '../catalogue';
import { RDS_MANAGED, RotationEntry } from '../config';

/** The target of what is allowed on the database whose master secret RDS manages. */
export const ITS_DATABASE = 'its database';

/** What a function comes from whose code is somebody's own. */
export const OF_YOUR_OWN = 'of your own';

/** What the role of a rotation's function may do, and to what. */
export interface Grant {
  readonly action: string;
  readonly target: string;
}

/** What the function's role is given for a rotation, in a few words. */
export function grantsText(rotation: RotationEntry, application: RotationApplication | undefined): string {
  const grants = grantsOf(rotation, application).map(({ action, target }) => `${action} ${target}`);
  return grants.length === 0 ? 'none' : grants.join(', ');
}

/** What the function's role is given for a rotation. */
export function grantsOf(rotation: RotationEntry, application: RotationApplication | undefined): Grant[] {
  return [...masterSecretGrants(rotation, application), ...keyGrants(rotation)];
}

function masterSecretGrants(
  { masterSecret, redshiftWarehouse }: RotationEntry,
  application: RotationApplication | undefined,
): Grant[] {
  const describesMasterSecret = application?.describesMasterSecret;
  if (masterSecret === undefined) return [];
  if (masterSecret === RDS_MANAGED) {
    return [
      { action: 'read and describe', target: masterSecret },
      { action: 'describe', target: ITS_DATABASE },
    ];
  }
  return [
    { action: describesMasterSecret ? 'read and describe' : 'read', target: masterSecret },
    ...(redshiftWarehouse === undefined ? [] : [warehouseGrant(redshiftWarehouse)]),
  ];
}

function warehouseGrant(warehouse: NonNullable<RotationEntry['redshiftWarehouse']>): Grant {
  return warehouse === 'serverless'
    ? { action: 'list', target: 'the namespaces and workgroups of Redshift Serverless' }
    : { action: 'describe', target: `the cluster ${warehouse.cluster}` };
}

function keyGrants({ kmsKeyArn, masterSecretKmsKeyArn }: RotationEntry): Grant[] {
  return [
    ...(masterSecretKmsKeyArn === undefined
      ? []
      : [{ action: 'decrypt with', target: keyOf(masterSecretKmsKeyArn) }]),
    ...(kmsKeyArn === undefined ? [] : [{ action: 'encrypt and decrypt with', target: keyOf(kmsKeyArn) }]),
  ];
}

function keyOf(arn: string): string {
  return arn.split(':').pop()!;
}
