/**
 * How long the worst of 100,000 characters keeps each pattern of the schemas and of the code busy: `npm run bench:patterns`.
 *
 * For each pattern it makes texts that fit, repeats pieces of them, and breaks the end, so that a pattern which tries again from
 * each place shows itself. It prints the slowest, and how much longer twice the length takes: 2 is linear, 4 is quadratic.
 */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import * as ts from 'typescript';
import { table } from '../src/cli/table';

const ROOT = join(__dirname, '..');

const LENGTH = 100_000;

const FIRST_LENGTH = LENGTH / 64;

const SHOWN = 15;

const MOST_SIGNS = 9;

/** What takes longer is tried at no greater length. */
const ENOUGH_MILLISECONDS = 100;

/** What nobody's pattern is made for, and every pattern is given. */
const ALWAYS = [
  'a',
  '0',
  ' ',
  '-',
  '.',
  ':',
  '/',
  '$',
  '${',
  '{',
  '"',
  '\\',
  '\n',
  '*',
  'a-',
  'a.',
  'a:',
  'arn:',
  '://',
  '<',
  '[',
  ',',
];

/** What no pattern takes at its end. */
const BREAKS = ['', '\u0000', '!\n'];

interface Pattern {
  readonly place: string;
  readonly pattern: RegExp;
}

interface Measured extends Pattern {
  readonly milliseconds: number;
  /** The length that took so long: the whole, unless it is too slow for that. */
  readonly length: number;
  readonly growth: number;
  readonly unit: string;
}

function schemaPatterns(): Pattern[] {
  const folder = join(ROOT, 'schemas');
  const files = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
  return files.flatMap((name) => {
    const found = new Set<string>();
    JSON.parse(readFileSync(join(folder, name), 'utf8'), (key, value) => {
      if (key === 'pattern' && typeof value === 'string') found.add(value);
      return value;
    });
    return [...found].map((source) => ({ place: name, pattern: new RegExp(source, 'u') }));
  });
}

/** The patterns that stand in the code. Those that it puts together are measured by what is measured of its texts. */
function codePatterns(): Pattern[] {
  return sourceFiles(join(ROOT, 'src')).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    const found: Pattern[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node))
        found.push({ place: relative(ROOT, file), pattern: patternOf(node) });
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** One that is tried at one place only stays so. */
function patternOf({ text }: ts.RegularExpressionLiteral): RegExp {
  const end = text.lastIndexOf('/');
  return new RegExp(text.slice(1, end), text.slice(end + 1).replace('g', ''));
}

/** Pieces to repeat: those that fit, beginnings and ends of them, and those that every pattern is given. */
function unitsOf(pattern: RegExp): string[] {
  const fitting = samplesOf(pattern).flatMap((text) => [
    text,
    text.slice(0, 1),
    text.slice(0, 2),
    text.slice(0, 3),
    text.slice(-1),
    text.slice(-2),
  ]);
  return [...new Set([...fitting, ...ALWAYS, ...pairsOf(pattern)])].filter((unit) => unit.length > 0);
}

/** Each two of the signs that a pattern names, a letter and what is no sign: "# # # " is what a comment's pattern may fear. */
function pairsOf({ source }: RegExp): string[] {
  const signs = [...new Set([...source.replace(/[\w\\^$?*+()|[\]]/g, ''), 'a', ' ', '\n'])].slice(
    -MOST_SIGNS,
  );
  return signs.flatMap((first) => signs.map((second) => first + second));
}

/** What the generator cannot follow, such as a look-behind or all but some characters, is measured with the other pieces. */
function samplesOf(pattern: RegExp): string[] {
  const literals = pattern.source.split(/\\.|[^\w ]+/).filter(Boolean);
  if (pattern.source.includes('[^')) return literals;
  try {
    return [...literals, ...fc.sample(fc.stringMatching(pattern), { numRuns: 5, seed: 1 })];
  } catch {
    return literals;
  }
}

function timeOf(pattern: RegExp, unit: string, end: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + end;
  const { user } = process.cpuUsage();
  pattern.lastIndex = 0;
  pattern.test(text);
  return (process.cpuUsage().user - user) / 1000;
}

/** Twice the length each time, until it takes long enough to see how it grows. */
function growthOf(one: Pattern, unit: string, end: string): Measured {
  let half = 0;
  for (let length = FIRST_LENGTH; ; length *= 2) {
    const milliseconds = timeOf(one.pattern, unit, end, length);
    if (length >= LENGTH || milliseconds > ENOUGH_MILLISECONDS) {
      return { ...one, milliseconds, length, growth: milliseconds / Math.max(half, 0.2), unit };
    }
    half = milliseconds;
  }
}

function measure(one: Pattern): Measured {
  const all = unitsOf(one.pattern).flatMap((unit) => BREAKS.map((end) => growthOf(one, unit, end)));
  return all.reduce((worst, next) => (next.milliseconds > worst.milliseconds ? next : worst));
}

const patterns = [...schemaPatterns(), ...codePatterns()];
const measured = patterns
  .map((one, index) => {
    process.stderr.write(`${index + 1} of ${patterns.length}: ${one.place}\n`);
    return measure(one);
  })
  .sort((one, other) => other.milliseconds - one.milliseconds);
const rows = measured
  .slice(0, SHOWN)
  .map(({ place, pattern, milliseconds, length, growth, unit }) => [
    String(length),
    milliseconds.toFixed(1),
    growth.toFixed(1),
    JSON.stringify(unit.slice(0, 20)),
    place,
    pattern.source.slice(0, 70),
  ]);
console.log(`${patterns.length} patterns, each with texts of ${LENGTH} characters; the ${SHOWN} slowest:\n`);
console.log(table(['CHARACTERS', 'MS CPU', 'TIMES HALF', 'REPEATED', 'PLACE', 'PATTERN'], rows));
