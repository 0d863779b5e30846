import { Finding } from '../config/finding';
import { formatFindings } from '../config/report';
import { ExitStatus } from './exit-status';
import { Terminal } from './terminal';

/** Prints findings: as JSON for programs, otherwise for people. */
export function report(
  name: string,
  findings: readonly Finding[],
  asJson: boolean,
  terminal: Terminal,
): ExitStatus {
  if (asJson) terminal.out(`${JSON.stringify({ findings }, null, 2)}\n`);
  else terminal.err(`${formatFindings(name, findings)}\n`);
  return findings.some(({ severity }) => severity === 'error') ? ExitStatus.FINDINGS : ExitStatus.OK;
}
