import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '..', 'secret', 'cases');

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
  readonly secret?: Readonly<Record<string, unknown>>;
  readonly master?: Readonly<Record<string, unknown>>;
  readonly expected: readonly string[];
}

export const SECRET_CASES: readonly SecretCase[] = readdirSync(FOLDER).flatMap((file) =>
  (JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as SecretCase[]).map((one) => ({
    ...one,
    name: `${file.replace('.json', '')}: ${one.name}`,
    topic: file,
    engine: one.engine ?? 'mysql',
    strategy: one.strategy ?? 'single-user',
    text: one.text ?? JSON.stringify(one.secret),
  })),
);
