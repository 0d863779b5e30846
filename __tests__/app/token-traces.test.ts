import { Lazy } from 'cdktf';
import { withoutTracesOfTokens } from '../../src/app/token-traces';

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
  expect(withoutTracesOfTokens(tokenTrace)).toEqual([]);
  expect(tokenTrace().length).toBeGreaterThan(0);
});

test('errors keep their traces, read meanwhile or afterwards', () => {
  const asUsual = traceOf(failHere).split('\n');

  const read = withoutTracesOfTokens(() => traceOf(failHere)).split('\n');
  expect(read.slice(0, 2)).toEqual(asUsual.slice(0, 2));

  expect(
    traceOf(() => withoutTracesOfTokens(failHere))
      .split('\n')
      .slice(0, 2),
  ).toEqual(asUsual.slice(0, 2));
});

test('what takes traces is what it was, after work that fails too', () => {
  const before = Error.captureStackTrace;
  expect(() => withoutTracesOfTokens(failHere)).toThrow('wrong');
  expect(Error.captureStackTrace).toBe(before);
});
