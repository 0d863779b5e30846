import { StackConfig } from '../config/model';
import { expression, nestedBlock } from './blocks';
import { titleOf } from './design';
import { Block, renderFile } from './hcl/block';
import { renderJson } from './hcl/json';
import { LookedUpDatabase, lookUpBlocks } from './lookup-blocks';
import { ModuleCall, moduleCalls } from './module-calls';
import { license, moduleFiles, ModuleFormat } from './module-files';
import { stackReadme } from './stack-readme';
import { moduleBlock } from './usage';
import { versionBlocks } from './versions';

/** A stack of the configuration, and what it is called there. */
export interface NamedStack {
  readonly name: string;
  readonly config: StackConfig;
}

/**
 * The files of a module that does what a stack of the configuration does. One function in a network that is known is one
 * module, which has the configuration's values as its defaults. Several functions, or a network that is read from its
 * database, are a module that calls others.
 */
export function stackFiles(
  { name, config }: NamedStack,
  format: ModuleFormat,
  source: string,
): Readonly<Record<string, string>> {
  const calls = moduleCalls(name, config);
  const [{ design, inputs, lookedUp }] = calls;
  return calls.length === 1 && lookedUp === undefined
    ? moduleFiles({ ...design, defaults: inputs }, format, source)
    : { ...rootFiles(name, config, calls, source, format), ...submodules(calls, format) };
}

function rootFiles(
  name: string,
  { region }: StackConfig,
  calls: readonly ModuleCall[],
  source: string,
  format: ModuleFormat,
): Readonly<Record<string, string>> {
  const blocks = [...databases(calls).flatMap(lookUpBlocks), ...calls.map(callBlock)];
  return {
    'README.md': stackReadme(name, region, source, calls),
    ...(format === 'json' ? { 'main.tf.json': renderJson(blocks) } : { 'main.tf': renderFile(blocks) }),
    'outputs.tf': renderFile(outputs(calls)),
    'versions.tf': renderFile(versionBlocks()),
    LICENSE: license(),
  };
}

/** Each database once: several functions may be in its network. */
function databases(calls: readonly ModuleCall[]): LookedUpDatabase[] {
  return [
    ...new Map(calls.flatMap(({ lookedUp }) => (lookedUp ? [[lookedUp.name, lookedUp]] : []))).values(),
  ];
}

function callBlock({ name, design, inputs }: ModuleCall): Block {
  const { engine, strategy } = design.application;
  return {
    ...moduleBlock({ source: `./modules/${titleOf(design)}`, ...inputs }, name),
    comment: `Rotates secrets of ${engine}, ${strategy}.`,
  };
}

function outputs(calls: readonly ModuleCall[]): Block[] {
  const each = (value: string): string =>
    `{\n${calls.map(({ name }) => `    ${`"${name}"`.padEnd(width(calls))} = module.${name}.${value}\n`).join('')}  }`;
  return [
    output(
      'function_arns',
      'The ARNs of the rotation functions, by the names of their modules.',
      each('function_arn'),
    ),
    output(
      'function_security_group_ids',
      "The ids of the functions' own security groups; null where one has none.",
      each('function_security_group_id'),
    ),
    output(
      'rotations',
      'The ARN of each secret and whether its rotation is turned on, by the names of the modules and of `secrets`.',
      each('rotations'),
    ),
  ];
}

function width(calls: readonly ModuleCall[]): number {
  return Math.max(...calls.map(({ name }) => name.length + 2));
}

function output(name: string, description: string, value: string): Block {
  return { ...nestedBlock('output', { description, value: expression(value) }), labels: [name] };
}

/** Each kind of module once. */
function submodules(calls: readonly ModuleCall[], format: ModuleFormat): Readonly<Record<string, string>> {
  const designs = new Map(calls.map(({ design }) => [titleOf(design), design]));
  const files = [...designs].flatMap(([title, design]) =>
    Object.entries(moduleFiles(design, format, `./modules/${title}`)).map(
      ([file, text]): [string, string] => [`modules/${title}/${file}`, text],
    ),
  );
  return Object.fromEntries(files);
}
