import { TerraformVariable, Token } from 'cdktf';
import { RotationStrategy } from '../../src/catalogue';
import { RotationSchedule } from '../../src/rotation/rotation-schedule';
import { newStack } from '../support/synthesised';

describe('RotationSchedule', () => {
  test('rotates every so many days', () => {
    expect(RotationSchedule.everyDays(7)).toMatchObject({
      automaticallyAfterDays: 7,
      scheduleExpression: undefined,
    });
  });

  test.each([
    ['12 hours', 'rate(12 hours)'],
    ['1 day', 'rate(1 day)'],
    ['1 days', 'rate(1 day)'],
    ['10 day', 'rate(10 days)'],
  ])('writes the rate %j as AWS does', (rate, scheduleExpression) => {
    expect(RotationSchedule.rate(rate)).toMatchObject({
      scheduleExpression,
      automaticallyAfterDays: undefined,
    });
  });

  test('rotates at the dates of a cron expression, within a window', () => {
    expect(RotationSchedule.cron('0 4 ? * SUN *', { window: '2h' })).toMatchObject({
      scheduleExpression: 'cron(0 4 ? * SUN *)',
      duration: '2h',
    });
  });

  test('rotates as seldom as a limit on the credentials’ age allows', () => {
    expect(RotationSchedule.forCompliance(90, RotationStrategy.SINGLE_USER).automaticallyAfterDays).toBe(89);
    expect(RotationSchedule.forCompliance(90, RotationStrategy.MULTI_USER).automaticallyAfterDays).toBe(45);
  });

  test('lets tokens pass', () => {
    newStack((stack) => {
      const days = new TerraformVariable(stack, 'days', { type: 'number' }).numberValue;
      expect(RotationSchedule.everyDays(days).automaticallyAfterDays).toBe(days);
    });
    expect(RotationSchedule.rate('${var.rate}', { window: '${var.window}' })).toMatchObject({
      scheduleExpression: 'rate(${var.rate})',
      duration: '${var.window}',
    });
    expect(Token.isUnresolved(RotationSchedule.cron('${var.cron}').scheduleExpression)).toBe(false);
  });

  test('fails with every problem at once', () => {
    expect(() => RotationSchedule.everyDays(0, { window: 'banana h' })).toThrowErrorMatchingInlineSnapshot(`
"RotationSchedule: 0 is out of range; expected a whole number of days from 1 to 1000 (OutOfRange)
RotationSchedule: "banana h" is not a rotation window in whole hours, for example "2h" (WrongForm)"
`);
  });

  test('fails when a rate is shorter than Secrets Manager’s shortest', () => {
    expect(() => RotationSchedule.rate('3 hours')).toThrowErrorMatchingInlineSnapshot(
      `"RotationSchedule: "3 hours" is more often than Secrets Manager rotates; the shortest rate is "4 hours" (RateTooShort)"`,
    );
  });

  test('fails when a cron expression is one of the wrong kind', () => {
    expect(() => RotationSchedule.cron('0 4 * * SUN')).toThrowErrorMatchingInlineSnapshot(
      `"RotationSchedule: "0 4 * * SUN" has 5 fields; write six: minute hour day-of-month month day-of-week year, for example "0 4 ? * SUN *" (CronFieldCount)"`,
    );
  });

  test('fails when no schedule keeps the limit', () => {
    expect(() =>
      RotationSchedule.forCompliance(1, RotationStrategy.MULTI_USER),
    ).toThrowErrorMatchingInlineSnapshot(
      `"RotationSchedule: no schedule in whole days, 1 to 1000 of them, fits a limit of 1 days; expected a whole number of days from 2 to 2001 (ComplianceOutOfRange)"`,
    );
  });
});
