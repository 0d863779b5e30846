import { loadNamedConfig } from '../config';
import { planTable } from './plan-table';
import { report } from './report';
import { Command } from './command';
import { refuseUnreadable } from './unreadable';

const NOTES = `The table of what would be made is printed on the standard output, findings on the standard error.
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
    { flags: '--json', description: 'print the findings as JSON, and nothing else' },
  ],
  example: 'secret-rotation validate rotation.yaml --explain',
  notes: NOTES,
  run: ({ args: [given], values: { json = false, explain = false }, terminal }) => {
    const { file, config, findings } = loadNamedConfig(process.env, given, terminal.input);
    refuseUnreadable(findings);
    const status = report(file, findings, json, terminal);
    if (config && !json) terminal.out(planTable(config, explain, new Date()));
    return status;
  },
};
