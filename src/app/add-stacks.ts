import { App } from 'cdktf';
import { RotationConfig } from '../config/model';
import { RotationStack } from './rotation-stack';
import { withoutTracesOfTokens } from './token-traces';

/** Where the Terraform of an app goes by default. */
export function outputFolder(): string {
  return process.env.CDKTF_OUTDIR ?? 'cdktf.out';
}

/** Writes the Terraform of a configuration into the output folder. */
export function synthesise(config: RotationConfig): void {
  const app = new App({ outdir: outputFolder() });
  addStacks(app, config);
  withoutTracesOfTokens(() => app.synth());
}

/** Makes a stack of each entry under `stacks`. */
export function addStacks(app: App, config: RotationConfig): void {
  withoutTracesOfTokens(() => {
    Object.entries(config.stacks).forEach(([name, stack]) => new RotationStack(app, name, stack));
  });
}
