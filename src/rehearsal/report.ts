import { Prerequisite } from './prerequisite';

const WIDTH = 'invoke permission'.length;

/** What held when a secret was rotated, one line for each thing that the rotation needs. */
export function formatSecret(secret: string, stack: string, prerequisites: readonly Prerequisite[]): string {
  const missing = prerequisites.filter(({ holds }) => !holds).length;
  const verdict = missing === 0 ? 'everything was in place' : `${missing} of ${prerequisites.length} missing`;
  return [`\n${secret} (stack ${stack}), when it was rotated: ${verdict}`, ...prerequisites.map(line)].join(
    '\n',
  );
}

function line({ name, holds, found }: Prerequisite): string {
  return `  ${holds ? 'in place' : 'MISSING '}  ${name.padEnd(WIDTH)}  ${found}`;
}
