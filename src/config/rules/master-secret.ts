import { usesManagedMasterSecret } from '../../catalogue/database-engines';
import { findApplication } from '../../catalogue/find-application';
import { keyWithoutMasterSecret, managedMasterSecretMisspelt, managedMasterSecretNotUsed } from '../problems';
import {
  managedMasterSecretNeedsLookUp,
  masterSecretMissing,
  masterSecretNotTaken,
} from '../../catalogue/problems';
import { nearest } from '../../problem';
import { secretIsItsOwnMaster } from '../../arn/problems';
import { nameOfSecret } from '../../arn/secret-arn';
import { RDS_MANAGED, RotationEntry, StackConfig } from '../model';
import { mappings, Remark } from './remark';

export function checkMasterSecret(rotation: RotationEntry): Remark[] {
  const { engine, strategy, secret, masterSecret, masterSecretKmsKeyArn } = rotation;
  const { name, requiresMasterSecret } = findApplication(engine, strategy)!;
  if (masterSecret === undefined) {
    return [
      ...(requiresMasterSecret ? [['masterSecret', masterSecretMissing(name)] as const] : []),
      ...(masterSecretKmsKeyArn ? [['masterSecretKmsKeyArn', keyWithoutMasterSecret()] as const] : []),
    ];
  }
  if (!requiresMasterSecret) return [['masterSecret', masterSecretNotTaken(name)]];
  return nameOfSecret(masterSecret) === nameOfSecret(secret)
    ? [['masterSecret', secretIsItsOwnMaster(secret)]]
    : [];
}

/** Whether it is the word for a managed master secret but for some characters. */
function isMisspelt(masterSecret = ''): boolean {
  return (
    masterSecret !== RDS_MANAGED && nearest(masterSecret.replace(/_/g, '-'), [RDS_MANAGED]) !== undefined
  );
}

/** RDS manages master secrets for its own databases, and not every function knows how to use one. */
export function checkManagedMasterSecret(
  { engine, masterSecret, network }: RotationEntry,
  stack: StackConfig,
): Remark[] {
  const networks = Object.fromEntries(mappings(stack.networks));
  if (isMisspelt(masterSecret)) {
    return [['masterSecret', managedMasterSecretMisspelt(masterSecret!, RDS_MANAGED)]];
  }
  if (masterSecret !== RDS_MANAGED || (network !== undefined && !networks[network])) return [];
  const lookup = networks[network ?? '']?.lookup;
  if (lookup === undefined) return [['masterSecret', managedMasterSecretNeedsLookUp()]];
  const database = lookup.dbCluster === undefined ? 'instance' : 'cluster';
  return usesManagedMasterSecret(engine, database)
    ? []
    : [['masterSecret', managedMasterSecretNotUsed(engine, database)]];
}
