import { stringify } from 'yaml';
import { LoadedConfig, parseConfig } from '../../src/config';
import { DATABASE_GROUP, SUBNETS, VPC } from './examples';

type Part = Record<string, unknown>;

export const NETWORK = { vpcId: VPC, subnetIds: SUBNETS, databaseSecurityGroupIds: [DATABASE_GROUP] };

export const ROTATION = {
  engine: 'mysql',
  strategy: 'multi-user',
  secret: 'production/orders',
  masterSecret: 'production/superuser',
  network: 'private',
  schedule: { everyDays: 7 },
};

export const STACK = { region: 'us-east-1', networks: { private: NETWORK }, rotations: { orders: ROTATION } };

export const CONFIGURATION = { version: 1, stacks: { production: STACK } };

/** A right configuration, but for some keys of its stack. A key of undefined is left out. */
export function withStack(changes: Part): Part {
  return { ...CONFIGURATION, stacks: { production: { ...STACK, ...changes } } };
}

export function withRotation(changes: Part): Part {
  return withStack({ rotations: { orders: { ...ROTATION, ...changes } } });
}

export function withNetwork(changes: Part): Part {
  return withStack({ networks: { private: { ...NETWORK, ...changes } } });
}

/** A day on which the catalogue's versions have runtimes that do not end soon. */
export const TODAY = new Date('2026-11-23');

export function check(configuration: unknown): LoadedConfig {
  return parseConfig(stringify(configuration, { aliasDuplicateObjects: false }), TODAY);
}

/** The findings of a configuration as rule, place and message. */
export function findingsOf(configuration: unknown): string[] {
  return check(configuration).findings.map(({ rule, path, message }) => `${rule} at ${path}: ${message}`);
}

/** The findings of a configuration as rule and place. */
export function rulesAndPlaces(configuration: unknown): string[] {
  return check(configuration).findings.map(
    ({ rule, path }) => `${rule} ${path.replace('stacks.production.', '')}`,
  );
}
