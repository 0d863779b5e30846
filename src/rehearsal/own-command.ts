import { FRAMEWORK } from '../framework';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

const ENTRY = join(__dirname, '..', 'cli', 'main');

/** How Node.js runs this package's own command: compiled, or from source in a checkout. */
export const OWN_COMMAND: readonly string[] = existsSync(`${ENTRY}.js`)
  ? [`${ENTRY}.js`]
  : ['--import', require.resolve('tsx'), `${ENTRY}.ts`];

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
