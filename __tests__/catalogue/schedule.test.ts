import fc from 'fast-check';
import { RotationStrategy } from '../../src/catalogue';
import {
  checkCompliance,
  checkCron,
  checkDays,
  checkRate,
  checkWindow,
  daysForCompliance,
} from '../../src/catalogue/schedule';
import { Problem } from '../../src/problem';

const codes = (problems: Problem[]): string[] => problems.map(({ code }) => code);

describe('the rules for schedules', () => {
  test.each([1, 7, 1000])('allow %d days', (days) => {
    expect(checkDays(days)).toEqual([]);
  });

  test.each([0, -1, 1001, 1.5, NaN, Infinity])('refuse %d days', (days) => {
    expect(codes(checkDays(days))).toEqual(['OutOfRange']);
  });

  test.each(['4 hours', '12 hours', '1 day', '10 days', '23976 hours', '999 days'])(
    'allow the rate %j',
    (rate) => {
      expect(checkRate(rate)).toEqual([]);
    },
  );

  test.each([
    ['3 hours', 'RateTooShort'],
    ['1 hour', 'RateTooShort'],
    ['0 days', 'OutOfRange'],
    ['1000 days', 'OutOfRange'],
    ['23977 hours', 'OutOfRange'],
    ['10 minutes', 'WrongForm'],
    ['rate(10 days)', 'WrongForm'],
    ['ten days', 'WrongForm'],
    ['', 'WrongForm'],
  ])('refuse the rate %j with %s', (rate, code) => {
    expect(codes(checkRate(rate))).toEqual([code]);
  });

  test.each(['0 4 ? * SUN *', '0 0/12 1,15 * ? *', '  0   8  ? * 2#1 * '])('allow the cron %j', (cron) => {
    expect(checkCron(cron)).toEqual([]);
  });

  test.each([
    ['every blue moon', ['CronFieldCount']],
    ['0 4 * * SUN', ['CronFieldCount']],
    ['30 4 ? * SUN *', ['CronMinuteNotZero']],
    ['0 4 * * SUN *', ['CronDayAmbiguous']],
    ['0 4 ? * ? *', ['CronDayAmbiguous']],
    ['0 4 ? * SUN 2027', ['CronYearNotEvery']],
    ['15 4 1 * SUN 2027', ['CronMinuteNotZero', 'CronDayAmbiguous', 'CronYearNotEvery']],
  ])('refuse the cron %j with %j', (cron, expected) => {
    expect(codes(checkCron(cron))).toEqual(expected);
  });

  test.each(['1h', '2h', '24h'])('allow the window %s', (window) => {
    expect(checkWindow(window)).toEqual([]);
  });

  test.each([
    ['0h', 'OutOfRange'],
    ['25h', 'OutOfRange'],
    ['99h', 'OutOfRange'],
    ['banana h', 'WrongForm'],
    ['2', 'WrongForm'],
    ['90m', 'WrongForm'],
  ])('refuse the window %j with %s', (window, code) => {
    expect(codes(checkWindow(window))).toEqual([code]);
  });

  test.each([
    [90, RotationStrategy.SINGLE_USER, 89],
    [90, RotationStrategy.MULTI_USER, 45],
    [31, RotationStrategy.MULTI_USER, 15],
    [2, RotationStrategy.SINGLE_USER, 1],
    [2, RotationStrategy.MULTI_USER, 1],
    [1001, RotationStrategy.SINGLE_USER, 1000],
    [2001, RotationStrategy.MULTI_USER, 1000],
  ])('keep a limit of %d days with %s by rotating every %d days', (limit, strategy, days) => {
    expect(checkCompliance(limit, strategy)).toEqual([]);
    expect(daysForCompliance(limit, strategy)).toBe(days);
  });

  test.each([
    [1, RotationStrategy.SINGLE_USER],
    [0, RotationStrategy.SINGLE_USER],
    [-5, RotationStrategy.MULTI_USER],
    [1.5, RotationStrategy.MULTI_USER],
    [1002, RotationStrategy.SINGLE_USER],
    [2002, RotationStrategy.MULTI_USER],
  ])('refuse a limit of %d days with %s', (limit, strategy) => {
    expect(codes(checkCompliance(limit, strategy))).toEqual(['ComplianceOutOfRange']);
  });

  test('turn every allowed limit into an allowed number of days that keeps it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1001 }),
        fc.constantFrom(RotationStrategy.SINGLE_USER, RotationStrategy.MULTI_USER),
        (limit, strategy) => {
          const days = daysForCompliance(limit, strategy);
          const age = strategy === RotationStrategy.MULTI_USER ? 2 * days : days;
          expect(checkDays(days)).toEqual([]);
          expect(age).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});
