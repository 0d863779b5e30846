import fc from 'fast-check';
import { checkCron, nextDates } from '../../src/catalogue/cron';
import { checkWindowFits } from '../../src/catalogue/schedule';

const codes = (cron: string): string[] => checkCron(cron).map(({ code }) => code);

const NOW = new Date('2026-11-23T05:30:00Z');

const datesOf = (cron: string, count: number): string[] =>
  nextDates(cron, NOW, count).map((date) => date.toISOString().slice(0, 16));

describe('a cron schedule', () => {
  test.each([
    '0 4 ? * SUN *',
    '0 16 L * ? *',
    '0 0 ? * SUN#1 *',
    '0 8 ? * 6L *',
    '0 8 ? * L *',
    '0 8/8 * * ? *',
    '0 */6 * * ? *',
    '0 0,12 1/7 JAN-MAR,12 ? *',
    '0 0 1-7,15 feb ? *',
  ])('may be %j', (cron) => {
    expect(codes(cron)).toEqual([]);
  });

  test.each([
    '0 24 ? * SUN *',
    '0 x ? * SUN *',
    '0 4 32 * ? *',
    '0 4 0 * ? *',
    '0 4 15W * ? *',
    '0 4 ? 13 SUN *',
    '0 4 ? JANUARY SUN *',
    '0 4 ? ? SUN *',
    '0 ? ? * SUN *',
    '0 4 ? * 8 *',
    '0 4 ? * SUN#6 *',
    '0 4 ? * SUNDAY *',
    '0 4 ? * FRI-MON *',
    '0 4/0 ? * SUN *',
    '0 4, ? * SUN *',
    '0 4-6-8 ? * SUN *',
    '0 1e1 ? * SUN *',
  ])('may not be %j', (cron) => {
    expect(codes(cron)).toEqual(['CronFieldWrong']);
  });

  test.each([
    '0 * ? * SUN *',
    '0 0,3 ? * SUN *',
    '0 */2 ? * SUN *',
    '0 1,23 * * ? *',
    '0 */7 * * ? *',
    '0 2,23 ? * FRI,SAT *',
    '0 0,21 1,31 * ? *',
  ])('may not rotate as often as %j', (cron) => {
    expect(codes(cron)).toEqual(['CronTooOften']);
  });

  test.each(['0 1,23 ? * SUN *', '0 1,23 1 * ? *', '0 1,23 1/2 FEB ? *', '0 2/10 * * ? *', '0 */5 * * ? *'])(
    'may be %j, whose dates are never close',
    (cron) => {
      expect(codes(cron)).toEqual([]);
    },
  );

  test.each(['0 0 31 FEB ? *', '0 0 31 4,6,9,11 ? *'])('may not name a date that never comes: %j', (cron) => {
    expect(codes(cron)).toEqual(['CronNever']);
  });

  test('may name the fifth Friday of February, however seldom it comes', () => {
    expect(codes('0 4 ? 2 6#5 *')).toEqual([]);
    expect(datesOf('0 4 ? 2 6#5 *', 5)).toEqual([
      '2036-02-29T04:00',
      '2064-02-29T04:00',
      '2092-02-29T04:00',
      '2104-02-29T04:00',
      '2132-02-29T04:00',
    ]);
  });

  test('stands without what AWS writes around it', () => {
    expect(codes('cron(0 4 ? * SUN *)')).toEqual(['CronWrapped']);
  });

  test('may be wrong in several ways, each told', () => {
    expect(codes('15 25 1 * MON 2027')).toEqual([
      'CronMinuteNotZero',
      'CronDayAmbiguous',
      'CronYearNotEvery',
      'CronFieldWrong',
    ]);
  });

  test.each([
    ['0 4 ? * SUN *', ['2026-11-29T04:00', '2026-12-06T04:00', '2026-12-13T04:00']],
    ['0 4/12 * * ? *', ['2026-11-23T16:00', '2026-11-24T04:00', '2026-11-24T16:00']],
    ['0 16 L * ? *', ['2026-11-30T16:00', '2026-12-31T16:00', '2027-01-31T16:00']],
    ['0 0 ? * SUN#1 *', ['2026-12-06T00:00', '2027-01-03T00:00', '2027-02-07T00:00']],
    ['0 8 ? * 6L *', ['2026-11-27T08:00', '2026-12-25T08:00', '2027-01-29T08:00']],
    ['0 8 1/7 * ? *', ['2026-11-29T08:00', '2026-12-01T08:00', '2026-12-08T08:00']],
    ['0 0 29 FEB ? *', ['2028-02-29T00:00', '2032-02-29T00:00']],
  ])('%j rotates next at %j', (cron, dates) => {
    expect(datesOf(cron, dates.length)).toEqual(dates);
  });

  test('has dates in order, on the hour, and never in the past', () => {
    const field = (least: number, most: number): fc.Arbitrary<string> =>
      fc.integer({ min: least, max: most }).map(String);
    const crons = fc
      .tuple(field(0, 23), field(1, 28), field(1, 12))
      .map(([hour, day, month]) => `0 ${hour} ${day} ${month} ? *`);

    fc.assert(
      fc.property(
        crons,
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (cron, after) => {
          const dates = nextDates(cron, after, 3);
          expect(dates).toHaveLength(3);
          expect(dates).toEqual([...dates].sort((one, other) => one.getTime() - other.getTime()));
          expect(dates[0].getTime()).toBeGreaterThan(after.getTime());
          expect(dates.filter((date) => date.getTime() % 3_600_000 !== 0)).toEqual([]);
        },
      ),
    );
  });

  test('never makes the checks fail, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (cron) => expect(Array.isArray(checkCron(cron))).toBe(true)));
  });
});

describe('a window', () => {
  test.each([
    ['20h', { cron: '0 4 ? * SUN *' }],
    ['12h', { cron: '0 0/12 ? * SUN *' }],
    ['12h', { rate: '12 hours' }],
    ['24h', { rate: '48 hours' }],
    ['24h', { rate: '1 day' }],
    ['24h', {}],
  ])('of %s fits into %j', (window, schedule) => {
    expect(checkWindowFits(window, schedule)).toEqual([]);
  });

  test.each([
    ['21h', { cron: '0 4 ? * SUN *' }, 20],
    ['9h', { cron: '0 0,8,16 ? * SUN *' }, 8],
    ['5h', { rate: '4 hours' }, 4],
  ])('of %s does not fit into %j', (window, schedule, most) => {
    expect(checkWindowFits(window, schedule)).toMatchObject([
      { code: 'WindowTooLong', message: expect.stringContaining(`the longest is "${most}h"`) },
    ]);
  });
});
