import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { findApplication } from '../../src/catalogue/find-application';
import { secretContractOf } from '../../src/catalogue/secret-contract';
import { MASTER_ARN } from './examples';

const FOLDER = join(__dirname, '..', 'secret', 'cases');

type Json = Readonly<Record<string, unknown>>;

/** A secret, and what is to be found in it: each a rule and a key. */
export interface SecretCase {
  readonly name: string;
  /** The file of cases that it is in. */
  readonly topic: string;
  /** The engine mysql by default. */
  readonly engine: string;
  /** One user by default. */
  readonly strategy: string;
  /** The secret as it is written. */
  readonly text: string;
  readonly secret?: Json;
  readonly master?: Json;
  readonly expected: readonly string[];
}

/** A case as it is written: of one engine or several, whole or as changes to a secret that can be rotated. */
interface WrittenCase extends Partial<SecretCase> {
  readonly name: string;
  readonly expected: readonly string[];
  readonly engines?: readonly string[];
  readonly strategies?: readonly string[];
  readonly changes?: Json;
  readonly masterChanges?: Json;
}

const HOST = 'orders.abc123.us-east-1.rds.amazonaws.com';

/** A secret that can be rotated. */
export function rightSecret(engine: string, strategy: string): Json {
  const { engineWords, requiresDbname } = secretContractOf(engine)!;
  return {
    engine: engineWords[0],
    host: HOST,
    username: 'orders',
    password: 'correct-horse',
    ...(requiresDbname ? { dbname: 'ORDERS' } : {}),
    ...(findApplication(engine, strategy)!.requiresMasterSecret ? { masterarn: MASTER_ARN } : {}),
  };
}

/** A master secret that can be used with it. */
export function rightMaster(engine: string): Json {
  const { engineWords } = secretContractOf(engine)!;
  return { engine: engineWords[0], host: HOST, username: 'admin', password: 'battery-staple' };
}

function casesOf(file: string): SecretCase[] {
  const written = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WrittenCase[];
  return written.flatMap((one) => {
    const { engines = [one.engine ?? 'mysql'], strategies = [one.strategy ?? 'single-user'] } = one;
    return engines.flatMap((engine) => strategies.map((strategy) => caseOf(file, one, engine, strategy)));
  });
}

function caseOf(topic: string, written: WrittenCase, engine: string, strategy: string): SecretCase {
  const { changes, masterChanges, engines, strategies } = written;
  const secret = changes ? { ...rightSecret(engine, strategy), ...changes } : written.secret;
  const place = [engines && engine, strategies && strategy].filter(Boolean).join(', ');
  return {
    topic,
    engine,
    strategy,
    secret,
    name: `${topic.replace('.json', '')}: ${written.name}${place && ` (${place})`}`,
    master: masterChanges ? { ...rightMaster(engine), ...masterChanges } : written.master,
    text: written.text ?? JSON.stringify(secret),
    expected: written.expected,
  };
}

export const SECRET_CASES: readonly SecretCase[] = readdirSync(FOLDER).flatMap(casesOf);
