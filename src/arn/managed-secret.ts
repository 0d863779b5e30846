import { usesManagedMasterSecret } from '../catalogue/database-engines';
import {
  managedMasterSecretNamed,
  managedSecretNamed,
  redshiftWarehouseMissing,
  redshiftWarehouseNotUsed,
} from '../catalogue/problems';
import { Problem, quote } from '../problem';
import { managerOf, secretNameOf } from './secret-arn';
import { hasToken } from './token';

/** What a rotation names, of which AWS may manage something. */
export interface NamedSecrets {
  /** The database's engine, where it is known. */
  readonly engine?: string;
  readonly secret?: string;
  readonly masterSecret?: string;
  readonly redshiftWarehouse?: unknown;
}

type Found = readonly [key: keyof NamedSecrets, problem: Problem];

const OWN_MASTER =
  'name a master secret that you made, with host, username, password and engine, in "masterSecret"';

const CLUSTER = ['cluster'] as const;

const ANY_KIND = ['instance', 'cluster'] as const;

/**
 * What is wrong with naming secrets that services of AWS manage.
 *
 * @param rdsAdvice what to write for a master secret that RDS manages
 */
export function managedSecretProblems(named: NamedSecrets, rdsAdvice: string): Found[] {
  return [...ofSecret(named), ...ofMasterSecret(named, rdsAdvice), ...ofWarehouse(named)];
}

function ofSecret({ secret = '' }: NamedSecrets): Found[] {
  const manager = managerOf(secret);
  return manager === undefined ? [] : [['secret', managedSecretNamed(secret, manager)]];
}

function ofMasterSecret(
  { engine, masterSecret = '', redshiftWarehouse }: NamedSecrets,
  rdsAdvice: string,
): Found[] {
  const manager = managerOf(masterSecret);
  if (manager === undefined) return [];
  if (manager !== 'redshift' || isOfOther(engine)) {
    const use = manager === 'rds' ? ofRds(masterSecret, engine, rdsAdvice) : notUsable(engine);
    return [['masterSecret', managedMasterSecretNamed(masterSecret, manager, use)]];
  }
  return redshiftWarehouse === undefined ? [['masterSecret', redshiftWarehouseMissing(masterSecret)]] : [];
}

/** A master secret that only Terraform knows may be one. */
function ofWarehouse({ engine, masterSecret, redshiftWarehouse }: NamedSecrets): Found[] {
  if (redshiftWarehouse === undefined) return [];
  const reason = whyNotUsed(engine, masterSecret);
  return reason === undefined ? [] : [['redshiftWarehouse', redshiftWarehouseNotUsed(reason)]];
}

function isOfOther(engine: string | undefined): boolean {
  return engine !== undefined && engine !== 'redshift';
}

function ofRds(masterSecret: string, engine: string | undefined, advice: string): string {
  const kinds = secretNameOf(masterSecret).startsWith('rds!cluster-') ? CLUSTER : ANY_KIND;
  const isUsable = engine === undefined || kinds.some((kind) => usesManagedMasterSecret(engine, kind));
  return isUsable ? advice : notUsable(engine);
}

function notUsable(engine = 'this application'): string {
  return `the rotation functions for ${engine} cannot use it; ${OWN_MASTER}`;
}

function whyNotUsed(engine: string | undefined, masterSecret: string | undefined): string | undefined {
  if (masterSecret === undefined) return 'no master secret is named';
  if (managerOf(masterSecret) !== undefined) return undefined;
  if (isOfOther(engine)) return `the rotation is one for ${engine}`;
  return hasToken(masterSecret)
    ? undefined
    : `${quote(masterSecret)} is none, whose name starts with redshift!`;
}
