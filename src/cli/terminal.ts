import { writeSync } from 'fs';
import { isatty } from 'tty';
import { printableLines } from '../printable';

/** Where a command prints, and what it reads when its file is `-`. */
export interface Terminal {
  /** The file descriptor of the standard input. */
  readonly input: number;
  /** Prints what the command exists to print. */
  out(text: string): void;
  /** Prints what is for people. */
  err(text: string): void;
  /** Draws where somebody watches what is for people, on a screen that can be written anew. */
  readonly draw?: (text: string) => void;
}

export const TERMINAL: Terminal = {
  input: 0,
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  draw: isWatched() ? (text) => write(2, text) : undefined,
};

/** A terminal that is told nothing which it would act on, whoever wrote it. JSON stays the same JSON. */
export function printableTerminal(terminal: Terminal): Terminal {
  const { out, err } = terminal;
  return { ...terminal, out: (text) => out(printableLines(text)), err: (text) => err(printableLines(text)) };
}

/** A terminal for what comes instead of what the command exists to print. */
export function onStandardError(terminal: Terminal): Terminal {
  return { ...terminal, out: terminal.err };
}

function isWatched(): boolean {
  return isatty(2) && process.env.TERM !== 'dumb' && !process.env.CI;
}

const OUTCOMES: Readonly<Record<string, boolean>> = { EAGAIN: true, EPIPE: false };

/** Writes all of it before the process ends. A reader that has gone away is no error of ours. */
function write(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const again = OUTCOMES[(error as NodeJS.ErrnoException).code ?? ''];
      if (again === undefined) throw error;
      if (!again) return;
    }
  }
}
