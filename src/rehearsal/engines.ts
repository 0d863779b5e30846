/** What a rotation has to find for an engine: written down here again, so that the catalogue is checked, not asked. */
interface Engine {
  readonly application: string;
  readonly port: number;
}

const ENGINES: Readonly<Record<string, Engine>> = {
  mysql: { application: 'RDSMySQL', port: 3306 },
  mariadb: { application: 'RDSMariaDB', port: 3306 },
  postgres: { application: 'RDSPostgreSQL', port: 5432 },
  oracle: { application: 'RDSOracle', port: 1521 },
  sqlserver: { application: 'RDSSQLServer', port: 1433 },
  db2: { application: 'RDSDb2', port: 50000 },
  mongodb: { application: 'MongoDB', port: 27017 },
  redshift: { application: 'Redshift', port: 5439 },
};

export const ENGINE_NAMES = Object.keys(ENGINES);

export function applicationName(engine: string, strategy: string): string {
  const users = strategy === 'multi-user' ? 'Multi' : 'Single';
  return `SecretsManager${ENGINES[engine].application}Rotation${users}User`;
}

export function usualPort(engine: string): number {
  return ENGINES[engine].port;
}
