/** The variable of the environment that leads a command to leave in a scratch folder what it leaves, sockets for example. */
const VARIABLE = 'TMPDIR';

/** What a command is run with that works in a scratch folder. */
export function scratchEnvironment(folder: string): NodeJS.ProcessEnv {
  return { [VARIABLE]: folder };
}

/** How such a command, and what it starts, is known among all processes. */
export function scratchSetting(folder: string): string {
  return `${VARIABLE}=${folder}`;
}
