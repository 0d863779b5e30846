import { NamedRotation, RotationGroup, rotationGroups } from '../config/rotation-group';
import { scheduleDates } from '../catalogue/schedule-dates';
import { RotationConfig } from '../config';
import { scheduleDatesOf } from '../config/rotation-windows';
import { withoutParameters } from '../config/ssm-parameter';
import { grantsText, OF_YOUR_OWN } from './grants-text';
import { minuteText, scheduleText } from './schedule-text';
import { table } from './table';

const HEADINGS = [
  'ROTATION',
  'SECRET',
  'FUNCTION',
  'APPLICATION',
  'NETWORK',
  'GRANTS',
  'SCHEDULE',
  'NEXT DATE (UTC)',
];

const DATES = 5;

/** What a configuration would make: a line for each rotation, and when it is told so, its next dates under the table. */
export function planTable(config: RotationConfig, withDates: boolean, now: Date): string {
  const { stacks } = withoutParameters(config, ({ name }) => `parameter:${name}`);
  const entries = Object.entries(stacks).flatMap(([name, stack]) =>
    rotationGroups(name, stack).flatMap((group) =>
      group.rotations.map((rotation) => ({ name, group, rotation })),
    ),
  );
  const rows = entries.map(({ name, group, rotation }) => row(name, group, rotation, now));
  const dates = entries.map(({ name, rotation }) => [
    `${name}/${rotation.name}`,
    datesOf(rotation, now, DATES),
  ]);
  return `${table(HEADINGS, rows)}${withDates ? `\n${table(['ROTATION', `NEXT ${DATES} DATES (UTC)`], dates)}` : ''}`;
}

function row(name: string, group: RotationGroup, rotation: NamedRotation, now: Date): string[] {
  const { application, functionName, version } = group;
  return [
    `${name}/${rotation.name}`,
    rotation.secret,
    functionName,
    application === undefined ? OF_YOUR_OWN : `${application.name} ${version}`,
    rotation.network ?? 'none',
    grantsText(rotation, application),
    scheduleText(rotation),
    datesOf(rotation, now, 1),
  ];
}

function datesOf(rotation: NamedRotation, now: Date, count: number): string {
  return scheduleDates(scheduleDatesOf(rotation), now, count).map(minuteText).join(', ');
}
