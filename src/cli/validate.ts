import { Finding, loadNamedConfig } from '../config';
import { Terminal } from './terminal';
import { findingSummary } from '../config/report';
import { planTable } from './plan-table';
import { Format, FORMAT_OPTIONS, formatOf, printFor, report, statusOf } from './report';
import { Command } from './command';
import { refuseUnreadable } from './unreadable';

const NOTES = `Findings and the table of what would be made are printed on the standard output, how many findings there are on the
standard error.
Exit status: 0 no error, 1 an error was found, 2 the call was wrong`;

export const validate: Command = {
  name: 'validate',
  summary: 'find what is wrong with a configuration, and show what it would make',
  args: [
    {
      name: '[file]',
      description:
        'the configuration, or - for the standard input; by default the file that ROTATION_CONFIG or cdktf.json names',
    },
  ],
  options: [
    { flags: '--explain', description: 'show the next five dates of each rotation' },
    ...FORMAT_OPTIONS,
  ],
  example: 'secret-rotation validate rotation.yaml --explain',
  notes: NOTES,
  run: async ({ args: [given], values, terminal }) => {
    const { file, config, findings } = loadNamedConfig(process.env, given, terminal.input);
    refuseUnreadable(findings);
    const format = formatOf(values);
    await printAs(format, file, findings, terminal);
    if (config && format === 'text') {
      terminal.out(
        `${findings.length > 0 ? '\n' : ''}${planTable(config, values.explain === true, new Date())}`,
      );
    }
    return statusOf(findings);
  },
};

async function printAs(
  format: Format,
  file: string,
  findings: readonly Finding[],
  terminal: Terminal,
): Promise<void> {
  if (format === 'text' || format === 'json') return void report(file, findings, format === 'json', terminal);
  const [ofConfigurations, ofSecrets] = await Promise.all([
    import('../config/data/rules.json'),
    import('../secret/data/rules.json'),
  ]);
  const book = { rules: [...ofConfigurations.rules, ...ofSecrets.rules], page: 'docs/config-rules.md' };
  await printFor(
    format,
    findings.map((finding) => ({ ...finding, file })),
    book,
    terminal,
  );
  terminal.err(`${findingSummary(file, findings)}\n`);
}
