/** The numbers that a field names, in ascending order. */
export type NumberField = number[];

/** Whether a field names a day. */
export type DayMatch = (day: Date) => boolean;

/** A field that is wrong is answered by what would be right. */
type Parsed<T> = T | string;

interface Range {
  readonly least: number;
  readonly most: number;
  /** The words for the numbers, the first for the least. */
  readonly words?: readonly string[];
  readonly allowed: string;
}

const HOURS: Range = { least: 0, most: 23, allowed: '0 to 23 and , - * /' };

const DAYS_OF_MONTH: Range = { least: 1, most: 31, allowed: '1 to 31, L for the last day, and , - * / ?' };

const MONTHS: Range = {
  least: 1,
  most: 12,
  words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  allowed: '1 to 12, JAN to DEC, and , - * /',
};

const DAYS_OF_WEEK: Range = {
  least: 1,
  most: 7,
  words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
  allowed: '1 to 7, SUN to SAT, FRI#2 for the second Friday, 6L for the last, and , - * / ?',
};

const MILLISECONDS_IN_WEEK = 7 * 24 * 60 * 60 * 1000;

export function hourField(text: string): Parsed<NumberField> {
  return numbers(text, HOURS) ?? HOURS.allowed;
}

export function monthField(text: string): Parsed<NumberField> {
  return numbers(text, MONTHS) ?? MONTHS.allowed;
}

export function dayOfMonthField(text: string): Parsed<DayMatch> {
  if (text === '?') return () => true;
  if (text === 'L') return (day) => new Date(day.getTime() + MILLISECONDS_IN_WEEK / 7).getUTCDate() === 1;
  const days = numbers(text, DAYS_OF_MONTH);
  return days ? (day) => days.includes(day.getUTCDate()) : DAYS_OF_MONTH.allowed;
}

export function dayOfWeekField(text: string): Parsed<DayMatch> {
  if (text === '?') return () => true;
  const match = lastOfMonth(text) ?? nthOfMonth(text);
  if (match) return match;
  const days = numbers(text, DAYS_OF_WEEK);
  return days ? (day) => days.includes(numberOf(day)) : DAYS_OF_WEEK.allowed;
}

/** `6L` is the last Friday of a month, `L` alone each Saturday. */
function lastOfMonth(text: string): DayMatch | undefined {
  if (text === 'L') return (day) => numberOf(day) === DAYS_OF_WEEK.most;
  const weekday = text.endsWith('L') ? single(text.slice(0, -1), DAYS_OF_WEEK) : undefined;
  const isLast = (day: Date): boolean =>
    new Date(day.getTime() + MILLISECONDS_IN_WEEK).getUTCMonth() !== day.getUTCMonth();
  return weekday === undefined ? undefined : (day) => numberOf(day) === weekday && isLast(day);
}

/** `FRI#2` is the second Friday of a month. */
function nthOfMonth(text: string): DayMatch | undefined {
  const [, word, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  const weekday = word === undefined ? undefined : single(word, DAYS_OF_WEEK);
  return weekday === undefined
    ? undefined
    : (day) => numberOf(day) === weekday && Math.ceil(day.getUTCDate() / 7) === Number(nth);
}

/** The numbers of a list of values, ranges and steps; nothing where one of them is out of range. */
function numbers(text: string, range: Range): NumberField | undefined {
  const parts = text.split(',').map((part) => numbersOfPart(part, range));
  if (parts.some((part) => part === undefined)) return undefined;
  return [...new Set(parts.flatMap((part) => part ?? []))].sort((one, other) => one - other);
}

function numbersOfPart(part: string, range: Range): number[] | undefined {
  const [, base, step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
  const bounds = base === undefined ? undefined : boundsOf(base, step !== undefined, range);
  if (bounds === undefined || step === '0' || step === '00') return undefined;
  const [first, last] = bounds;
  const stride = Number(step ?? 1);
  return first > last
    ? undefined
    : Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => first + i * stride);
}

function boundsOf(base: string, isOpen: boolean, range: Range): [number, number] | undefined {
  if (base === '*') return [range.least, range.most];
  const [first, last = isOpen ? range.most : first, ...rest] = base
    .split('-')
    .map((text) => single(text, range));
  return first === undefined || last === undefined || rest.length > 0 ? undefined : [first, last];
}

function single(text: string, { least, most, words = [] }: Range): number | undefined {
  const word = words.indexOf(text.toUpperCase());
  if (word >= 0) return least + word;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : undefined;
}

/** AWS numbers the days of a week from Sunday, which is 1. */
function numberOf(day: Date): number {
  return day.getUTCDay() + 1;
}
