import { FRAMEWORK } from '../framework';
import './load-late';
import { outputFolder, synthesise } from '../app/add-stacks';
import { movedStacks } from '../app/moved-stacks';
import { formatFindings, loadNamedConfig } from '../config';
import { Command } from './command';
import { ExitStatus } from './exit-status';
import { Terminal } from './terminal';
import { refuseUnreadable } from './unreadable';

const NOTES = `cdktf.json names this command as its app, so that "${FRAMEWORK.command} synth", "${FRAMEWORK.command} deploy" and "${FRAMEWORK.command} diff" call it. The output goes to
cdktf.out, or to the folder that the environment variable CDKTF_OUTDIR names.
Exit status: 0 no error, 1 an error was found and nothing was written, 2 the call was wrong`;

export const synth: Command = {
  name: 'synth',
  summary: 'turn a configuration into Terraform, one folder for each stack',
  args: [
    {
      name: '[file]',
      description:
        'the configuration: a file, a folder, or a pattern such as "fleet/*.yaml"; by default what ROTATION_CONFIG or cdktf.json names',
    },
  ],
  example: 'secret-rotation synth rotation.yaml',
  notes: NOTES,
  run: ({ args: [given], terminal }) => synthFile(given, terminal),
};

/** Turns the configuration that is given, or else the named one, into Terraform. */
export function synthFile(given: string | undefined, terminal: Terminal): ExitStatus {
  const { file, config, findings } = loadNamedConfig(process.env, given);
  refuseUnreadable(findings);
  const all = [...findings, ...(config ? movedStacks(config, process.cwd(), outputFolder()) : [])];
  if (all.length > 0) terminal.err(`${formatFindings(file, all)}\n`);
  if (!config) return ExitStatus.FINDINGS;
  synthesise(config);
  return ExitStatus.OK;
}
