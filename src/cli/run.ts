import { Command as Program, CommanderError, Option } from 'commander';
import { kindOfConfidential } from '../confidential';
import { SecretRotationError } from '../problem';
import { Command, CommandOption, OptionValues } from './command';
import { COMMANDS } from './commands';
import { ConfigInvalid } from './config-invalid';
import { ExitStatus } from './exit-status';
import { ownPackage } from './own-package';
import { printableTerminal, Terminal } from './terminal';

const EXAMPLE = `
Example:
  $ secret-rotation policy master-secret \\
      --master-secret arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-master-AbCdEf

Exit status: 0 no error, 1 an error was found, 2 the call was wrong`;

/** Tells how a command ended. */
type End = (status: ExitStatus) => void;

/** Runs the command line. It prints to the terminal only, and never throws. */
export function run(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  return explained(terminal, async (printable) => {
    let status = ExitStatus.OK;
    const program = programOf(printable);
    await define(program, args, printable, (ended) => (status = ended));
    await program.parseAsync(args, { from: 'user' });
    return status;
  });
}

/** Does what a command does on a terminal that is told only text, and tells an error in words instead of throwing it. */
export async function explained(
  given: Terminal,
  work: (terminal: Terminal) => ExitStatus | Promise<ExitStatus>,
): Promise<ExitStatus> {
  const terminal = printableTerminal(given);
  try {
    return await work(terminal);
  } catch (error) {
    return explain(error as Error, terminal);
  }
}

function programOf(terminal: Terminal): Program {
  return new Program('secret-rotation')
    .description('Rotation of database secrets in AWS Secrets Manager')
    .version(ownPackage().version, '-V, --version', 'print the version of this package')
    .addHelpText('after', EXAMPLE)
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: (text, write) => write(withoutConfidential(withoutUnknownValue(text))),
    })
    .showHelpAfterError('(--help shows what is allowed, with an example)')
    .exitOverride();
}

/** What is no option, or was given to one that does not exist, may be meant for nobody's eyes. */
function withoutUnknownValue(text: string): string {
  return text
    .replace(/(unknown option '[^=']*)=[^]*'/, "$1'")
    .replace(/(unknown option) '(?!-[a-zA-Z]'|--[a-z-]+')[^]*?'(?=\n)/, '$1');
}

/** What stands in the place of a command, or of one of a few words, may be anything. */
function withoutConfidential(text: string): string {
  return text.replace(
    /(?<=unknown command | argument )'([^]*?)'(?= is invalid|\n)/,
    (given, value: string) => kindOfConfidential(value) ?? given,
  );
}

/** The command that is called, or all by their names where none is. */
async function define(
  program: Program,
  args: readonly string[],
  terminal: Terminal,
  end: End,
): Promise<void> {
  const called = args.filter((arg) => arg !== 'help')[0];
  const load = new Map(Object.entries(COMMANDS)).get(called);
  if (load) return add(program, calledFor(args, await load()), terminal, end);
  for (const { name, summary } of await Promise.all(Object.values(COMMANDS).map((one) => one()))) {
    program.command(name).description(summary);
  }
}

function calledFor(args: readonly string[], command: Command): Command {
  const [, instead] = Object.entries(command.insteadBy ?? {}).find(([flag]) => args.includes(flag)) ?? [];
  return instead ?? command;
}

function add(parent: Program, command: Command, terminal: Terminal, end: End): void {
  const { name, summary, usage, args = [], options = [], commands = [], run: perform } = command;
  const program = parent.command(name).description(summary).addHelpText('after', helpText(command));
  if (usage) program.usage(usage);
  args.forEach((one) => program.argument(one.name, one.description));
  options.forEach((option) => program.addOption(optionOf(option)));
  commands.forEach((one) => add(program, one, terminal, end));
  if (!perform) return;
  program.action(async (...given: unknown[]) => {
    const values = given[args.length] as OptionValues;
    end(await perform({ args: given.slice(0, args.length).flat() as string[], values, terminal }));
  });
}

function helpText({ example, notes }: Command): string {
  return `\nExample:\n  $ ${example}${notes ? `\n\n${notes}` : ''}`;
}

function optionOf({ flags, description, isRequired, isList, choices, defaultValue }: CommandOption): Option {
  const option = new Option(flags, isList ? `${description}; may be given several times` : description);
  if (isList) option.argParser((value: string, before?: string[]) => [...(before ?? []), value]);
  if (choices) option.choices(choices);
  return option.default(defaultValue).makeOptionMandatory(isRequired === true);
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
