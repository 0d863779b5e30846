import type * as ical from 'ical.js';
import { stringify } from 'yaml';
import { icalendar } from '../../src/cli/icalendar';
import { RotationConfig } from '../../src/config';
import { RotationWindow, rotationWindows } from '../../src/config/rotation-windows';
import { ROTATION, withRotation, withStack } from '../support/configuration';
import { call, Outcome, withFile } from './terminal';

/** The published file for CommonJS has no default export. */
const ICAL = jest.requireActual<typeof ical.default>('ical.js');

type Event = InstanceType<typeof ICAL.Event>;

const FROM = new Date('2026-12-01');

const DECEMBER = { from: FROM, to: new Date('2026-12-31') };

const NOW = new Date('2026-11-26T12:34:56.789Z');

function windowsOf(schedule: object, changes: object = {}): RotationWindow[] {
  return rotationWindows(withRotation({ schedule, ...changes }) as unknown as RotationConfig, DECEMBER, NOW);
}

function textsOf(windows: readonly RotationWindow[]): string[] {
  return windows.map(({ opens, closes }) =>
    [opens, closes].map((date) => date.toISOString().slice(5, 16)).join(' - '),
  );
}

function calendarText(windows: readonly RotationWindow[], written: Date): string {
  return [...icalendar(windows, written)].join('');
}

