import { configFile, loadConfig } from '../config';
import { Finding } from '../config/finding';
import { planTable } from './plan-table';
import { report } from './report';
import { Define } from './run';
import { WrongCall } from './wrong-call';

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
      const file = given ?? configFile(process.env);
      const { config, findings } = loadConfig(file);
      refuseUnreadable(findings);
      end(report(file, findings, json, terminal));
      if (config && !json) terminal.out(planTable(config, explain, new Date()));
    });
};

function refuseUnreadable(findings: readonly Finding[]): void {
  const unreadable = findings.find(({ rule }) => rule === 'FileNotReadable');
  if (unreadable) throw new WrongCall({ code: unreadable.rule, message: unreadable.message });
}
