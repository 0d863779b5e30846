import { Period } from '../catalogue/schedule-dates';
import { formatFindings, loadNamedConfig, RotationConfig } from '../config';
import { hasFixedDates, RotationWindow, rotationWindows } from '../config/rotation-windows';
import { calendarTable, dayText } from './calendar-table';
import { Command, OptionValues } from './command';
import { ExitStatus } from './exit-status';
import { icalendar } from './icalendar';
import { datesAssumed, noWindows, notADay, notSoManyDays, tooManyWindows } from './problems';
import { Terminal } from './terminal';
import { refuseUnreadable } from './unreadable';
import { WrongCall } from './wrong-call';

const MILLISECONDS_IN_DAY = 24 * 60 * 60 * 1000;

const MOST_DAYS = 366;

/** More than ten thousand rotations have in a month, one each day. */
const MOST_WINDOWS = 500_000;

const NOTES = `Secrets Manager rotates a secret at some moment between the time at which a window opens and that at which it closes.
Schedules in days and at a rate are counted from the last rotation, which AWS knows and the configuration does not: name its
day with --last-rotation, or their dates are what they would be if the secret was rotated today. --ics marks them tentative.
The calendar is printed on the standard output, findings and remarks on the standard error.
Exit status: 0 no error, 1 an error was found, 2 the call was wrong`;

export const calendar: Command = {
  name: 'calendar',
  summary: 'show when what rotates in the next 30 days, as a table or as a calendar file',
  args: [
    {
      name: '[file]',
      description:
        'the configuration: a file, a folder, a pattern such as "fleet/*.yaml", or - for the standard input; by default what ROTATION_CONFIG or cdktf.json names',
    },
  ],
  options: [
    { flags: '--ics', description: 'print an iCalendar file (RFC 5545), which people can subscribe to' },
    { flags: '--days <number>', description: `how many days, up to ${MOST_DAYS}`, defaultValue: '30' },
    { flags: '--from <day>', description: 'the first day in UTC, as in 2027-01-31; today by default' },
    {
      flags: '--last-rotation <day>',
      description: 'the day from which schedules in days and at a rate are counted; today by default',
    },
  ],
  example: 'secret-rotation calendar rotation.yaml --ics > rotations.ics',
  notes: NOTES,
  run: ({ args: [given], values, terminal }) => {
    const now = new Date();
    const period = periodOf(values, now);
    const lastRotation = dayOf('--last-rotation', values.lastRotation) ?? now;
    const { file, config, findings } = loadNamedConfig(process.env, given, terminal.input);
    refuseUnreadable(findings);
    if (findings.length > 0) terminal.err(`${formatFindings(file, findings)}\n`);
    if (!config) return ExitStatus.FINDINGS;
    const windows = rotationWindows(config, period, lastRotation, MOST_WINDOWS);
    if (windows.length > MOST_WINDOWS) throw new WrongCall(tooManyWindows(MOST_WINDOWS, values.days));
    const parts = values.ics ? icalendar(windows, now) : [calendarTable(windows, lastRotation)];
    for (const part of parts) terminal.out(part);
    remark(config, windows, lastRotation, terminal);
    return ExitStatus.OK;
  },
};

function periodOf({ from, days }: OptionValues, now: Date): Period {
  const first = dayOf('--from', from) ?? new Date(dayText(now));
  const isNumber = /^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= MOST_DAYS;
  if (!isNumber) throw new WrongCall(notSoManyDays(days, MOST_DAYS));
  return { from: first, to: new Date(first.getTime() + Number(days) * MILLISECONDS_IN_DAY) };
}

/** A day that there is: JavaScript takes the 30th of February for another. */
function dayOf(option: string, text?: string): Date | undefined {
  if (text === undefined) return undefined;
  const day = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : NaN);
  if (Number.isNaN(day.getTime()) || dayText(day) !== text) throw new WrongCall(notADay(option, text));
  return day;
}

function remark(
  { stacks }: RotationConfig,
  windows: readonly RotationWindow[],
  lastRotation: Date,
  terminal: Terminal,
): void {
  const schedules = Object.values(stacks).flatMap(({ rotations }) =>
    Object.values(rotations).map(({ schedule }) => schedule),
  );
  const counted = schedules.filter((schedule) => !hasFixedDates(schedule)).length;
  if (windows.length === 0) terminal.err(`${noWindows()}\n`);
  if (counted > 0) terminal.err(`${datesAssumed(counted, schedules.length, dayText(lastRotation))}\n`);
}
