import { App, TerraformStack } from 'cdktf';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CodeConfig, FunctionConfig, RotationConfig, StackConfig } from '../config/model';
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

/** What stands for code that need not be packaged yet, or not any more. */
const ANY_CODE: CodeConfig = { s3: { bucket: 'code', key: 'code.zip' } };

/** A configuration for addresses and names alone, with which the code of functions has nothing to do: none of it is read. */
export function withoutCodeFiles(config: RotationConfig): RotationConfig {
  return { ...config, stacks: mapped(config.stacks, withoutCodeFilesOf) };
}

function withoutCodeFilesOf({ functions, ...stack }: StackConfig): StackConfig {
  return functions === undefined ? stack : { ...stack, functions: mapped(functions, withoutCodeFile) };
}

function withoutCodeFile(one: FunctionConfig): FunctionConfig {
  return one.code?.zip === undefined ? one : { ...one, code: ANY_CODE };
}

function mapped<T>(entries: Readonly<Record<string, T>>, change: (entry: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, change(entry)]));
}
