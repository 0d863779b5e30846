import { hashOf } from '../catalogue/physical-name';
import { hasFixedDates, RotationWindow } from '../config/rotation-windows';
import { scheduleText } from './schedule-text';

/** Parts of some hundred kilobytes. */
const EVENTS_AT_ONCE = 1_000;

/** As many hexadecimal digits as a UUID has: no two of any number of rotations are the same. */
const UID_DIGITS = 32;

/** The most octets of a line, without its end. */
const LINE_OCTETS = 75;

/** Name and interval stand twice, because Google and Microsoft read them under the names that they had before RFC 7986. */
const HEAD = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//cdktf-secret-rotation//secret-rotation calendar//EN',
  'CALSCALE:GREGORIAN',
  'NAME:Rotation of secrets',
  'X-WR-CALNAME:Rotation of secrets',
  'REFRESH-INTERVAL;VALUE=DURATION:P1D',
  'X-PUBLISHED-TTL:P1D',
];

/**
 * Rotation windows as a calendar that people can subscribe to. Events whose dates are counted from a rotation are tentative.
 * An event is known by the same UID whenever the calendar is written again. A fleet's calendar comes in parts, which are longer together
 * than a text may be.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 * @see https://www.rfc-editor.org/rfc/rfc7986
 */
export function* icalendar(windows: readonly RotationWindow[], written: Date): Generator<string> {
  yield textOf(HEAD);
  for (let start = 0; start < windows.length; start += EVENTS_AT_ONCE) {
    const some = windows.slice(start, start + EVENTS_AT_ONCE);
    yield textOf(some.flatMap((window) => eventOf(window, written)));
  }
  yield textOf(['END:VCALENDAR']);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(window: RotationWindow, written: Date): string[] {
  const { stack, name, region, rotation, opens, closes } = window;
  const isFixed = hasFixedDates(rotation.schedule);
  const description = [
    `Secrets Manager rotates ${rotation.secret} in ${region} at some moment of this time.`,
    `Schedule: ${scheduleText(rotation)}.`,
    ...(isFixed ? [] : ['Counted from the last rotation: any other rotation moves it.']),
  ].join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(window)}`,
    `DTSTAMP:${timeText(written)}`,
    `DTSTART:${timeText(opens)}`,
    `DTEND:${timeText(closes)}`,
    `SUMMARY:${escaped(`Rotation of ${stack}/${name}`)}`,
    `DESCRIPTION:${escaped(description)}`,
    `STATUS:${isFixed ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** What is counted has no date of its own, so that it moves where it would otherwise be there twice. */
function uidOf({ stack, name, region, rotation, opens, number }: RotationWindow): string {
  const which = hasFixedDates(rotation.schedule) ? timeText(opens) : number;
  const hash = hashOf(JSON.stringify([region, stack, name]), UID_DIGITS);
  return `${hash}-${which}@cdktf-secret-rotation`;
}

function timeText(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Continues a line that is too long on the next one, after a space. No character is cut in two. */
function folded(line: string): string {
  const lines = [''];
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      lines.push('');
      octets = 1;
    }
    lines[lines.length - 1] += character;
    octets += length;
  }
  return lines.join('\r\n ');
}
