import { App } from 'cdktf';
import { RotationStack } from './src/app';
import { formatFindings, loadNamedConfig } from './src/config';

const { file, config, findings } = loadNamedConfig(process.env);

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
