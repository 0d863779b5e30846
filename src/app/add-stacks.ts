import { App, TerraformStack } from 'cdktf';
import { RotationConfig } from '../config/model';
import { resolveApart } from './resolved-apart';
import { RotationStack } from './rotation-stack';
import { withoutTracesOfTokens } from './token-traces';

/** Where the Terraform of an app goes by default. */
export function outputFolder(): string {
  return process.env.CDKTF_OUTDIR ?? 'cdktf.out';
}

/** Writes the Terraform of a configuration into the output folder. */
export function synthesise(config: RotationConfig): void {
  const app = new App({ outdir: outputFolder() });
  addStacks(app, config).forEach((stack) => {
    prepareAlone(stack);
    resolveApart(stack);
  });
  withoutTracesOfTokens(() => app.synth());
}

/** Makes a stack of each entry under `stacks`. */
export function addStacks(app: App, config: RotationConfig): TerraformStack[] {
  return withoutTracesOfTokens(() =>
    Object.entries(config.stacks).map(([name, stack]) => new RotationStack(app, name, stack)),
  );
}

/**
 * CDKTF resolves all tokens once before it writes any stack, to find those of other stacks. The stacks of a configuration use
 * nothing of one another, and nobody can add anything to these.
 */
function prepareAlone(stack: TerraformStack): void {
  stack.prepareStack = () => void stack.ensureBackendExists();
}
