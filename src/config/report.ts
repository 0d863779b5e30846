import { Finding } from './finding';

/** The findings as people read them, one paragraph each, under a line that counts them. */
export function formatFindings(file: string, findings: readonly Finding[]): string {
  return [...findings.map((finding) => paragraph(file, finding)), summary(file, findings)].join('\n\n');
}

function paragraph(file: string, { rule, severity, path, message, line, column }: Finding): string {
  const position = line === undefined ? file : `${file}:${line}:${column}`;
  return `${position} ${severity} ${rule}${path ? `\n  ${printable(path)}` : ''}\n  ${message}`;
}

/** A key may have characters that a terminal would act on. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function summary(file: string, findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${file}: ${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
