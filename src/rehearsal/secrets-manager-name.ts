import { StackConfig } from '../config';

/** Secrets Manager as it stands in host names and in the names of interface endpoints. */
export function secretsManagerOf({ fips = false }: Pick<StackConfig, 'fips'>): string {
  return fips ? 'secretsmanager-fips' : 'secretsmanager';
}
