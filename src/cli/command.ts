import { ExitStatus } from './exit-status';
import { Terminal } from './terminal';

/** What a command is called with, in its place. */
export interface CommandArgument {
  /** As in `<file>`, or `[file]` where it may be left out. */
  readonly name: string;
  readonly description: string;
}

/** An option of a command. */
export interface CommandOption {
  /** As in `--region <region>`. */
  readonly flags: string;
  readonly description: string;
  /** What the library calls it, where its messages name it. */
  readonly property?: string;
  readonly isRequired?: boolean;
  /** Whether it may be given several times. */
  readonly isList?: boolean;
  readonly choices?: readonly string[];
  readonly defaultValue?: string;
}

/** The values of the options, by their names in camel case. */
export type OptionValues = Readonly<Record<string, any>>;

/** A call of a command. */
export interface CommandCall {
  readonly args: readonly (string | undefined)[];
  readonly values: OptionValues;
  readonly terminal: Terminal;
}

/** All that the command line knows of a command. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** How a call looks after the name, where it does not follow from arguments and options. */
  readonly usage?: string;
  readonly args?: readonly CommandArgument[];
  readonly options?: readonly CommandOption[];
  /** A call that works. */
  readonly example: string;
  /** What stands under the example: exit status, and where to read on. */
  readonly notes?: string;
  /** What it does. A command that has others in it does nothing by itself. */
  readonly run?: (call: CommandCall) => ExitStatus | Promise<ExitStatus>;
  readonly commands?: readonly Command[];
  /** By flags, what a call that has one is instead. */
  readonly insteadBy?: Readonly<Record<string, Command>>;
}
