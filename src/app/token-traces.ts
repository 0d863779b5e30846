import { types } from 'util';

/**
 * Does work that makes tokens of CDKTF for somebody who wrote none of them. CDKTF takes the stack trace of every token, and all
 * of them together take a third of the time; errors have theirs as usual.
 */
export function withoutTracesOfTokens<T>(work: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = (object, ...hidden) => {
    if (types.isNativeError(object)) captureStackTrace(object, ...hidden);
  };
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
