import { closeSync, constants, fstatSync, openSync, readSync } from 'fs';

/** What a file holds, as far as it was wanted. */
export interface ReadFile {
  readonly bytes: Buffer;
  /** Whether the file has more than was wanted. */
  readonly isLarger: boolean;
}

/** How long a file that is no regular one may take. */
export interface Patience {
  /** For its first byte, as long as nobody writes to it, in milliseconds. */
  readonly writer: number;
  /** For its end, in milliseconds. */
  readonly end: number;
}

const PATIENCE: Patience = { writer: 5_000, end: 20_000 };

const PAUSE_MILLISECONDS = 10;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENAMETOOLONG: 'its name is too long',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'it is a link that leads to itself',
  ENXIO: 'it is a socket, or there is no such device',
  ERR_INVALID_ARG_VALUE: 'its name has a character that no name has',
};

/** Other names of the standard input. Where it is a socket it cannot be opened by them. */
const STANDARD_INPUT = /^(\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/;

/** Why a file cannot be read, in words. */
export class NotReadable extends Error {}

/**
 * Reads a file, or the standard input for `-`, and no more of it than wanted. What has no size, such as a pipe or a device,
 * is read as long as it comes: the standard input as long as it is open, anything else as long as patience lasts.
 *
 * @throws NotReadable
 */
export function readFile(file: string, mostBytes: number, standardInput = 0, patience = PATIENCE): ReadFile {
  if (file === '-') return explained(() => readFrom(standardInput, mostBytes));
  return explained(() => {
    const descriptor = open(file, standardInput);
    try {
      return readFrom(descriptor, mostBytes, fstatSync(descriptor).isFile() ? undefined : patience);
    } finally {
      if (descriptor !== standardInput) closeSync(descriptor);
    }
  });
}

/** Without blocking: to open a pipe would wait for somebody who writes to it. */
function open(file: string, standardInput: number): number {
  try {
    return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (STANDARD_INPUT.test(file) && codeOf(error) === 'ENXIO') return standardInput;
    throw error;
  }
}

/** What is read, or why it cannot be, in words. */
export function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    const code = codeOf(error) ?? 'an unknown error';
    throw new NotReadable(REASONS[code] ?? code);
  }
}

function readFrom(descriptor: number, mostBytes: number, patience?: Patience): ReadFile {
  const buffer = Buffer.alloc(mostBytes + 1);
  const start = Date.now();
  let length = 0;
  while (length < buffer.length) {
    const count = readSome(descriptor, buffer, length);
    if (count === 0 && !(patience && length === 0 && isPipe(descriptor))) break;
    length += count ?? 0;
    if (patience) check(Date.now() - start, count, patience);
    if (!count) pause();
  }
  return { bytes: buffer.subarray(0, Math.min(length, mostBytes)), isLarger: length > mostBytes };
}

/** How many bytes were there: none at the end, and undefined where none are there yet. */
function readSome(descriptor: number, buffer: Buffer, offset: number): number | undefined {
  try {
    return readSync(descriptor, buffer, offset, buffer.length - offset, null);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EOF') return 0;
    if (code === 'EAGAIN') return undefined;
    throw error;
  }
}

/** A pipe seems to have ended as long as nobody has opened it to write. */
function check(waited: number, count: number | undefined, { writer, end }: Patience): void {
  if (count === 0 && waited > writer)
    throw new NotReadable(`nobody has written to it for ${writer / 1000} seconds`);
  if (waited > end)
    throw new NotReadable(
      `it has not come to its end within ${end / 1000} seconds; write it to a file first`,
    );
}

function isPipe(descriptor: number): boolean {
  return fstatSync(descriptor).isFIFO();
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
}
