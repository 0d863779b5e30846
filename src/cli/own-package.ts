import { readFileSync } from 'fs';
import { join } from 'path';

/** Where this package lies, installed or in a checkout. */
export const OWN_FOLDER = join(__dirname, '..', '..');

/** What is taken of this package's package.json. */
export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  /** The releases that it is developed and tested with. */
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function ownPackage(): OwnPackage {
  return JSON.parse(readFileSync(join(OWN_FOLDER, 'package.json'), 'utf8'));
}
