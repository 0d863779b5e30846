import {
  checkCompliance,
  checkCron,
  checkDays,
  checkRate,
  checkWindow,
  checkWindowFits,
  daysForCompliance,
  rateExpression,
} from '../catalogue/schedule';
import { RotationStrategy } from '../catalogue/rotation-strategy';
import { notAllowed } from '../arn/problems';
import { markMadeBy } from '../made-by';
import { fail, Problem, throwProblems } from '../problem';
import { propInvalid } from './problems';
import { isToken } from './tokens';

/** What every rotation schedule may carry besides its dates. */
export interface RotationScheduleOptions {
  /**
   * How long the rotation window is, in whole hours, for example `2h`. A rotation starts at any time within it.
   *
   * @default - one hour for schedules in hours, otherwise until the end of the day in UTC
   */
  readonly window?: string;
}

interface RotationScheduleRules extends RotationScheduleOptions {
  readonly automaticallyAfterDays?: number;
  readonly scheduleExpression?: string;
}

/**
 * When a secret is rotated. All dates are in UTC.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export class RotationSchedule {
  /**
   * Every so many days, 1 to 1000.
   */
  public static everyDays(days: number, options: RotationScheduleOptions = {}): RotationSchedule {
    verify(days, checkDays, options);
    return new RotationSchedule({ automaticallyAfterDays: days, ...options });
  }

  /**
   * At a rate in hours or days, for example `12 hours`. The shortest is `4 hours`.
   */
  public static rate(rate: string, options: RotationScheduleOptions = {}): RotationSchedule {
    verify(rate, checkRate, options, (window) => checkWindowFits(window, { rate }));
    const scheduleExpression = isToken(rate) ? `rate(${rate})` : rateExpression(rate);
    return new RotationSchedule({ scheduleExpression, ...options });
  }

  /**
   * At the dates of a cron expression of six fields, for example `0 4 ? * SUN *` for Sundays at four.
   */
  public static cron(cron: string, options: RotationScheduleOptions = {}): RotationSchedule {
    verify(cron, checkCron, options, (window) => checkWindowFits(window, { cron }));
    return new RotationSchedule({ scheduleExpression: `cron(${cron.trim()})`, ...options });
  }

  /**
   * As seldom as keeps every credential younger than a limit: with one user a day less than the limit, with two users half
   * of it, because the previous user's credentials live one rotation longer.
   *
   * @param days the limit in days: 2 to 1001 with one user, 2 to 2001 with two
   * @param strategy how the secret is rotated
   */
  public static forCompliance(
    days: number,
    strategy: RotationStrategy,
    options: RotationScheduleOptions = {},
  ): RotationSchedule {
    const strategies = Object.values(RotationStrategy);
    if (!strategies.includes(strategy)) fail('RotationSchedule', notAllowed(strategy, strategies));
    verify(days, (limit) => checkCompliance(limit, strategy), options);
    return new RotationSchedule({ automaticallyAfterDays: daysForCompliance(days, strategy), ...options });
  }

  /** The days between rotations, unless an expression says when. */
  public readonly automaticallyAfterDays?: number;

  /** `rate(…)` or `cron(…)`, unless a number of days says when. */
  public readonly scheduleExpression?: string;

  /** The length of the rotation window, for example `2h`. */
  public readonly duration?: string;

  private constructor(rules: RotationScheduleRules) {
    this.automaticallyAfterDays = rules.automaticallyAfterDays;
    this.scheduleExpression = rules.scheduleExpression;
    this.duration = rules.window;
    markMadeBy('RotationSchedule', this);
  }
}

function verify<T extends string | number>(
  value: T,
  check: (value: T) => Problem[],
  options: RotationScheduleOptions,
  fits: (window: string) => Problem[] = () => [],
): void {
  if (typeof options !== 'object' || options === null)
    fail('RotationSchedule', propInvalid('options', options, 'mapping; write { window: "2h" }, for example'));
  const { window } = options;
  const problems = [
    ...(isToken(value) ? [] : check(value)),
    ...(window === undefined || isToken(window) ? [] : checkWindow(window)),
  ];
  throwProblems('RotationSchedule', problems);
  if (window !== undefined && !isToken(window) && !isToken(value))
    throwProblems('RotationSchedule', fits(window));
}
