import { basename, join, resolve } from 'path';
import { APPLICATIONS, findApplication } from '../catalogue/find-application';
import { usesManagedMasterSecret } from '../catalogue/database-engines';
import { Command, CommandOption, OptionValues } from './command';
import { ExitStatus } from './exit-status';
import type { MasterManager, ModuleDesign } from '../module/design';
import { loadedConfig } from './loaded-config';
import type { Files } from './written-note';
import {
  configAndEngine,
  moduleNeedsWhat,
  noApplicationFor,
  noManagedMaster,
  stackWithoutConfig,
} from './problems';
import { stackOf } from './stack-option';
import { writeFolder } from './written-folder';
import { WrongCall } from './wrong-call';

const NOTES = `The module needs Terraform and its AWS provider only. README.md in the folder says how to call it; tests/ has its tests, for
"terraform test". What an earlier call wrote is replaced, unless it was changed since.
Exit status: 0 all is written, 1 an error was found and nothing was written, 2 the call was wrong`;

const FORMATS = ['hcl', 'json'] as const;

const INDEX = 'README.md';

const ENGINES = distinct(APPLICATIONS.map(({ engine }) => engine));

const STRATEGIES = distinct(APPLICATIONS.map(({ strategy }) => strategy));

const OPTIONS: readonly CommandOption[] = [
  { flags: '--config <file>', description: 'a configuration, whose values the module has' },
  { flags: '--stack <name>', description: 'the stack of the configuration, where it has several' },
  { flags: '--engine <engine>', description: 'the database’s engine', choices: ENGINES },
  { flags: '--strategy <strategy>', description: 'how its users take turns', choices: STRATEGIES },
  { flags: '--managed-master', description: 'RDS or Redshift manages the master secret' },
  {
    flags: '--format <format>',
    description: 'how the resources are written',
    choices: FORMATS,
    defaultValue: 'hcl',
  },
];

/** A module of Terraform, for who has neither Node.js nor CDKTF. */
export const exportModule: Command = {
  name: 'export-module',
  summary: 'write a module of plain Terraform that rotates secrets',
  usage:
    '<dir> (--engine <engine> --strategy <strategy> [--managed-master] | --config <file> [--stack <name>])',
  args: [{ name: '<dir>', description: 'the folder of the module' }],
  options: OPTIONS,
  example: 'secret-rotation export-module rotation --engine mysql --strategy multi-user',
  notes: NOTES,
  run: async ({ args: [dir = '.'], values, terminal }) => {
    const files = await filesOf(values, dir);
    const { [INDEX]: text, ...others } = files;
    writeFolder(dir, { index: INDEX, text, files: others });
    Object.keys(files).forEach((file) => terminal.out(`${join(dir, file)}\n`));
    return ExitStatus.OK;
  },
};

/** What writes modules is loaded for this only. */
async function filesOf(values: OptionValues, dir: string): Promise<Files> {
  const { config, engine, strategy, managedMaster, format } = values;
  const source = `./${basename(resolve(dir))}`;
  if (config === undefined) {
    if (values.stack !== undefined) throw new WrongCall(stackWithoutConfig());
    return (await import('../module/module-files')).moduleFiles(designOf(values), format, source);
  }
  if ([engine, strategy, managedMaster].some((value) => value !== undefined))
    throw new WrongCall(configAndEngine());
  const stack = stackOf(await loadedConfig(config), 'a module is made of one', values.stack);
  return (await import('../module/stack-files')).stackFiles(stack, format, source);
}

function designOf({ engine, strategy, managedMaster }: OptionValues): ModuleDesign {
  if (engine === undefined || strategy === undefined) throw new WrongCall(moduleNeedsWhat());
  const application = findApplication(engine, strategy);
  if (application === undefined) throw new WrongCall(noApplicationFor(engine, strategy));
  if (!managedMaster) return { application };
  const masterManager = managerOf(engine);
  if (!application.requiresMasterSecret || masterManager === undefined)
    throw new WrongCall(noManagedMaster(engine, strategy));
  return { application, masterManager };
}

/** The service whose master secrets an engine's functions know how to use. */
function managerOf(engine: string): MasterManager | undefined {
  if (engine === 'redshift') return 'redshift';
  const isKnown = (['instance', 'cluster'] as const).some((kind) => usesManagedMasterSecret(engine, kind));
  return isKnown ? 'rds' : undefined;
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
