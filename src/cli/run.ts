import { Command, CommanderError } from 'commander';
import { readFileSync } from 'fs';
import { join } from 'path';
import { SecretRotationError } from '../problem';
import { ConfigInvalid } from './config-invalid';
import { ExitStatus } from './exit-status';
import { Terminal } from './terminal';

/** Gives a command its options, and says what it does. */
export type Define = (command: Command, terminal: Terminal, end: (status: ExitStatus) => void) => void;

interface CommandEntry {
  readonly summary: string;
  /** Loads what the command needs, which is much for some and little for others. */
  readonly load: () => Promise<Define>;
}

const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  validate: {
    summary: 'find what is wrong with a configuration, and show what it would make',
    load: async () => (await import('./validate')).defineValidate,
  },
  policy: {
    summary: 'print an IAM policy that rotation needs',
    load: async () => (await import('./policy')).definePolicy,
  },
  'check-policy': {
    summary: 'find what is wrong with an IAM policy',
    load: async () => (await import('./check-policy')).defineCheckPolicy,
  },
  'check-secret': {
    summary: 'find what keeps a secret from being rotated',
    load: async () => (await import('./check-secret')).defineCheckSecret,
  },
  applications: {
    summary: 'print the rotation applications that are known, and their versions',
    load: async () => (await import('./applications')).defineApplications,
  },
};

const EXAMPLE = `
Example:
  $ secret-rotation policy master-secret \\
      --master-secret arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-master-AbCdEf

Exit status: 0 no error, 1 an error was found, 2 the call was wrong`;

/** Runs the command line. It prints to the terminal only, and never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let status = ExitStatus.OK;
  const program = programOf(terminal);
  try {
    await define(program, args, terminal, (ended) => (status = ended));
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return explain(error as Error, terminal);
  }
}

function programOf(terminal: Terminal): Command {
  return new Command('secret-rotation')
    .description('Rotation of database secrets in AWS Secrets Manager')
    .version(ownVersion(), '-V, --version', 'print the version of this package')
    .addHelpText('after', EXAMPLE)
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // What was given to an option that does not exist may be meant for nobody's eyes.
      outputError: (text, write) => write(text.replace(/(unknown option '[^=']*)=[^]*'/, "$1'")),
    })
    .showHelpAfterError('(--help shows what is allowed, with an example)')
    .exitOverride();
}

function ownVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}

/** Only the command that is called is loaded. */
async function define(
  program: Command,
  [called]: readonly string[],
  terminal: Terminal,
  end: (status: ExitStatus) => void,
): Promise<void> {
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(summary);
    if (name === called) (await load())(command, terminal, end);
  }
}

/** The configuration is an input that was found wanting; everything else is about the call. */
function explain(error: Error, terminal: Terminal): ExitStatus {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.OK : ExitStatus.WRONG_CALL;
  if (error instanceof ConfigInvalid) {
    terminal.err(`${error.message}\n`);
    return ExitStatus.FINDINGS;
  }
  linesOf(error).forEach((line) => terminal.err(`error: ${line}\n`));
  return ExitStatus.WRONG_CALL;
}

function linesOf(error: Error): string[] {
  return error instanceof SecretRotationError
    ? error.problems.map(({ code, message }) => `${message} (${code})`)
    : [error.message];
}
