import {
  Finding,
  formatFindings,
  loadNamedConfig,
  NamedConfig,
  resolvedText,
  RotationConfig,
} from '../config';
import { againstAlone, besideResolved, chartTooLarge, nothingReplaced, standardInputTwice } from './problems';
import { onStandardError, Terminal } from './terminal';
import { findingSummary } from '../config/report';
import { planTable } from './plan-table';
import { Format, formatOf, formatOptions, printFor, report, statusOf } from './report';
import { Command, OptionValues } from './command';
import { ExitStatus } from './exit-status';
import { refuseUnreadable } from './unreadable';
import { WrongCall } from './wrong-call';

/** The format that shows what would be made in place of what is wrong. */
const DIAGRAM = 'mermaid';

const NOTES = `Findings and the table of what would be made are printed on the standard output, how many findings there are on the
standard error. With --resolved the configuration alone is printed on the standard output, in YAML or JSON as it was given, and is
itself one that can be given. With --format mermaid it is a flow chart for Markdown files and mermaid.live: functions, networks,
endpoints, secrets and grants. With more than 100 rotations, what is alike is drawn once.
Exit status: 0 no error, 1 an error was found, 2 the call was wrong`;

export const validate: Command = {
  name: 'validate',
  summary: 'find what is wrong with a configuration, and show what it would make',
  args: [
    {
      name: '[file]',
      description:
        'the configuration: a file, a folder, a pattern such as "fleet/*.yaml", or - for the standard input; by default what ROTATION_CONFIG or cdktf.json names',
    },
  ],
  options: [
    {
      flags: '--resolved',
      description: 'print the configuration with all defaults filled in, instead of the table',
    },
    {
      flags: '--against <old>',
      description:
        'say what would be replaced of what is deployed: by a terraform.tfstate, or by the configuration that is; - for the standard input, such as that of "terraform state pull"',
    },
    { flags: '--explain', description: 'show the next five dates of each rotation' },
    ...formatOptions({ [DIAGRAM]: 'a flow chart of what would be made' }),
  ],
  example: 'secret-rotation validate rotation.yaml --explain',
  notes: NOTES,
  run: async ({ args: [given], values, terminal }) => {
    refuseTogether(values);
    if (given === '-' && values.against === '-') throw new WrongCall(standardInputTwice());
    const { file, syntax, config, findings: ofRules } = loadNamedConfig(process.env, given, terminal.input);
    refuseUnreadable(ofRules);
    const findings = [...ofRules, ...(await against(config, values.against, terminal))];
    if (values.resolved === true) {
      if (config) terminal.out(await resolvedText(config, syntax));
      return report(file, findings, false, onStandardError(terminal));
    }
    const format = formatOf(values);
    if (values.format === DIAGRAM) return draw({ file, config, findings }, terminal);
    await printAs(format, file, findings, terminal);
    if (config && format === 'text') {
      terminal.out(
        `${findings.length > 0 ? '\n' : ''}${planTable(config, values.explain === true, new Date())}`,
      );
    }
    return statusOf(findings);
  },
};

/** What a plan would replace. What deploys is loaded for this only. */
async function against(
  config: RotationConfig | undefined,
  old: string | undefined,
  terminal: Terminal,
): Promise<Finding[]> {
  if (config === undefined || old === undefined) return [];
  const { findingsAgainstFile, titleOf } = await import('./against');
  const findings = await findingsAgainstFile(config, old, terminal.input);
  if (findings.length === 0) terminal.err(`${nothingReplaced(titleOf(old))}\n`);
  return findings;
}

function refuseTogether(values: OptionValues): void {
  if (values.resolved === true) refuseBesideResolved(values);
  if (values.against === undefined) return;
  if (values.resolved === true) throw new WrongCall(againstAlone('--resolved'));
  if (values.format === DIAGRAM) throw new WrongCall(againstAlone(`--format ${DIAGRAM}`));
}

/** The configuration is printed alone, for others to read. */
function refuseBesideResolved(values: OptionValues): void {
  const beside = ['explain', 'json', 'format'].find((name) => values[name] !== undefined);
  if (beside !== undefined) throw new WrongCall(besideResolved(`--${beside}`));
}

/** The chart has the standard output for itself. */
async function draw(
  { file, config, findings }: Omit<NamedConfig, 'syntax'>,
  terminal: Terminal,
): Promise<ExitStatus> {
  terminal.err(`${formatFindings(file, findings)}\n`);
  if (config) {
    const { isTooLarge, mermaid } = await import('./mermaid');
    const chart = mermaid(config);
    terminal.out(chart);
    if (isTooLarge(chart)) terminal.err(`${chartTooLarge()}\n`);
  }
  return statusOf(findings);
}

async function printAs(
  format: Format,
  file: string,
  findings: readonly Finding[],
  terminal: Terminal,
): Promise<void> {
  if (format === 'text' || format === 'json') return void report(file, findings, format === 'json', terminal);
  const books = await Promise.all([
    import('../config/data/rules.json'),
    import('../secret/data/rules.json'),
    import('../app/data/rules.json'),
  ]);
  const book = { rules: books.flatMap(({ rules }) => rules), page: 'docs/config-rules.md' };
  await printFor(
    format,
    findings.map((finding) => ({ file, ...finding })),
    book,
    terminal,
  );
  terminal.err(`${findingSummary(file, findings)}\n`);
}
