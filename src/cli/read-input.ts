import { closeSync, openSync, readSync } from 'fs';
import { inputNotReadable } from './problems';
import { WrongCall } from './wrong-call';

/** What a file holds, as far as it was wanted. */
export interface Input {
  readonly text: string;
  /** Whether the file has more than was wanted. */
  readonly isLarger: boolean;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Reads a file, or the standard input for `-`, and no more of it than wanted. Fails when it cannot be read.
 *
 * @param title what an error calls the file
 */
export function readInput(file: string, standardInput: number, mostBytes: number, title = file): Input {
  try {
    const descriptor = file === '-' ? standardInput : openSync(file, 'r');
    try {
      return readFrom(descriptor, mostBytes);
    } finally {
      if (file !== '-') closeSync(descriptor);
    }
  } catch (error) {
    const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
    throw new WrongCall(inputNotReadable(title, REASONS[code] ?? code));
  }
}

function readFrom(descriptor: number, mostBytes: number): Input {
  const buffer = Buffer.alloc(mostBytes + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < buffer.length; length += read) {
    read = readSome(descriptor, buffer, length);
  }
  return { text: buffer.toString('utf8', 0, Math.min(length, mostBytes)), isLarger: length > mostBytes };
}

/** A terminal that has nothing yet says so. */
function readSome(descriptor: number, buffer: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
