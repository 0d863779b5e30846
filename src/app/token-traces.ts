import { types } from 'util';

type Format = NonNullable<typeof Error.prepareStackTrace>;

/**
 * Does work that makes tokens of CDKTF for somebody who wrote none of them. CDKTF asks for the stack trace of every token, and
 * to write them out takes a third of the time; those of errors stay as they are.
 */
export function withoutTracesOfTokens(work: () => void): void {
  const before = Error.prepareStackTrace;
  const format = before ?? asUsual;
  Error.prepareStackTrace = (error, frames) => (types.isNativeError(error) ? format(error, frames) : '');
  try {
    work();
  } finally {
    Error.prepareStackTrace = before;
  }
}

const asUsual: Format = (error, frames) => [error, ...frames.map((frame) => `    at ${frame}`)].join('\n');
