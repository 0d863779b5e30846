import { inputNotReadable } from './problems';
import { NotReadable, readFile } from '../text/read-file';
import { WrongCall } from './wrong-call';

/** What a file holds, as far as it was wanted. */
export interface Input {
  readonly text: string;
  /** Whether the file has more than was wanted. */
  readonly isLarger: boolean;
}

/**
 * Reads a file, or the standard input for `-`, and no more of it than wanted. Fails when it cannot be read.
 *
 * @param title what an error calls the file
 */
export function readInput(file: string, standardInput: number, mostBytes: number, title = file): Input {
  const { bytes, isLarger } = readable(title, () => readFile(file, mostBytes, standardInput));
  return { text: bytes.toString('utf8'), isLarger };
}

/** What is read. Fails as a wrong call when it cannot be. */
export function readable<T>(title: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotReadable) throw new WrongCall(inputNotReadable(title, error.message));
    throw error;
  }
}