/** What a reader of calendars understands of one. */
function eventsIn(text: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

async function calendarOf(configuration: unknown, ...args: string[]): Promise<Outcome> {
  return withFile(stringify(configuration), (file) =>
    call(['calendar', file, '--from', '2026-12-01', ...args]),
  );
}

describe('the rotation windows of a period', () => {
  test.each<[string, object, string[]]>([
    ['cron', { cron: '0 4 ? * SUN#2 *' }, ['12-13T04:00 - 12-14T00:00']],
    ['cron with a window', { cron: '0 4 ? * SUN#2 *', window: '3h' }, ['12-13T04:00 - 12-13T07:00']],
    [
      'cron with several hours a day',
      { cron: '0 4,22 13 * ? *' },
      ['12-13T04:00 - 12-13T05:00', '12-13T22:00 - 12-13T23:00'],
    ],
    ['cron at the first moment', { cron: '0 0 1 * ? *' }, ['12-01T00:00 - 12-02T00:00']],
    ['cron at the moment after the last', { cron: '0 0 31 * ? *' }, []],
    ['cron of another month', { cron: '0 0 1 JAN ? *' }, []],
    ['days', { everyDays: 20 }, ['12-16T00:00 - 12-17T00:00']],
    ['days with a window', { everyDays: 20, window: '5h' }, ['12-16T00:00 - 12-16T05:00']],
    ['a rate in days', { rate: '20 days' }, ['12-16T00:00 - 12-17T00:00']],
    ['a rate in hours', { rate: '480 hours' }, ['12-16T12:00 - 12-16T13:00']],
    ['a limit', { complianceDays: 40 }, ['12-16T00:00 - 12-17T00:00']],
  ])('are those of a schedule by %s', (_, schedule, expected) => {
    expect(textsOf(windowsOf(schedule))).toEqual(expected);
  });

  test('begin with the first that is counted from a rotation long ago', () => {
    const config = withRotation({ schedule: { everyDays: 7 } }) as unknown as RotationConfig;

    expect(textsOf(rotationWindows(config, DECEMBER, new Date('2020-01-01')))[0]).toBe(
      '12-02T00:00 - 12-03T00:00',
    );
  });

  test('of several rotations come one after the other', () => {
    const rotations = {
      late: { ...ROTATION, secret: 'late', schedule: { cron: '0 4 20 * ? *' } },
      early: { ...ROTATION, secret: 'early', schedule: { cron: '0 4 10 * ? *' } },
    };
    const windows = rotationWindows(withStack({ rotations }) as unknown as RotationConfig, DECEMBER, NOW);

    expect(windows.map(({ name }) => name)).toEqual(['early', 'late']);
  });
});

describe('a calendar file', () => {
  const cron = { cron: '0 4 ? * SUN *', window: '2h' };

  test('has an event for each window, as a reader of calendars understands it', () => {
    const [first, ...others] = eventsIn(calendarText(windowsOf(cron), NOW));

    expect(others).toHaveLength(3);
    expect(first.summary).toBe('Rotation of production/orders');
    expect(first.startDate.toJSDate()).toEqual(new Date('2026-12-06T04:00:00Z'));
    expect(first.endDate.toJSDate()).toEqual(new Date('2026-12-06T06:00:00Z'));
    expect(first.description).toBe(
      'Secrets Manager rotates production/orders in us-east-1 at some moment of this time.\nSchedule: cron(0 4 ? * SUN *), window 2h.',
    );
    expect(first.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(String(first.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-26T12:34:56Z');
  });

  test('keeps what has a meaning in calendars, and characters of several octets', () => {
    const secret = 'a,b;c\\d \u00e9\u{1f600}'.repeat(20);
    const [event] = eventsIn(calendarText(windowsOf(cron, { secret }), NOW));

    expect(event.description).toContain(`rotates ${secret} in`);
  });

  test('has lines of at most 75 octets, which end as the standard says and cut no character in two', () => {
    const text = calendarText(windowsOf(cron, { secret: '\u00e9\u{1f600}'.repeat(100) }), NOW);
    const lines = text.split('\r\n');

    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBe(75);
    expect(lines.join('')).not.toMatch(/[\r\n]|\p{Cs}/u);
    expect(lines[lines.length - 1]).toBe('');
  });

  test('knows an event by the same UID when it is written again', () => {
    const uids = (days: number): string[] => {
      const period = { from: FROM, to: new Date(FROM.getTime() + days * 24 * 60 * 60 * 1000) };
      const config = withRotation({ schedule: cron }) as unknown as RotationConfig;
      return eventsIn(calendarText(rotationWindows(config, period, NOW), NOW)).map(({ uid }) => uid);
    };

    expect(new Set(uids(30)).size).toBe(4);
    expect(uids(60).slice(0, 4)).toEqual(uids(30));
  });

  test('says its name and how often to read it to readers of both standards', () => {
    const text = calendarText(windowsOf(cron), NOW);
    const calendar = new ICAL.Component(ICAL.parse(text));
    const valueOf = (name: string): string => String(calendar.getFirstPropertyValue(name));

    expect(valueOf('x-wr-calname')).toBe(valueOf('name'));
    expect(valueOf('x-published-ttl')).toBe(valueOf('refresh-interval'));
  });

  test('knows the events of as many rotations as there may be by different UIDs', () => {
    const [window] = windowsOf({ cron: '0 4 1 * ? *' });
    const uids = Array.from({ length: 20_000 }, (_, index) => {
      const [event] = [...calendarText([{ ...window, name: `r${index}` }], NOW).matchAll(/^UID:(\w+)-/gm)];
      return event[1];
    });

    expect(new Set(uids.map((uid) => uid.length))).toEqual(new Set([32]));
    expect(new Set(uids).size).toBe(20_000);
  });

  test('comes in parts, each of whole events, that are one calendar together', () => {
    const [window] = windowsOf({ cron: '0 4 1 * ? *' });
    const parts = [...icalendar(Array(2_500).fill(window), NOW)];

    expect(parts.map((part) => part.split('BEGIN:VEVENT').length - 1)).toEqual([0, 1_000, 1_000, 500, 0]);
    expect(eventsIn(parts.join(''))).toHaveLength(2_500);
  });

  test('moves tentative events when the rotation from which they are counted is another', () => {
    const config = withRotation({ schedule: { everyDays: 10 } }) as unknown as RotationConfig;
    const eventsFrom = (day: string): Event[] =>
      eventsIn(calendarText(rotationWindows(config, DECEMBER, new Date(day)), NOW));
    const [one, other] = [eventsFrom('2026-11-26'), eventsFrom('2026-11-27')];

    expect(one.map(({ uid }) => uid)).toEqual(other.map(({ uid }) => uid));
    expect(one[0].startDate.compare(other[0].startDate)).toBe(-1);
    expect(one[0].component.getFirstPropertyValue('status')).toBe('TENTATIVE');
  });
});

describe('secret-rotation calendar', () => {
  test('shows the next 30 days', async () => {
    const { status, out, err } = await calendarOf(
      withRotation({ schedule: { cron: '0 4 ? * SUN *', window: '2h' } }),
    );

    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toMatchInlineSnapshot(`
"OPENS (UTC)       CLOSES (UTC)      ROTATION           SECRET             SCHEDULE                        COUNTED FROM
2026-12-06 04:00  2026-12-06 06:00  production/orders  production/orders  cron(0 4 ? * SUN *), window 2h
2026-12-13 04:00  2026-12-13 06:00  production/orders  production/orders  cron(0 4 ? * SUN *), window 2h
2026-12-20 04:00  2026-12-20 06:00  production/orders  production/orders  cron(0 4 ? * SUN *), window 2h
2026-12-27 04:00  2026-12-27 06:00  production/orders  production/orders  cron(0 4 ? * SUN *), window 2h
"
`);
  });

  test('says what is assumed where a schedule has no fixed dates', async () => {
    const { out, err } = await calendarOf(
      withRotation({ schedule: { rate: '20 days' } }),
      '--last-rotation',
      '2026-11-20',
    );

    expect(out).toContain('2026-12-10 00:00  2026-12-11 00:00');
    expect(out).toContain('a rotation on 2026-11-20');
    expect(err).toContain('1 of 1 rotations has a schedule in days or at a rate');
  });

  test('prints a file that calendars read, also when nothing rotates', async () => {
    const configuration = withRotation({ schedule: { cron: '0 4 1 JUL ? *' } });
    const { out, err } = await calendarOf(configuration, '--ics');

    expect(eventsIn(out)).toEqual([]);
    expect(out).toContain('\r\nEND:VCALENDAR\r\n');
    expect(err).toContain('No rotation window opens');
  });

  test('shows as many days as it is told', async () => {
    const configuration = withRotation({ schedule: { cron: '0 4 * * ? *' } });
    const { out } = await calendarOf(configuration, '--days', '3');

    expect(out.split('\n')).toHaveLength(5);
  });

  test('shows more windows than a function may have arguments', async () => {
    const rotations = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `r${index}`,
        { ...ROTATION, secret: `s${index}`, schedule: { rate: '4 hours' } },
      ]),
    );
    const { status, out } = await calendarOf(withStack({ rotations }), '--days', '60');

    expect(status).toBe(0);
    expect(out.split('\n').length).toBeGreaterThan(150_000);
  });

  test('fails when more windows open than anybody reads', async () => {
    const rotations = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `r${index}`,
        { ...ROTATION, secret: `s${index}`, schedule: { rate: '4 hours' } },
      ]),
    );
    const { status, out, err } = await calendarOf(withStack({ rotations }), '--ics', '--days', '366');

    expect([status, out]).toEqual([2, '']);
    expect(err).toContain('within --days "366" open more than 500,000 rotation windows');
  });

  test('warns of rotations of one database that share an hour', async () => {
    const rotation = { ...ROTATION, schedule: { cron: '0 4 ? * SUN *' } };
    const rotations = { orders: rotation, invoices: { ...rotation, secret: 'production/invoices' } };
    const { status, err } = await calendarOf(withStack({ rotations }));

    expect(status).toBe(0);
    expect(err).toContain('warning RotationsShareHour');
    expect(err).toContain('whose master secret is production/superuser');
  });

  test('fails when the configuration is wrong', async () => {
    const { status, out, err } = await calendarOf(withRotation({ engine: 'mysq' }));

    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('NotAllowed');
  });

  test.each([
    ['--days', '0'],
    ['--days', '367'],
    ['--days', '1.5'],
    ['--from', '2026-02-30'],
    ['--from', 'tomorrow'],
    ['--last-rotation', '2026-1-1'],
  ])('fails when %s is %s', async (option, value) => {
    const { status, out, err } = await calendarOf(withRotation({}), option, value);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`${option} "${value}" is not`);
  });
});
