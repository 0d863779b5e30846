import { FRAMEWORK } from '../framework';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

/** This package's own command. */
export const OWN_COMMAND: readonly string[] = nodeArguments(join(__dirname, '..', 'cli', 'main'));

/** How Node.js runs an entry of this package: compiled, or from source in a checkout. */
export function nodeArguments(entry: string): string[] {
  return existsSync(`${entry}.js`) ? [`${entry}.js`] : ['--import', require.resolve('tsx'), `${entry}.ts`];
}

/** The command line of CDKTF that the project has, or else the one beside this package. */
export function cdktfCommand(): string | undefined {
  try {
    const manifest = require.resolve(`${FRAMEWORK.commandLine}/package.json`, {
      paths: [process.cwd(), __dirname],
    });
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin[FRAMEWORK.command]);
  } catch {
    return undefined;
  }
}
