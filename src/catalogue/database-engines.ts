import { databaseEngines, managedMasterSecrets } from './database-engines.json';

const BY_ENGINE: Readonly<Record<string, readonly string[]>> = databaseEngines;

/** What the RDS API calls the databases that an engine's applications rotate; nothing where they are not in RDS. */
export function rdsEnginesOf(engine: string | undefined): readonly string[] {
  return BY_ENGINE[engine ?? ''] ?? [];
}

/** Whether an engine's functions know how to use a master secret that RDS manages. */
export function usesManagedMasterSecret(
  engine: string | undefined,
  database: 'instance' | 'cluster',
): boolean {
  return engine !== undefined && managedMasterSecrets[database].includes(engine);
}
