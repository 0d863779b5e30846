import { printable } from '../printable';
import { ConfigFinding } from './config-finding';

/** The findings as people read them, one paragraph each, under a line that counts them. */
export function formatFindings(file: string, findings: readonly ConfigFinding[]): string {
  return [...findings.map((finding) => paragraph(file, finding)), summary(file, findings)].join('\n\n');
}

function paragraph(file: string, { rule, severity, path, message, line, column }: ConfigFinding): string {
  const position = line === undefined ? file : `${file}:${line}:${column}`;
  const lines = [`${position} ${severity} ${rule}`, ...(path ? [`  ${path}`] : []), `  ${message}`];
  return lines.map(printable).join('\n');
}

function summary(file: string, findings: readonly ConfigFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${printable(file)}: ${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
