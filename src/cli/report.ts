import { findingParagraph, findingSummary } from '../config/report';
import { CommandOption, OptionValues } from './command';
import { ExitStatus } from './exit-status';
import { formatTwice } from './problems';
import { ReportedFinding } from './reported-finding';
import type { RuleBook } from './sarif';
import { Terminal } from './terminal';
import { WrongCall } from './wrong-call';

/** How findings can be printed. */
export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export type Format = (typeof FORMATS)[number];

/** The options of a command that prints findings in every format. */
export const FORMAT_OPTIONS = formatOptions({});

/** The same with formats of the command's own, and what they are. */
export function formatOptions(others: Readonly<Record<string, string>>): readonly CommandOption[] {
  const more = Object.values(others).map((use) => `; or ${use}`);
  return [
    {
      flags: '--format <format>',
      description: `how findings are printed: for people (the default), programs, code scanning, or a GitHub workflow${more.join('')}`,
      choices: [...FORMATS, ...Object.keys(others)],
    },
    { flags: '--json', description: 'the same as --format json' },
  ];
}

/** The format that a call asks for. */
export function formatOf({ format, json }: OptionValues): Format {
  if (json === true && format !== undefined && format !== 'json') throw new WrongCall(formatTwice(format));
  return json === true ? 'json' : (format ?? 'text');
}

/** Prints findings on the standard output: as JSON for programs, otherwise for people, who are told how many there are besides. */
export function report(
  name: string,
  findings: readonly ReportedFinding[],
  asJson: boolean,
  terminal: Terminal,
): ExitStatus {
  if (asJson) terminal.out(jsonOf(findings));
  else {
    printFindings([{ name, findings }], terminal);
    terminal.err(`${findingSummary(name, findings)}\n`);
  }
  return statusOf(findings);
}

/** What people know by a name, and what was found in it. */
export interface NamedFindings {
  readonly name: string;
  readonly findings: readonly ReportedFinding[];
}

/** Prints findings as people read them, one paragraph each. */
export function printFindings(all: readonly NamedFindings[], terminal: Terminal): void {
  const paragraphs = all.flatMap(({ name, findings }) =>
    findings.map((finding) => findingParagraph(nameOf(finding, name), finding)),
  );
  if (paragraphs.length > 0) terminal.out(`${paragraphs.join('\n\n')}\n`);
}

/** Prints findings on the standard output in a format that other programs read. */
export async function printFor(
  format: Exclude<Format, 'text'>,
  findings: readonly ReportedFinding[],
  book: RuleBook,
  terminal: Terminal,
): Promise<void> {
  if (format === 'json') return terminal.out(jsonOf(findings));
  if (format === 'github')
    return terminal.out((await import('./workflow-commands')).workflowCommands(findings));
  terminal.out((await import('./sarif')).sarif(findings, book));
}

/** How a command ends that found this. */
export function statusOf(findings: readonly ReportedFinding[], leastSeverity = 'error'): ExitStatus {
  const counts = ({ severity }: ReportedFinding): boolean =>
    severity === 'error' || leastSeverity === 'warning';
  return findings.some(counts) ? ExitStatus.FINDINGS : ExitStatus.OK;
}

function jsonOf(findings: readonly ReportedFinding[]): string {
  return `${JSON.stringify({ findings }, null, 2)}\n`;
}

/** As Terraform names an attribute, or the file. */
function nameOf({ address, attribute, file }: ReportedFinding, name: string): string {
  if (address === undefined) return file ?? name;
  return attribute ? `${address}.${attribute}` : address;
}
