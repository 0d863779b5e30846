import { join } from 'path';
import { formatFindings, loadNamedConfig } from '../config';
import { FRAMEWORK } from '../framework';
import type { GivenIds, ImportBlock } from '../app/imports/import-plan';
import { Command, OptionValues } from './command';
import { ExitStatus } from './exit-status';
import {
  functionUnnamed,
  importedAndNew,
  importedTwice,
  importsNext,
  notAnImport,
  policiesReplaced,
} from './problems';
import { stackOf } from './stack-option';
import { refuseUnreadable } from './unreadable';
import { writeFiles } from './written-folder';
import { WrongCall } from './wrong-call';

const FILE = 'imports.tf.json';

const REMARK =
  'What was made by hand, for Terraform to take over with the next apply. Written by secret-rotation import-plan; remove it afterwards.';

/** An address, with the key of an instance if it has one, and an id. */
const IMPORT = /^([\w.-]+(?:\["[^"]*"\]|\[\d+\])?)=(.+)$/s;

const NOTES = `The file goes beside cdk.tf.json, where ${FRAMEWORK.command} deploy and terraform find it. Ids that follow from the configuration are
filled in; what only AWS knows is asked for, with the command that prints it. Nothing in AWS is called, and nothing is changed there.
The name of the file is printed on the standard output, remarks on the standard error.
docs/from-a-set-up-by-hand.md goes through all of it.
Exit status: 0 the blocks are written, 1 the configuration has an error, 2 the call was wrong or an id is missing; nothing is written then`;

/** Terraform's import blocks for a set-up that somebody made by hand. */
export const importPlan: Command = {
  name: 'import-plan',
  summary: 'write the import blocks by which Terraform adopts what somebody made by hand',
  args: [
    {
      name: '[file]',
      description:
        'the configuration: a file, a folder, or a pattern such as "fleet/*.yaml"; by default what ROTATION_CONFIG or cdktf.json names',
    },
  ],
  options: [
    { flags: '--stack <name>', description: 'the stack of the configuration, where it has several' },
    {
      flags: '--id <address=id>',
      description: 'the id of what exists and is to have this address in Terraform',
      isList: true,
    },
    {
      flags: '--new <address>',
      description: 'the address of what does not exist yet, so that Terraform makes it',
      isList: true,
    },
  ],
  example:
    "secret-rotation import-plan rotation.yaml --id 'aws_vpc_endpoint.Networks_Endpoints_vpc-0a1b2c3d4e5f60718_5A262E86=vpce-0a1b2c3d4e5f60718'",
  notes: NOTES,
  run: async ({ args: [given], values, terminal }) => {
    const ids = givenIds(values);
    const { file, config, findings } = loadNamedConfig(process.env, given, terminal.input);
    refuseUnreadable(findings);
    if (findings.length > 0) terminal.err(`${formatFindings(file, findings)}\n`);
    if (!config) return ExitStatus.FINDINGS;
    const { name } = stackOf(config, 'the imports are those of one', values.stack);
    const { importPlan: planOf } = await import('../app/imports/import-plan');
    const { outputFolder } = await import('../app/add-stacks');
    const plan = planOf(config, name, ids);
    const folder = join(outputFolder(), 'stacks', name);
    writeFiles(folder, { [FILE]: textOf(plan.blocks) });
    terminal.out(`${join(folder, FILE)}\n`);
    if (plan.unnamed.length > 0) terminal.err(`${functionUnnamed(plan.unnamed)}\n`);
    if (plan.replaced.length > 0) terminal.err(`${policiesReplaced(plan.replaced)}\n`);
    terminal.err(`${importsNext(folder, FILE)}\n`);
    return ExitStatus.OK;
  },
};

function givenIds({ id = [], new: missing = [] }: OptionValues): GivenIds {
  const ids = new Map<string, string>();
  (id as string[]).forEach((text) => {
    const [, address, value] = IMPORT.exec(text) ?? [];
    if (address === undefined) throw new WrongCall(notAnImport(text));
    if (ids.has(address)) throw new WrongCall(importedTwice(address));
    if ((missing as string[]).includes(address)) throw new WrongCall(importedAndNew(address));
    ids.set(address, value);
  });
  return { ids, missing: new Set(missing as string[]) };
}

function textOf(blocks: readonly ImportBlock[]): string {
  return `${JSON.stringify({ '//': REMARK, import: blocks }, null, 2)}\n`;
}
