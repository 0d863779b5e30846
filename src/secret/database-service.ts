import { services } from './data/database-services.json';
import { awsEndpoint } from './aws-endpoint';

/** A service of AWS with databases whose names tell the engine. */
export interface DatabaseService {
  /** What AWS calls it in the databases' names. */
  readonly service: string;
  readonly title: string;
  /** The engine of its secrets, where they are rotated at all. */
  readonly engine?: string;
  /** The engines whose drivers can talk to it. */
  readonly understands: readonly string[];
}

const SERVICES: readonly DatabaseService[] = services;

/** What AWS calls Amazon RDS in the names of its databases, which do not tell the engine. */
const RDS = ['rds', 'rds-fips'];

/** The service of the database at a host, where its name tells the engine. */
export function databaseService(host: string): DatabaseService | undefined {
  const name = awsEndpoint(host)?.service;
  return SERVICES.find(({ service }) => service === name);
}

/** Whether a host has the name that AWS gave a database. */
export function isDatabaseEndpoint(host: string): boolean {
  return RDS.includes(awsEndpoint(host)?.service ?? '') || databaseService(host) !== undefined;
}
