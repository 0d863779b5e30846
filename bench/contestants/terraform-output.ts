import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Output } from './contestant';

/** The Terraform of all stacks that CDKTF wrote. */
export function terraformOutput(outdir: string): Output {
  const stacks = readdirSync(join(outdir, 'stacks'));
  const texts = stacks.map((name) => readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
  return {
    bytes: sum(texts.map((text) => Buffer.byteLength(text))),
    resources: sum(texts.map((text) => resourcesIn(JSON.parse(text)))),
  };
}

function resourcesIn({ resource }: { resource: Record<string, object> }): number {
  return sum(Object.values(resource).map((ofType) => Object.keys(ofType).length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
