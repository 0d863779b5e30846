import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { RotationConfig } from '../config/model';
import { RotationStack } from './rotation-stack';

/** Uses each stack of a configuration. They exist in memory only; CDKTF wants a folder for what a stack may want to write. */
export function withStacks<T>(config: RotationConfig, use: (stack: TerraformStack, name: string) => T): T[] {
  const outdir = mkdtempSync(join(tmpdir(), 'secret-rotation-'));
  try {
    const app = new App({ outdir });
    return Object.entries(config.stacks).map(([name, props]) => {
      const stack = new RotationStack(app, name, props);
      stack.prepareStack();
      return use(stack, name);
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
