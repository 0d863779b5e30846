import { App } from 'cdktf';
import { RotationStack } from './src/app';
import { configFile, formatFindings, loadConfig } from './src/config';

const file = configFile(process.env);
const { config, findings } = loadConfig(file);

if (findings.length > 0) console.error(formatFindings(file, findings));

if (config) {
  const app = new App();
  withoutSourceMaps(() => {
    Object.entries(config.stacks).forEach(([name, stack]) => new RotationStack(app, name, stack));
    app.synth();
  });
} else {
  process.exitCode = 1;
}

/** CDKTF keeps a stack trace of every token, and reading source maps for all of them takes as long as the rest. */
function withoutSourceMaps(work: () => void): void {
  process.setSourceMapsEnabled(false);
  try {
    work();
  } finally {
    process.setSourceMapsEnabled(true);
  }
}
