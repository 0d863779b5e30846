import { checkCron, checkWindow } from '../../catalogue/schedule';
import { datesIn, windowEnd } from '../../catalogue/schedule-dates';
import { nameOfSecret } from '../../arn/secret-arn';
import { Path } from '../../text/path';
import { Located } from '../finding';
import { groupBy } from '../../group-by';
import { NetworkConfig, RDS_MANAGED, RotationConfig, RotationEntry, ScheduleConfig } from '../model';
import { hourShared } from '../problems';
import { whoseStack } from './accounts';

const MILLISECONDS_IN_HOUR = 60 * 60 * 1000;

const MILLISECONDS_IN_YEAR = 365 * 24 * MILLISECONDS_IN_HOUR;

/** A rotation at the dates of a cron expression, and one of the ways in which its database is known. */
interface Timed {
  readonly stack: string;
  readonly name: string;
  readonly schedule: ScheduleConfig;
  readonly database: string;
  readonly key: string;
}

type Hours = ReadonlySet<number>;

/** Rotations of one database in the same hour. When schedules in days and at a rate begin is not known. */
export function hoursShared(config: RotationConfig, today: Date): Located[] {
  const hours = new HoursOfSchedules(today);
  const found = [...groupBy(timedRotations(config), ({ key }) => key).values()].flatMap((ofDatabase) => {
    const sharing = hours.sharing(ofDatabase);
    return sharing.length < 2 ? [] : [{ path: placeOf(sharing[1]), problem: problemOf(sharing) }];
  });
  return [...new Map(found.map((one) => [JSON.stringify(one.path), one])).values()];
}

function placeOf({ stack, name }: Timed): Path {
  return ['stacks', stack, 'rotations', name, 'schedule'];
}

function problemOf(sharing: readonly Timed[]): Located['problem'] {
  return hourShared(
    sharing[0].database,
    sharing.map(({ stack, name }) => `${stack}.${name}`),
  );
}

function timedRotations({ stacks }: RotationConfig): Timed[] {
  return Object.entries(stacks).flatMap(([stack, config]) =>
    Object.entries(config.rotations)
      .filter(([, { schedule }]) => isTimed(schedule))
      .flatMap(([name, { schedule, ...rotation }]) =>
        databasesOf(rotation, config.networks?.[rotation.network ?? '']).map((database) => {
          const key = JSON.stringify([config.region, whoseStack(config), database]);
          return { stack, name, schedule, database, key };
        }),
      ),
  );
}

/** A schedule that does not have its form is left out. */
function isTimed(schedule?: ScheduleConfig): boolean {
  return schedule?.cron !== undefined;
}

/** All by which a rotation's database may be known. */
function databasesOf(
  { masterSecret = RDS_MANAGED, expect }: Pick<RotationEntry, 'masterSecret' | 'expect'>,
  network?: NetworkConfig,
): string[] {
  const { dbInstance, dbCluster } = network?.lookup ?? {};
  return [
    ...(dbInstance === undefined ? [] : [`the instance ${dbInstance}`]),
    ...(dbCluster === undefined ? [] : [`the cluster ${dbCluster}`]),
    ...(masterSecret === RDS_MANAGED ? [] : [`whose master secret is ${nameOfSecret(masterSecret)}`]),
    ...(expect?.host === undefined ? [] : [`the host ${expect.host}`]),
  ];
}

/** The hours of the coming year in which schedules rotate. Many rotations have the same schedule. */
class HoursOfSchedules {
  private readonly known = new Map<string, Hours>();

  public constructor(private readonly today: Date) {}

  /** The rotations that share an hour with another one. */
  public sharing(rotations: readonly Timed[]): Timed[] {
    const counts = new Map<number, number>();
    const bySchedule = [...groupBy(rotations, ({ schedule }) => keyOf(schedule)).values()];
    bySchedule.forEach((alike) =>
      this.of(alike[0].schedule).forEach((hour) => counts.set(hour, (counts.get(hour) ?? 0) + alike.length)),
    );
    return rotations.filter(({ schedule }) => [...this.of(schedule)].some((hour) => counts.get(hour)! > 1));
  }

  private of(schedule: ScheduleConfig): Hours {
    const key = keyOf(schedule);
    const hours = this.known.get(key) ?? (isRight(schedule) ? hoursIn(schedule, this.today) : new Set());
    this.known.set(key, hours);
    return hours;
  }
}

function keyOf({ cron, window = '' }: ScheduleConfig): string {
  return `${cron} ${window}`;
}

/** What is wrong with a schedule is told by other rules. */
function isRight({ cron = '', window }: ScheduleConfig): boolean {
  return checkCron(cron).length === 0 && (window === undefined || checkWindow(window).length === 0);
}

/** Counted from 1970. */
function hoursIn(schedule: ScheduleConfig, from: Date): Hours {
  const { window = '1h' } = schedule;
  const period = { from, to: new Date(from.getTime() + MILLISECONDS_IN_YEAR) };
  const hourOf = (date: Date): number => date.getTime() / MILLISECONDS_IN_HOUR;
  return new Set(
    datesIn(schedule, period, from).flatMap((opens) => {
      const length = hourOf(windowEnd(opens, schedule, window)) - hourOf(opens);
      return Array.from({ length }, (_, index) => hourOf(opens) + index);
    }),
  );
}
