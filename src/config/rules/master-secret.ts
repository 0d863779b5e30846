import { usesManagedMasterSecret } from '../../catalogue/database-engines';
import { keyWithoutMasterSecret, managedMasterSecretMisspelt, managedMasterSecretNotUsed } from '../problems';
import {
  managedMasterSecretNeedsLookUp,
  masterSecretMissing,
  masterSecretNotTaken,
} from '../../catalogue/problems';
import { nearest } from '../../problem';
import { secretIsItsOwnMaster } from '../../arn/problems';
import { managedSecretProblems } from '../../arn/managed-secret';
import { nameOfSecret } from '../../arn/secret-arn';
import { RDS_MANAGED, RotationEntry, StackConfig } from '../model';
import { applicationOf } from '../rotation-functions';
import { mappingAt, Remark } from './remark';

/** Of code that is somebody's own nobody knows whether it wants a master secret. */
export function checkMasterSecret(rotation: RotationEntry, stack: StackConfig): Remark[] {
  const { secret, masterSecret, masterSecretKmsKeyArn } = rotation;
  const { name = '', requiresMasterSecret } = applicationOf(rotation, stack) ?? {};
  if (masterSecret === undefined) {
    return [
      ...(requiresMasterSecret ? [['masterSecret', masterSecretMissing(name)] as const] : []),
      ...(masterSecretKmsKeyArn ? [['masterSecretKmsKeyArn', keyWithoutMasterSecret()] as const] : []),
    ];
  }
  if (requiresMasterSecret === false) return [['masterSecret', masterSecretNotTaken(name)]];
  return nameOfSecret(masterSecret) === nameOfSecret(secret)
    ? [['masterSecret', secretIsItsOwnMaster(secret)]]
    : [];
}

/** What a master secret that RDS manages is named by. */
const RDS_ADVICE = `write ${JSON.stringify(RDS_MANAGED)} in its place, in a network with a "lookup" of its database`;

/** A master secret that is not taken at all is told by another rule. */
export function checkManagedSecrets(rotation: RotationEntry, stack: StackConfig): Remark[] {
  const { secret, masterSecret } = rotation;
  const { requiresMasterSecret = true } = applicationOf(rotation, stack) ?? {};
  const isTaken = requiresMasterSecret || masterSecret === undefined;
  return managedSecretProblems(isTaken ? rotation : { secret }, RDS_ADVICE);
}

/** The word for a managed master secret, where one was meant but for some characters. */
function meantWord(masterSecret: string): string | undefined {
  const words: Readonly<Record<string, string>> = {
    [RDS_MANAGED]: RDS_MANAGED,
    'redshift-managed': 'redshift!…',
  };
  const meant = nearest(masterSecret.replace(/_/g, '-'), Object.keys(words));
  return meant === undefined || masterSecret === RDS_MANAGED ? undefined : words[meant];
}

/** RDS manages master secrets for its own databases, and not every function knows how to use one. */
export function checkManagedMasterSecret(rotation: RotationEntry, stack: StackConfig): Remark[] {
  const { masterSecret = '', network } = rotation;
  const { engine } = applicationOf(rotation, stack) ?? {};
  const used = mappingAt(stack.networks, network ?? '');
  const meant = meantWord(masterSecret);
  if (meant !== undefined) return [['masterSecret', managedMasterSecretMisspelt(masterSecret, meant)]];
  if (masterSecret !== RDS_MANAGED || (network !== undefined && !used)) return [];
  if (engine !== undefined && !usesManagedMasterSecret(engine, 'instance')) {
    return [['masterSecret', managedMasterSecretNotUsed(engine, 'any database')]];
  }
  const lookup = used?.lookup;
  if (lookup === undefined) return [['masterSecret', managedMasterSecretNeedsLookUp()]];
  const database = lookup.dbCluster === undefined ? 'instance' : 'cluster';
  return engine === undefined || usesManagedMasterSecret(engine, database)
    ? []
    : [['masterSecret', managedMasterSecretNotUsed(engine, `a database ${database}`)]];
}
