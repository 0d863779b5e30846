import { Lazy } from 'cdktf';
import { withoutTracesOfTokens } from '../../src/app/token-traces';

function during<T>(work: () => T): T {
  let result: T | undefined;
  withoutTracesOfTokens(() => {
    result = work();
  });
  return result!;
}

function traceOf(work: () => never): string {
  try {
    return work();
  } catch (error) {
    return (error as Error).stack!;
  }
}

function failHere(): never {
  throw new TypeError('wrong');
}

const tokenTrace = (): readonly string[] => Lazy.anyValue({ produce: () => 1 }).creationStack;

test('tokens have no traces meanwhile, and have them before and after', () => {
  expect(tokenTrace().length).toBeGreaterThan(0);
  expect(during(tokenTrace)).toEqual([]);
  expect(tokenTrace().length).toBeGreaterThan(0);
});

test('errors keep their traces, read meanwhile or afterwards', () => {
  const asUsual = traceOf(failHere).split('\n');

  const read = during(() => traceOf(failHere)).split('\n');
  expect(read.slice(0, 2)).toEqual(asUsual.slice(0, 2));

  expect(
    traceOf(() => during(failHere))
      .split('\n')
      .slice(0, 2),
  ).toEqual(asUsual.slice(0, 2));
});

test('what formats traces is what it was, after work that fails too', () => {
  const before = Error.prepareStackTrace;
  expect(() => withoutTracesOfTokens(failHere)).toThrow('wrong');
  expect(Error.prepareStackTrace).toBe(before);
});
