import { printable } from '../printable';
import { ConfigFinding } from './config-finding';

/** The findings as people read them, one paragraph each, above a line that counts them. */
export function formatFindings(file: string, findings: readonly ConfigFinding[]): string {
  return [...findings.map((finding) => findingParagraph(file, finding)), findingSummary(file, findings)].join(
    '\n\n',
  );
}

/** A finding as people read it. */
export function findingParagraph(
  file: string,
  { rule, severity, path, message, file: own = file, line, column }: ConfigFinding,
): string {
  const position = line === undefined ? own : `${own}:${line}:${column}`;
  const lines = [`${position} ${severity} ${rule}`, ...(path ? [`  ${path}`] : []), `  ${message}`];
  return lines.map(printable).join('\n');
}

/** How many findings of each weight there are. Those that are not shown are counted in a finding of their own. */
export function findingSummary(file: string, findings: readonly ConfigFinding[]): string {
  const shown = findings.filter(({ rule }) => rule !== 'MoreFindings');
  const errors = shown.filter(({ severity }) => severity === 'error').length;
  const counted = `${count(errors, 'error')}, ${count(shown.length - errors, 'warning')}`;
  return `${printable(file)}: ${counted}${shown.length < findings.length ? ', and more that are not shown' : ''}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
