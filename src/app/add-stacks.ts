import { App } from 'cdktf';
import { RotationConfig } from '../config/model';
import { RotationStack } from './rotation-stack';

/** Writes the Terraform of a configuration into the output folder. */
export function synthesise(config: RotationConfig): void {
  const app = new App();
  addStacks(app, config);
  withoutSourceMaps(() => app.synth());
}

/** Makes a stack of each entry under `stacks`. */
export function addStacks(app: App, config: RotationConfig): void {
  withoutSourceMaps(() => {
    Object.entries(config.stacks).forEach(([name, stack]) => new RotationStack(app, name, stack));
  });
}

/** CDKTF keeps a stack trace of every token, and reading source maps for all of them takes as long as the rest. */
export function withoutSourceMaps(work: () => void): void {
  const before = process.sourceMapsEnabled;
  process.setSourceMapsEnabled(false);
  try {
    work();
  } finally {
    process.setSourceMapsEnabled(before);
  }
}
