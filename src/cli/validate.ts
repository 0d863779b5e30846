import { loadNamedConfig } from '../config';
import { planTable } from './plan-table';
import { report } from './report';
import { Define } from './run';
import { refuseUnreadable } from './unreadable';

const EXAMPLE = `
Example:
  $ secret-rotation validate rotation.yaml --explain

The table of what would be made is printed on the standard output, findings on the standard error.
Exit status: 0 no error, 1 an error was found, 2 the call was wrong`;

interface ValidateOptions {
  readonly json?: boolean;
  readonly explain?: boolean;
}

export const defineValidate: Define = (command, terminal, end) => {
  command
    .argument('[file]', 'the configuration; by default the one that ROTATION_CONFIG or cdktf.json names')
    .option('--explain', 'show the next five dates of each rotation')
    .option('--json', 'print the findings as JSON, and nothing else')
    .addHelpText('after', EXAMPLE)
    .action((given: string | undefined, { json = false, explain = false }: ValidateOptions) => {
      const { file, config, findings } = loadNamedConfig(process.env, given);
      refuseUnreadable(findings);
      end(report(file, findings, json, terminal));
      if (config && !json) terminal.out(planTable(config, explain, new Date()));
    });
};
