/** Runs the integration tests, or says in plain words what they miss on this machine: `npm run test:integration`. */
import { join } from 'path';
import { spawn } from 'child_process';
import { BINDINGS_VERSION } from '../src/app/bindings';
import { InstalledProvider } from '../src/rehearsal/provider';
import { missingTools } from '../src/rehearsal/tools';

const JEST = join(__dirname, '..', 'node_modules', '.bin', 'jest');

const SETTINGS = join(__dirname, 'jest.config.json');

async function main(args: readonly string[]): Promise<number> {
  const missing = missingTools(process.env);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  if (process.env.TF_PLUGIN_DIR !== undefined) return runJest(args, process.env.TF_PLUGIN_DIR);
  const provider = new InstalledProvider();
  try {
    console.log(`Terraform gets release ${BINDINGS_VERSION} of the AWS provider`);
    await provider.install(BINDINGS_VERSION);
    return await runJest(args, provider.mirror);
  } finally {
    provider.remove();
  }
}

function runJest(args: readonly string[], mirror: string): Promise<number> {
  const env = { ...process.env, TF_PLUGIN_DIR: mirror };
  const jest = spawn(JEST, ['--config', SETTINGS, ...args], { stdio: 'inherit', env });
  // The terminal tells jest as well, and what jest leaves is removed after it.
  process.on('SIGINT', () => undefined);
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('close', (status) => resolve(status ?? 1));
  });
}

main(process.argv.slice(2)).then(
  (status) => (process.exitCode = status),
  ({ message }: Error) => {
    console.error(`${message}\nThe integration tests cannot run.`);
    process.exitCode = 1;
  },
);
