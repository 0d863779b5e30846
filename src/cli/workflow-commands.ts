import { printable } from '../printable';
import { ReportedFinding } from './reported-finding';

/** What a workflow command has in the place of a character that it means something by. */
const ESCAPES: Readonly<Record<string, string>> = {
  '%': '%25',
  '\r': '%0D',
  '\n': '%0A',
  ':': '%3A',
  ',': '%2C',
};

/**
 * Findings as GitHub Actions shows them beside the lines that they are about.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function workflowCommands(findings: readonly ReportedFinding[]): string {
  return findings.map((finding) => `${command(finding)}\n`).join('');
}

function command({ severity, rule, message, path, address, file, line, column }: ReportedFinding): string {
  const properties = Object.entries({ file, line, col: column, title: rule })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escaped(String(value), /[%\r\n:,]/g)}`);
  const place = [address, path].filter(Boolean).join(' ');
  const text = place === '' ? message : `${place}: ${message}`;
  return `::${severity} ${properties.join(',')}::${escaped(text, /[%\r\n]/g)}`;
}

/** Nobody writes a command of theirs into the log by what a file holds. */
function escaped(text: string, characters: RegExp): string {
  return printable(text.replace(characters, (one) => ESCAPES[one]));
}
